"""Everything that `make run` starts, on a free port and a directory of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
_SECONDS_TO_START = 180


@contextmanager
def running_site(var: Path, port: int | None = None) -> Iterator[str]:
    """Start Candor with its demonstration, yield its address, and stop it; at any free port unless told."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    with (var / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=_environment(var, port),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + _SECONDS_TO_START
        while not _answers(f"{address}/readyz") and process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        if not _answers(f"{address}/readyz"):
            raise RuntimeError((var / "log").read_text())
        yield address
    finally:
        process.terminate()
        process.wait(60)


def mails(var: Path) -> str:
    """Return all mails that were sent until now."""
    kept = sorted((var / "mail").glob("*")) if (var / "mail").is_dir() else []
    return "\n".join(place.read_text() for place in kept)


def _environment(var: Path, port: int) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SITE_URL"}}
    own = {"CANDOR_VAR": str(var), "HOST": "127.0.0.1", "PORT": str(port)}
    return {**others, **own, "DJANGO_SETTINGS_MODULE": "config.settings"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 (our own server)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
