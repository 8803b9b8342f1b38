"""The servers to compare, each on one core with the same tree."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SERVER_CORE = "0"
# As `manage.py up` starts it.
OPTIONS = ["--interface", "wsgi", "--no-ws", "--log-level", "critical", "--blocking-threads", "4"]
_NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr error;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {extra}
    server {{
        listen 127.0.0.1:{port};
        root {tree};
        gzip_static on;
        gzip_vary on;
        add_header Cache-Control "public, max-age=0, stale-if-error=86400";
        add_header X-Content-Type-Options nosniff;
        add_header Referrer-Policy same-origin;
        add_header Content-Security-Policy "default-src 'none'; style-src 'self'; img-src 'self' data:";
    }}
}}
"""


@contextmanager
def nginx(tree: Path, folder: Path, extra: str = "") -> Iterator[tuple[int, int]]:
    """Run nginx; give its port and process."""
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, tree=tree, port=port, extra=extra))
    with _running(["nginx", "-p", str(folder), "-c", str(config)], {}, port) as process:
        yield port, process


@contextmanager
def granian(
    tree: Path, folder: Path, application: str, options: tuple[str, ...] = ()
) -> Iterator[tuple[int, int]]:
    """Run a WSGI application as this project runs its own; give its port and process."""
    port = free_port()
    command = [sys.executable, "-m", "granian", application, "--port", str(port), *OPTIONS, *options]
    said = {"PUBLIC_ROOT": str(tree), "CANDOR_VAR": str(folder), "PATH": os.environ["PATH"]}
    with _running(command, said, port) as process:
        yield port, process


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _running(command: list[str], said: dict[str, str], port: int) -> Iterator[int]:
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *command],
        cwd=REPOSITORY,
        env=said or None,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing listens on port {port}.")
