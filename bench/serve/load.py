"""The load: wrk with 64 connections, each asking again as soon as it has its answer."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from bench.serve.servers import Cores

_UNLIKE = Path(__file__).with_name("unlike.lua")
_UNITS = {"us": 1.0, "ms": 1_000.0, "s": 1_000_000.0}


class Taken(NamedTuple):
    """What a server did in a time; latencies and processor time are in microseconds."""

    requests: int
    rate: float  # requests a second
    p50: float
    p99: float
    cpu: float = 0  # for each request, of the server


def load(url: str, headers: dict[str, str], seconds: int, cores: Cores, *, unlike: bool = False) -> Taken:
    """Ask for a page again and again, in the same words or `unlike` the time before.

    Raises RuntimeError where an answer is an error.
    """
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    said += ["-s", str(_UNLIKE)] if unlike else []
    command = ["taskset", "-c", cores.load, "wrk", f"-t{cores.workers}", "-c64", f"-d{seconds}s", "--latency"]
    printed = subprocess.run([*command, *said, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise RuntimeError(printed)
    return Taken(
        int(re.findall(r"(\d+) requests in", printed)[0]),
        float(re.findall(r"Requests/sec:\s*([\d.]+)", printed)[0]),
        *(_latency(printed, percent) for percent in (50, 99)),
    )


def _latency(printed: str, percent: int) -> float:
    number, unit = re.findall(rf"{percent}%\s+([\d.]+)(us|ms|s)", printed)[0]
    return float(number) * _UNITS[unit]
