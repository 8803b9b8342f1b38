"""nginx with the configuration of docs/nginx.conf, on a tree that was published."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from incidents.publishing.directory import DirectoryStore
from tests.shell.cast import Cast
from tests.shell.newsroom import Newsroom, put_out
from tests.shell.test_server import ask, free_port, wait_for

CONF = Path(__file__).resolve().parents[2] / "docs/nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(NGINX is None, reason="no nginx is on PATH or in /usr/sbin"),
]


@dataclass(frozen=True)
class Served:
    port: int
    room: Newsroom
    store: DirectoryStore


def here(text: str, tree: Path, folder: Path, port: int) -> str:
    """Return the configuration for this machine: other paths, and nobody behind it."""
    text = re.sub(
        r"upstream candor \{.*?\n    \}",
        f"upstream candor {{ server 127.0.0.1:{free_port()}; }}",
        text,
        flags=re.DOTALL,
    )
    for old, new in {
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;\nuser root;"
        if os.getuid() == 0
        else f"pid {folder}/nginx.pid;",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "root /srv/public;": f"root {tree};",
        "open_file_cache_valid 2s;": "open_file_cache_valid 0s;",
        "worker_processes auto;": "worker_processes 1;\ndaemon off;",
    }.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def served(cast: Cast, tmp_path: Path) -> Iterator[Served]:
    assert NGINX
    store, port = DirectoryStore(tmp_path / "public"), free_port()
    store.root.mkdir()
    conf = tmp_path / "nginx.conf"
    conf.write_text(here(CONF.read_text(), store.root, tmp_path, port))
    process = subprocess.Popen([NGINX, "-c", str(conf), "-p", str(tmp_path), "-e", "stderr"])
    try:
        wait_for(port, process)
        yield Served(port, Newsroom(cast), store)
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
