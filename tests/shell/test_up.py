import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell.test_server import ROOT, as_installed, ask, free_port, wait_for


def test_everything_starts_and_stops_with_one_command(tmp_path: Path) -> None:
    port = free_port()
    with (tmp_path / "log").open("w+") as log:
        up = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=as_installed(tmp_path / "var", port),
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(port, up)
            assert ask(port, "/")[0] == 200
            assert ask(port, "/readyz")[0] == 200
        finally:
            up.send_signal(signal.SIGTERM)
            code = up.wait(60)
    printed = (tmp_path / "log").read_text()
    assert code == 0
    assert f"Candor runs at http://127.0.0.1:{port}/" in printed
    assert "Sign in at" in printed
    assert "Traceback" not in printed
    with pytest.raises(ConnectionRefusedError):
        ask(port, "/")


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        tried = subprocess.run(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=as_installed(tmp_path / "var", port),
            check=False,
            capture_output=True,
            text=True,
        )
    assert tried.returncode == 2
    assert tried.stderr.startswith(f"CommandError: Port {port} is in use")
    assert tried.stderr.count("\n") == 1
    assert not (tmp_path / "var").exists()
