"""The real server, as `make run` and the container start it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli
import pytest

from tests.shell.test_public_files import PAGE, publish

ROOT = Path(__file__).resolve().parents[2]
_SECONDS_TO_START = 120


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def as_installed(var: Path, port: int) -> dict[str, str]:
    """Return an environment for the real thing: nothing of what the tests set for themselves."""
    said = {"CANDOR_VAR": str(var), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | said


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("The server didn't start.")


@contextmanager
def serving(
    var: Path, said: dict[str, str], stdout: int | None = None
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Run the server on a tree of one page; give its port and its process, which ends with the block."""
    publish(var / "public", "incidents/checkout/index.html", PAGE)
    port = free_port()
    command = [sys.executable, "-m", "config.serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=as_installed(var, port) | said, stdout=stdout)
    try:
        wait_for(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server whose database can't be reached."""
    said = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    with serving(tmp_path_factory.mktemp("var"), said) as (port, process):
        yield port
    assert process.returncode == -signal.SIGTERM, "it lets requests end, then does as it was told"


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_a_page_comes_whole_packed_or_not_at_all(server: int) -> None:
    status, headers, body = ask(server, "/incidents/checkout/")
    assert (status, body) == (200, PAGE)
    assert ask(server, "/incidents/checkout/", if_none_match=headers["ETag"])[::2] == (304, b"")
    _, packed_headers, packed = ask(server, "/incidents/checkout/", accept_encoding="gzip, br")
    assert brotli.decompress(packed) == PAGE
    assert packed_headers["Content-Encoding"] == "br"


def test_head_says_how_long_the_page_is(server: int) -> None:
    status, headers, body = ask(server, "/incidents/checkout/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(PAGE)), b"")


def test_a_part_of_a_page(server: int) -> None:
    assert ask(server, "/incidents/checkout/", range="bytes=-7")[::2] == (206, PAGE[-7:])


@pytest.mark.parametrize(
    "path", ["/%2e%2e/secret_key", "/..%2fsecret_key", "/%00", "/incidents/", "/%ff", "/index.html%0d%0ax"]
)
def test_odd_addresses_are_not_there(server: int, path: str) -> None:
    assert ask(server, path)[0] == 404


def test_pages_are_there_while_the_database_is_not(server: int) -> None:
    assert ask(server, "/healthz")[::2] == (200, b"alive\n")
    status, _, body = ask(server, "/readyz")
    assert status == 503
    assert b'"database": "failing"' in body
    assert ask(server, "/incidents/checkout/")[0] == 200


@pytest.mark.parametrize("path", ["/incidents/checkout/?a", "/healthz"])
def test_requests_are_logged_where_that_is_asked_for(tmp_path: Path, path: str) -> None:
    with serving(tmp_path, {"ACCESS_LOG": "1"}, subprocess.PIPE) as (port, process):
        assert [ask(port, path)[0] for _ in range(2)] == [200, 200]
    said, _ = process.communicate()
    line = re.compile(rf'127\.0\.0\.1:\d+ - "GET {re.escape(path)} HTTP/1.1" 200')
    assert len(line.findall(said.decode())) == 2


def test_two_processes_share_the_work(tmp_path: Path) -> None:
    with serving(tmp_path, {"WORKERS": "2"}) as (port, _):
        assert [ask(port, "/incidents/checkout/")[0] for _ in range(20)] == [200] * 20
    with pytest.raises(ConnectionRefusedError):
        ask(port, "/incidents/checkout/")


def test_django_is_not_loaded_for_published_files() -> None:
    script = "import sys, config.server; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_a_wrong_port_is_one_sentence() -> None:
    said = {**os.environ, "PORT": "eighty"}
    tried = subprocess.run(
        [sys.executable, "-m", "config.serve"],
        cwd=ROOT,
        env=said,
        check=False,
        capture_output=True,
        text=True,
    )
    assert tried.returncode == 2
    assert tried.stderr == "PORT is 'eighty'; write a number from 1 to 65535.\n"
