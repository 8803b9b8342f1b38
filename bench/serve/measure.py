"""Measures published pages in one run: this server, nginx and Caddy, and a view that renders the page.

    .venv/bin/python -m bench.serve.measure [--seconds 4] [--rounds 3]

Needs nginx, Caddy and wrk, and two cores: once each server has core 0 and wrk has core 1, once they share
both. The servers take turns and each figure is the best of the rounds: whatever else the machine does
meanwhile only ever slows them down. A ratio compares requests a second, or microseconds, with plain nginx.
"""

import argparse
import tempfile
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from bench.serve import cpu, servers, tree
from bench.serve.load import load
from bench.serve.servers import PINNED, SHARED, Cores
from bench.serve.table import Figures, table

Server = Callable[[Cores], AbstractContextManager[tuple[int, int]]]

_CACHED_FILES = "open_file_cache max=1000 inactive=60s; open_file_cache_valid 60s;"
_GZIP = {"Accept-Encoding": "gzip"}
_TAG = {"If-None-Match": ""}
_UNLIKE = "200 gzip, no two requests alike"
_CASES = {"200": {}, "200 gzip": _GZIP, _UNLIKE: _GZIP, "304": _TAG, "304 gzip": _GZIP | _TAG}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        compared = _compared(Path(name))
        for cores, named in {PINNED: "a core each", SHARED: "both cores shared"}.items():
            figures: Figures = {}
            for _ in range(arguments.rounds):
                for label, server in compared.items():
                    _measure(label, server, cores, arguments.seconds, figures)
            print(f"\n{named}\n\n{table(list(compared), list(_CASES), figures)}", flush=True)


def _compared(folder: Path) -> Mapping[str, Server]:
    public = folder / "public"
    tree.make(public)
    folder.chmod(0o755)  # nginx reads it as a user of its own
    return {
        "nginx": lambda cores: servers.nginx(public, folder, cores),
        "nginx, open_file_cache": lambda cores: servers.nginx(public, folder, cores, _CACHED_FILES),
        "Caddy": lambda cores: servers.caddy(public, folder, cores),
        "Candor": lambda cores: servers.candor(public, folder, cores),
        "a Django view": lambda cores: servers.django(public, folder, cores),
    }


def _measure(label: str, server: Server, cores: Cores, seconds: int, figures: Figures) -> None:
    with server(cores) as (port, process):
        url = f"http://127.0.0.1:{port}{tree.PATH}"
        for case, headers in _CASES.items():
            said = headers | ({"If-None-Match": _tag(url, headers)} if "If-None-Match" in headers else {})
            if said.get("If-None-Match") == "none":  # a view that renders says no tag
                continue
            asked = partial(load, url, said, cores=cores, unlike=case == _UNLIKE)
            asked(1)
            before = cpu.used_us(process)
            taken = asked(seconds)
            spent = (cpu.used_us(process) - before) / taken.requests
            figures.setdefault((label, case), []).append(taken._replace(cpu=spent))
        print(f"{label}: {cpu.resident_mb(process):.0f} MB", flush=True)


def _tag(url: str, said: dict[str, str]) -> str:
    asked = urllib.request.Request(url, headers=said | {"If-None-Match": '"none"'})
    with urllib.request.urlopen(asked) as page:
        return str(page.headers.get("ETag", "none"))


if __name__ == "__main__":
    main()
