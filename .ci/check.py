"""Everything that CI checks, one step after the other. All of them run; the failures are named at the end."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
PRODUCTION = {
    "CANDOR_ENV": "production",
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-that-is-only-for-this-check-0123456789",
    "ALLOWED_HOSTS": "status.example.com",
    "SITE_URL": "https://status.example.com",
}
TESTS = [f"{BIN}/pytest", "-q", "-n", "auto"]


def main() -> int:
    failures = [name for name, step in _steps().items() if not _passes(name, step)]
    print()
    if failures:
        print(f"Failed: {', '.join(failures)}.")
        return 1
    print("All checks pass.")
    return 0


def _steps() -> dict[str, Callable[[], bool]]:
    steps = {
        "format": _command([f"{BIN}/ruff", "format", "--check", "--quiet", "."]),
        "lint": _command([f"{BIN}/ruff", "check", "--quiet", "."]),
        "types": _command([f"{BIN}/mypy"]),
        "import contracts": _command([f"{BIN}/lint-imports"]),
        "templates": _command([f"{BIN}/djlint", "templates", "--lint", "--quiet"]),
        "system checks": _command([*MANAGE, "check", "--fail-level", "WARNING"]),
        "system checks for production": _command(
            [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION
        ),
        "migrations": _command([*MANAGE, "makemigrations", "--check", "--dry-run"]),
        "compose file": _compose_file,
        "locks": _locks,
        "tests on SQLite": _command([*TESTS, "-m", "not journey"], {"TEST_DATABASE_URL": ""}),
        "journeys": _journeys,
    }
    if os.environ.get("TEST_DATABASE_URL"):
        # The core knows no database, and the journeys bring one of their own: both were just run.
        steps["tests on PostgreSQL"] = _command([*TESTS, "tests/shell"])
    return steps


def _passes(name: str, step: Callable[[], bool]) -> bool:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    passed = step()
    print(f"   {'ok' if passed else 'FAILED'}, {time.monotonic() - started:.1f} s", flush=True)
    return passed


def _command(words: list[str], said: dict[str, str] | None = None) -> Callable[[], bool]:
    """Return a step that runs a command and shows what it prints, unless all is well and it only says so."""

    def run() -> bool:
        ended = subprocess.run(
            words, cwd=ROOT, env={**os.environ, **(said or {})}, check=False, capture_output=True, text=True
        )
        if ended.returncode or "pytest" in words[0]:
            print(ended.stdout + ended.stderr, flush=True)
        return ended.returncode == 0

    return run


def _journeys() -> bool:
    """Run the journeys, and those that failed once more, alone: a browser on a busy machine may be late.

    Both runs are shown. What is wrong fails twice.
    """
    cache = ["-o", "cache_dir=.pytest_cache/journeys", "tests/journeys"]
    if _command([*TESTS, *cache], {"TEST_DATABASE_URL": ""})():
        return True
    print("   Once more, one after the other:", flush=True)
    again = [f"{BIN}/pytest", "-q", "--last-failed", "--last-failed-no-failures", "none", *cache]
    return _command(again, {"TEST_DATABASE_URL": ""})()


def _compose_file() -> bool:
    """Compare docker-compose.yml with the schema of the Compose specification.

    The schema is the one that docker-compose 1.29.2 brings, unchanged, under the Apache License 2.0.
    """
    schema = json.loads((ROOT / ".ci/compose-schema.json").read_text())
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    faults = list(jsonschema.Draft7Validator(schema).iter_errors(compose))
    for fault in faults:
        print(f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}")
    return not faults


def _locks() -> bool:
    """Show that every package is locked by its digest and that no lock names where packages come from."""
    faults = [fault for lock in sorted((ROOT / "requirements").glob("*.txt")) for fault in _faults_of(lock)]
    print("\n".join(faults), end="\n" if faults else "")
    return not faults


def _faults_of(lock: Path) -> list[str]:
    text = lock.read_text()
    packages = re.findall(r"^([a-z0-9][^=\s]*)==[^\n]*\n(    --hash=sha256:)?", text, re.MULTILINE)
    faults = [f"{lock.name}: {name} has no digest" for name, digest in packages if not digest]
    sources = [line for line in text.splitlines() if "://" in line or line.startswith("-")]
    faults += [f"{lock.name} says where packages come from: {line}" for line in sources]
    return faults if packages else [f"{lock.name} locks nothing"]


if __name__ == "__main__":
    sys.exit(main())
