"""The servers to compare, with the same tree."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[2]
_NGINX = """
daemon off;
worker_processes {workers};
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
_CADDY = """
{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * {tree}
	header Cache-Control "public, max-age=0, stale-if-error=86400"
	header Content-Security-Policy "default-src 'none'; style-src 'self'; img-src 'self' data:"
	header X-Content-Type-Options nosniff
	header Referrer-Policy same-origin
	file_server {{
		precompressed br gzip
	}}
}}
"""


class Cores(NamedTuple):
    """Where servers run, and where the load comes from."""

    server: str
    load: str
    workers: int  # processes of the server, and threads of the load


PINNED = Cores("0", "1", 1)
SHARED = Cores("0,1", "0,1", 2)


@contextmanager
def nginx(tree: Path, folder: Path, cores: Cores, extra: str = "") -> Iterator[tuple[int, int]]:
    """Run nginx; give its port and process."""
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, tree=tree, port=port, extra=extra, workers=cores.workers))
    with _running(["nginx", "-p", str(folder), "-c", str(config)], {}, port, cores) as process:
        yield port, process


@contextmanager
def caddy(tree: Path, folder: Path, cores: Cores) -> Iterator[tuple[int, int]]:
    """Run Caddy; give its port and process."""
    port = free_port()
    config = folder / "Caddyfile"
    config.write_text(_CADDY.format(port=port, tree=tree))
    said = {"HOME": str(folder), "PATH": os.environ["PATH"], "GOMAXPROCS": str(cores.workers)}
    with _running(["caddy", "run", "--config", str(config)], said, port, cores) as process:
        yield port, process


@contextmanager
def candor(tree: Path, folder: Path, cores: Cores) -> Iterator[tuple[int, int]]:
    """Run this project's server as `manage.py up` does; give its port and process."""
    port = free_port()
    said = _environment(tree, folder) | {"PORT": str(port), "WORKERS": str(cores.workers)}
    with _running([sys.executable, "-m", "config.serve"], said, port, cores) as process:
        yield port, process


@contextmanager
def django(tree: Path, folder: Path, cores: Cores) -> Iterator[tuple[int, int]]:
    """Run a Django view that renders the page for each request, in threads, under uvicorn."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.serve.rendering:application", "--port", str(port)]
    command += ["--log-level", "error", "--lifespan", "off", "--workers", str(cores.workers)]
    with _running(command, _environment(tree, folder), port, cores) as process:
        yield port, process


def _environment(tree: Path, folder: Path) -> dict[str, str]:
    return {"PUBLIC_ROOT": str(tree), "CANDOR_VAR": str(folder), "PATH": os.environ["PATH"]}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _running(command: list[str], said: dict[str, str], port: int, cores: Cores) -> Iterator[int]:
    process = subprocess.Popen(
        ["taskset", "-c", cores.server, *command],
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
