"""Processes that run side by side: when one ends, so do the others."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_SECONDS_TO_STOP = 15


class Stop(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM. Like KeyboardInterrupt, it's nobody's error."""


def stop_on_signals() -> None:
    """Have Ctrl-C and SIGTERM raise Stop."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)


@contextmanager
def running(commands: dict[str, list[str]], folder: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run these commands in a folder; leaving stops them, with time to finish what they are doing.

    Each has a process group of its own, so that Ctrl-C at the terminal reaches only this process: a worker
    that hears it twice throws its task away.
    """
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            processes[name] = subprocess.Popen(command, cwd=folder, process_group=0)
        yield processes
    finally:
        _end(list(processes.values()))


def first_to_end(processes: dict[str, subprocess.Popen[bytes]]) -> tuple[str, int]:
    """Wait until one ends; return its name and exit code."""
    while True:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        for name, process in processes.items():
            code = process.poll()
            if code is not None:
                return name, code


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    try:
        for process in processes:
            process.wait(_SECONDS_TO_STOP)
    except (subprocess.TimeoutExpired, Stop):  # too slow, or asked a second time
        for process in processes:
            process.kill()
            process.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop
