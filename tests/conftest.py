"""What a machine must have for some tests; where it hasn't, they are skipped and the summary says why."""

import os
import shutil

import pytest

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_MISSING = {
    "journey": "no Chromium is on PATH: install it or set CHROMIUM",
    "postgres": "TEST_DATABASE_URL is not set: point it at a PostgreSQL whose user may create databases",
}


def _found(marker: str) -> bool:
    """Say whether the machine has what a marker's tests need."""
    if marker == "postgres":
        return os.environ.get("TEST_DATABASE_URL", "").startswith("postgres")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), "")
    os.environ["CHROMIUM"] = found  # the journeys start this one
    return bool(shutil.which(found))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for marker, reason in _MISSING.items():
        if not _found(marker):
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for marker, reason in _MISSING.items():
        if not _found(marker):
            terminalreporter.write_line(f"Skipped what is marked {marker}: {reason}.")
