"""Runs the web server: `python -m config.serve`; HOST, PORT, WORKERS and ACCESS_LOG are its variables."""

import os
import sys

from config import env

_SECONDS_TO_STOP = 10
_SECONDS_UNUSED = 75  # longer than proxies keep their connections, so that they let go first


def command() -> list[str]:
    """Return the command that serves. Raises EnvironmentVariableError."""
    options = {
        "--http": "config.server:Protocol",
        "--host": env.host(),
        "--port": str(env.port()),
        "--workers": str(env.workers()),
        "--timeout-keep-alive": str(_SECONDS_UNUSED),
        "--timeout-graceful-shutdown": str(_SECONDS_TO_STOP),
        "--log-level": "info" if env.access_log() else "error",  # that log is of level info
        "--ws": "none",
        "--lifespan": "off",
    }
    log = "--access-log" if env.access_log() else "--no-access-log"
    # Django decides what a proxy in front may say (BEHIND_PROXY).
    switches = [log, "--no-proxy-headers", "--no-server-header", "--no-use-colors"]
    words = [word for option in options.items() for word in option]
    return [sys.executable, "-m", "uvicorn", *words, *switches, "config.server:application"]


if __name__ == "__main__":
    try:
        os.execv(sys.executable, command())  # noqa: S606 (a list of ours, no shell)
    except env.EnvironmentVariableError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
