"""Runs the web server: `python -m config.serve`; HOST, PORT, WORKERS and ACCESS_LOG are its variables."""

import os
import sys

from config import env

# Requests in Django wait for the database; while they do, the other threads go on answering readers.
_THREADS = 4
_SECONDS_TO_STOP = 10


def command() -> list[str]:
    """Return the command that serves. Raises EnvironmentVariableError."""
    options = {
        "--interface": "wsgi",
        "--host": env.host(),
        "--port": str(env.port()),
        "--workers": str(env.workers()),
        "--blocking-threads": str(_THREADS),
        "--workers-kill-timeout": str(_SECONDS_TO_STOP),
        "--log-level": "info" if env.access_log() else "error",  # that log is of level info
    }
    log = "--access-log" if env.access_log() else "--no-access-log"
    words = [word for option in options.items() for word in option]
    return [sys.executable, "-m", "granian", *words, "--no-ws", log, "config.server:application"]


if __name__ == "__main__":
    try:
        os.execv(sys.executable, command())  # noqa: S606 (a list of ours, no shell)
    except env.EnvironmentVariableError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
