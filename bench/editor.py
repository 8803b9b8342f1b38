"""How long does a save take while 1 person and while 20 people write, each in a report of their own?

    .venv/bin/python bench/editor.py [sqlite:///PATH | postgres://USER@HOST/EMPTY_DATABASE]

Starts the whole server on a free port with the database that is named (a new SQLite file by default), and
sends what the editor sends by itself: the notes as they are, about once a second for each person.
Milliseconds by the clock from the request to the end of the answer.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

SECONDS = 20
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from incidents.management.demonstration import PASSWORD  # noqa: E402
from tests.journeys.running import free_port  # noqa: E402


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        database = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{home}/bench.sqlite3"
        port = free_port()
        own = {"CANDOR_VAR": home, "DATABASE_URL": database, "HOST": "127.0.0.1", "PORT": str(port)}
        with (Path(home) / "log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, "manage.py", "up"], cwd=ROOT, env=os.environ | own, stdout=log, stderr=log
            )
        try:
            measure(port, database.partition(":")[0])
        finally:
            server.terminate()
            server.wait(20)


def measure(port: int, vendor: str) -> None:
    cookies = sign_in(port)
    for people in (1, 20):
        taken: list[float] = []
        pages = [new_report(port, cookies) for _ in range(people)]
        writers = [threading.Thread(target=write, args=(port, cookies, page, taken)) for page in pages]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        ranks = statistics.quantiles(taken, n=100)
        took = f"p50 {ranks[49]:.0f} ms  p99 {ranks[98]:.0f} ms"
        print(f"{vendor:>8}  {people:>2} writing  {len(taken):>4} saves  {took}")


def write(port: int, cookies: dict[str, str], page: str, taken: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    text, until = "", time.monotonic() + SECONDS
    while time.monotonic() < until:
        base, text = text, f"{text} word".strip()
        before = time.perf_counter()
        sent = {"notes": text, "base": json.dumps({"notes": base})}
        status, _, _ = ask(connection, cookies, f"{page}sections/notes/", sent)
        assert status == 200, status
        taken.append(1000 * (time.perf_counter() - before))
        time.sleep(max(0.0, 1 - (time.perf_counter() - before)))


def sign_in(port: int) -> dict[str, str]:
    """Return the cookies of somebody signed in, once the server answers."""
    cookies: dict[str, str] = {}
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/accounts/login/")
            break
        except OSError:
            time.sleep(0.2)
    answer = connection.getresponse()
    found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', answer.read())
    assert found
    keep(cookies, answer)
    form = {"login": "ada", "password": PASSWORD, "csrfmiddlewaretoken": found[1].decode()}
    ask(connection, cookies, "/accounts/login/", form)
    assert "sessionid" in cookies
    return cookies


def new_report(port: int, cookies: dict[str, str]) -> str:
    """Return the address of a new draft."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    return ask(connection, cookies, "/workspace/incidents/new/blank/", {})[2]


def ask(
    connection: http.client.HTTPConnection, cookies: dict[str, str], page: str, form: dict[str, str]
) -> tuple[int, bytes, str]:
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies["csrftoken"],
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    connection.request("POST", page, urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    body = answer.read()
    keep(cookies, answer)
    return answer.status, body, answer.headers.get("Location", "")


def keep(cookies: dict[str, str], answer: http.client.HTTPResponse) -> None:
    for line in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = line.partition(";")[0].partition("=")
        cookies[name] = value


if __name__ == "__main__":
    main()
