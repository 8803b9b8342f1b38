"""What a program costs from its start to its end."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    clock: float  # seconds
    cpu: float  # seconds, of all its processors
    peak_mb: float  # of the largest of its processes

    def __str__(self) -> str:
        return f"{self.clock:.1f} s, {self.cpu:.1f} s of the processor, {self.peak_mb:,.0f} MB"


def of(command: Sequence[str], folder: Path, said: Mapping[str, str]) -> Cost:
    """Run a program to its end. Raises RuntimeError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=os.environ | said, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}.")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
