"""Static files are named after what they say, wherever one of our modules names another."""

import re
from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

_HASHED = re.compile(r"\.[0-9a-f]{12}\.js\Z")


def test_every_module_is_known_by_one_name_only(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.static_files.StaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    hashed = [path for path in (tmp_path / "js").glob("*.js") if _HASHED.search(path.name)]
    assert len(hashed) > 10
    for path in hashed:
        named = re.findall(r'(?:from|import)\s*"\./([\w.-]+)"', path.read_text())
        assert [name for name in named if not _HASHED.search(name)] == [], path.name
