"""Databases with posts to measure with, each in a folder of its own."""

import sys
from collections.abc import Mapping
from pathlib import Path

from bench.publish import cost
from bench.publish.cost import Cost

ROOT = Path(__file__).resolve().parents[2]


def grow(folder: Path, size: int) -> Mapping[str, str]:
    """Load so many posts, in processes that are gone by then; return the settings that lead to them."""
    said = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CANDOR_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "PUBLIC_ROOT": str(folder / "public"),
    }
    folder.mkdir()
    manage(said, "migrate")
    print(f"load_many {size:,}: {manage(said, 'load_many', str(size))}", flush=True)
    return said


def manage(said: Mapping[str, str], *command: str) -> Cost:
    return cost.of([sys.executable, "manage.py", *command], ROOT, said)
