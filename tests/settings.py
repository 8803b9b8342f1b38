"""Settings under test: a folder of its own for everything that is made, gone when the tests are done."""

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="candor-tests-")
_VAR = Path(_FOLDER.name)

# Nothing of the machine's own set-up reaches the tests, but the database they are asked to use.
for _name in (
    "DEBUG",
    "PUBLIC_ROOT",
    "PUBLIC_BUCKET",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "SITE_NAME",
    "HOST",
    "PORT",
    "DATABASE_URL",
    "LEDGER_KEY_FILE",
):
    os.environ.pop(_name, None)
os.environ |= {"CANDOR_ENV": "development", "CANDOR_VAR": str(_VAR), "SECRET_KEY": "only for tests"}
if _url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _url

from config.settings import *  # noqa: E402, F403 (they read the environment that is made above)
from config.settings import DATABASES, STORAGES  # noqa: E402

if not _url:
    # A file, as in real life: in memory SQLite locks differently.
    DATABASES["default"]["TEST"] = {"NAME": str(_VAR / "test.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # real ones are slow on purpose
