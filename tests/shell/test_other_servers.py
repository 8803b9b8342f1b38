"""nginx and Caddy with the configurations in docs/, on a tree that was published."""

import gzip
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from incidents.publishing.directory import DirectoryStore
from tests.shell.cast import Cast
from tests.shell.newsroom import Newsroom, put_out
from tests.shell.test_server import ask, free_port, wait_for

DOCS = Path(__file__).resolve().parents[2] / "docs"
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Served:
    port: int
    behind: int  # the port on which the server looks for Django
    room: Newsroom
    store: DirectoryStore


class Django(BaseHTTPRequestHandler):
    """Stands for what is dynamic, with headers of its own."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Security-Policy", "django's own")
        self.send_header("Cache-Control", "private")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its parent's name)
        pass


def nginx(program: str, tree: Path, folder: Path, port: int, behind: int) -> list[str]:
    """Return the command that serves by docs/nginx.conf: other paths, another one behind it."""
    user = "user root;" if os.getuid() == 0 else ""
    text = _here(
        re.sub(
            r"upstream candor \{.*?\n    \}",
            f"upstream candor {{ server 127.0.0.1:{behind}; }}",
            (DOCS / "nginx.conf").read_text(),
            flags=re.DOTALL,
        ),
        {
            "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;{user}",
            "listen 80;": f"listen 127.0.0.1:{port};",
            "root /srv/public;": f"root {tree};",
            "open_file_cache_valid 2s;": "open_file_cache_valid 0s;",
            "worker_processes auto;": "worker_processes 1;\ndaemon off;",
        },
    )
    (folder / "nginx.conf").write_text(text)
    return [program, "-c", f"{folder}/nginx.conf", "-p", str(folder), "-e", "stderr"]


def caddy(program: str, tree: Path, folder: Path, port: int, behind: int) -> list[str]:
    """Return the command that serves by docs/Caddyfile: other paths, no HTTPS, another one behind it."""
    text = _here(
        (DOCS / "Caddyfile").read_text(),
        {
            "status.example.com {": f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{",
            "127.0.0.1:8000": f"127.0.0.1:{behind}",
            "root * /srv/public": f"root * {tree}",
        },
    )
    (folder / "Caddyfile").write_text(text)
    return [program, "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


def _here(text: str, changed: dict[str, str]) -> str:
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(params=[nginx, caddy], ids=lambda command: command.__name__)
def served(request: pytest.FixtureRequest, cast: Cast, tmp_path: Path) -> Iterator[Served]:
    program = shutil.which(request.param.__name__, path=_PATH)
    if program is None:
        pytest.skip(f"There is no {request.param.__name__} on PATH or in /usr/sbin.")
    store, port, behind = DirectoryStore(tmp_path / "public"), free_port(), free_port()
    store.root.mkdir()
    process = subprocess.Popen(
        request.param(program, store.root, tmp_path, port, behind), env={"HOME": str(tmp_path), "PATH": _PATH}
    )
    try:
        wait_for(port, process)
        yield Served(port, behind, Newsroom(cast), store)
    finally:
        process.terminate()
        process.wait(30)


def test_every_address_of_a_withdrawn_post_answers_410_until_it_is_restored(served: Served) -> None:
    first = served.room.publish("Zebra unavailable")
    put_out(first, served.store)
    post = f"/incidents/{first.incident.slug}/"
    for path in (post, f"{post}report.json", f"{post}editions/1/"):
        assert ask(served.port, path)[0] == 200, path

    gone = served.room.withdraw(first, "It named a customer.")
    put_out(gone, served.store)
    for path in (post, f"{post}report.json", f"{post}editions/1/", f"{post}timeline.svg", f"{post}other"):
        status, headers, body = ask(served.port, path)
        assert (status, b"It named a customer." in body) == (410, True), path
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert ask(served.port, "/")[0] == ask(served.port, "/history/")[0] == 200
    assert ask(served.port, "/incidents/other/")[0] == 404

    put_out(served.room.correct(gone, "It names nobody now."), served.store)
    assert ask(served.port, post)[0] == ask(served.port, f"{post}report.json")[0] == 200
    assert not (served.store.root / post[1:] / "gone.txt").exists()


def test_pages_of_its_own_say_what_is_missing(served: Served) -> None:
    put_out(served.room.publish("Checkout unavailable"), served.store)
    status, headers, body = ask(served.port, "/nothing/")
    assert (status, b"There is no page here" in body, b"Checkout unavailable" in body) == (404, True, True)
    assert "Content-Security-Policy" in headers
    for path in ("/search/?q=checkout", "/subscribe/"):
        status, headers, body = ask(served.port, path)
        assert (status, b"be made just now" in body) == (503, True), path
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    status, _, body = ask(served.port, "/find/words/che.json")
    assert (status, b"Checkout unavailable" in body) == (200, True)
    assert ask(served.port, "/.lock")[0] == 404


def test_pages_come_small_with_what_caches_need(served: Served) -> None:
    first = served.room.publish("Checkout unavailable")
    put_out(first, served.store)
    post = f"/incidents/{first.incident.slug}/"
    status, headers, body = ask(served.port, post, accept_encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == (served.store.root / post[1:] / "index.html").read_bytes()
    assert headers["Cache-Control"].startswith("public, max-age=0")
    assert ask(served.port, post, accept_encoding="gzip", if_none_match=headers["ETag"])[0] == 304
    [sheet] = set(re.findall(rb'href="(/assets/[^"]+\.css)"', gzip.decompress(body)))
    assert "immutable" in ask(served.port, sheet.decode())[1]["Cache-Control"]
    assert ask(served.port, f"{post}index.html.gz")[0] == 404
    assert ask(served.port, f"{post}report.json")[1]["Access-Control-Allow-Origin"] == "*"


def test_what_is_dynamic_keeps_its_own_headers(served: Served) -> None:
    with HTTPServer(("127.0.0.1", served.behind), Django) as django:
        threading.Thread(target=django.serve_forever, daemon=True).start()
        dynamic = (
            "/workspace/",
            "/search/?q=a",
            "/healthz",
            "/static/css/app.css",
            f"/media/{'0' * 32}-1x1.png",
        )
        for path in dynamic:
            status, headers, _ = ask(served.port, path)
            assert (status, headers.get_all("Content-Security-Policy")) == (200, ["django's own"]), path
            assert headers.get_all("Cache-Control") == ["private"]
        django.shutdown()


def test_a_published_picture_is_a_file_that_never_changes(served: Served) -> None:
    name = f"{'0' * 32}-10x10.png"
    (served.store.root / "media").mkdir()
    (served.store.root / "media" / name).write_bytes(b"PNG")
    status, headers, body = ask(served.port, f"/media/{name}")
    assert (status, headers["Content-Type"], body) == (200, "image/png", b"PNG")
    assert "immutable" in headers["Cache-Control"]
