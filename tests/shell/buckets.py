"""A server that speaks S3 over real HTTP on the loopback, and buckets in it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

from config.bucket import Bucket

_numbers = count(1)


@contextmanager
def serving() -> Iterator[str]:
    """Run the server and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "--host=127.0.0.1", f"--port={port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def empty_bucket(server: str, *, prefix: str = "") -> Bucket:
    """Return a new bucket; whoever publishes is to see `prefix` of it."""
    made = Bucket(
        bucket_name=f"public-{next(_numbers)}",
        endpoint_url=server,
        region_name="us-east-1",
        access_key="anybody",
        secret_key="anything",
        location=prefix,
    )
    made.connection.create_bucket(Bucket=made.bucket_name)
    return made


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("The S3 server doesn't start.")
