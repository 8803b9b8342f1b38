"""Measures published pages: this server against nginx, in one run, each on core 0 with wrk on core 1.

    .venv/bin/python -m bench.serve.measure [--seconds 4] [--rounds 3]

Needs nginx and wrk. The servers take turns and each figure is the best of the rounds: whatever else the
machine does meanwhile only ever slows them down.
"""

import argparse
import re
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from bench.serve import cpu, servers, tree

Server = Callable[[], AbstractContextManager[tuple[int, int]]]
Figures = dict[tuple[str, str], list[tuple[float, float]]]  # (server, case): requests a second, CPU µs each

_SERVER = "config.server:application"
_PATH = "/incidents/checkout/"
_CACHED_FILES = "open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s;"
_CASES = {"200": {}, "200 gzip": {"Accept-Encoding": "gzip"}, "304": {"If-None-Match": ""}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--options", action="append", default=[], help="further Granian options to compare")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        compared = _compared(Path(name), arguments.options)
        figures: Figures = {}
        for _ in range(arguments.rounds):
            for label, server in compared.items():
                _measure(label, server, arguments.seconds, figures)
    _print(list(compared), figures)


def _compared(folder: Path, options: list[str]) -> Mapping[str, Server]:
    public = folder / "public"
    tree.make(public)
    folder.chmod(0o755)  # nginx reads it as a user of its own
    return {
        "nginx": lambda: servers.nginx(public, folder),
        "nginx, open_file_cache": lambda: servers.nginx(public, folder, _CACHED_FILES),
        "granian, nothing looked up": lambda: servers.granian(public, folder, "bench.serve.bare:application"),
        "candor": lambda: servers.granian(public, folder, _SERVER),
    } | {
        f"candor {line}": partial(servers.granian, public, folder, _SERVER, tuple(line.split()))
        for line in options
    }


def _measure(label: str, server: Server, seconds: int, figures: Figures) -> None:
    with server() as (port, process):
        url = f"http://127.0.0.1:{port}{_PATH}"
        with urllib.request.urlopen(url) as page:
            etag = page.headers["ETag"]
        for case, headers in _CASES.items():
            said = headers | ({"If-None-Match": etag} if case == "304" else {})
            _load(url, said, 1)
            before = cpu.used_us(process)
            requests, rate = _load(url, said, seconds)
            spent = (cpu.used_us(process) - before) / requests
            figures.setdefault((label, case), []).append((rate, spent))
        print(f"{label}: {cpu.resident_mb(process):.0f} MB", flush=True)


def _load(url: str, headers: dict[str, str], seconds: int) -> tuple[int, float]:
    """Return the requests wrk made and how many a second."""
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["taskset", "-c", "1", "wrk", "-t1", "-c64", f"-d{seconds}s", *said, url]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise RuntimeError(printed)
    return int(re.findall(r"(\d+) requests in", printed)[0]), float(
        re.findall(r"Requests/sec:\s*([\d.]+)", printed)[0]
    )


def _print(labels: list[str], figures: Figures) -> None:
    head = "".join(f"{case} /s | ratio | CPU µs | " for case in _CASES)
    print(f"\n| server | {head}".rstrip())
    print("|---" * (1 + 3 * len(_CASES)) + "|")
    for label in labels:
        cells = "".join(_cells(figures, label, case) for case in _CASES)
        print(f"| {label} | {cells}".rstrip())


def _cells(figures: Figures, label: str, case: str) -> str:
    rates, spent = zip(*figures[label, case], strict=True)
    plain = max(rate for rate, _ in figures["nginx", case])
    return f"{max(rates):,.0f} | {max(rates) / plain:.2f} | {min(spent):.0f} | "


if __name__ == "__main__":
    main()
