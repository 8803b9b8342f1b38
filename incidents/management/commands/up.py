"""Everything, in one command: what `make run` starts."""

import errno
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import env, serve
from incidents.management.processes import Stop, first_to_end, running, stop_on_signals

_USAGE = 2
_SECONDS_TO_START = 20


class Command(BaseCommand):
    help = (
        "Prepare the database, the assets and the demonstration, then run the web server and the worker "
        "until Ctrl-C. HOST and PORT come from the environment. Example: PORT=8080 manage.py up"
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        host, port = env.host(), env.port()
        _check_free(host, port)
        stop_on_signals()
        try:
            self._prepare()
            self._run(host, port)
        except Stop:
            self.stdout.write("Stopped.")

    def _prepare(self) -> None:
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEVELOPMENT:
            self._try("demo")
        self._try("publish_site")

    def _try(self, command: str) -> None:
        """Run a command that Candor can start without: what it can't do it says."""
        try:
            call_command(command, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            self.stderr.write(str(error))

    def _run(self, host: str, port: int) -> None:
        worker = [sys.executable, "manage.py", "worker"]
        with running({"server": serve.command(), "worker": worker}, settings.BASE_DIR) as processes:
            _wait_until_ready(processes["server"], host, port)
            if settings.DEVELOPMENT:
                self.stdout.write(f"Mails are kept in {settings.EMAIL_FILE_PATH}.")
            self.stdout.write(f"Candor runs at {_address(host, port)}; Ctrl-C stops it.")
            name, code = first_to_end(processes)
        raise CommandError(f"The {name} ended with exit code {code}, so everything was stopped.")


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise CommandError(_sentence(error.errno, host, port), returncode=_USAGE) from error


def _sentence(number: int | None, host: str, port: int) -> str:
    if number == errno.EADDRINUSE:
        return f"Port {port} is in use; stop the program that has it, or name another, as in PORT={port + 1}."
    if number == errno.EACCES:
        return f"Port {port} is kept for the system; name one from 1024, as in PORT=8000."
    return f"HOST is {host!r}, which is no address of this machine; 127.0.0.1 always is."


def _wait_until_ready(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Return when the server takes connections, or has ended, or takes longer than anyone waits."""
    until = time.monotonic() + _SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection((_reachable(host), port), timeout=1):
            return
        time.sleep(0.05)


def _address(host: str, port: int) -> str:
    reachable = _reachable(host)
    return f"http://[{reachable}]:{port}/" if ":" in reachable else f"http://{reachable}:{port}/"


def _reachable(host: str) -> str:
    """Return an address to call, where the server listens on all of them."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (not bound to here)
