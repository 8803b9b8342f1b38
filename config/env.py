"""What the environment says. Plain Python: the server reads it before, and often without, Django."""

import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}
_LAST_PORT = 65_535
_MOST_WORKERS = 64


class EnvironmentVariableError(Exception):
    """A variable can't be used. The message says in one sentence what to set it to."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable. Raises EnvironmentVariableError for anything else."""
    written = os.environ.get(name)
    if written is None:
        return default
    word = written.strip().lower()
    if word not in _TRUE | _FALSE:
        raise EnvironmentVariableError(f"{name} is {written!r}; write 1 or 0.")
    return word in _TRUE


def words(name: str) -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def choice(name: str, known: Sequence[str]) -> str:
    """Return one of these words, the first by default. Raises EnvironmentVariableError for another."""
    word = text(name) or known[0]
    if word not in known:
        raise EnvironmentVariableError(f"{name} is {word!r}; write {' or '.join(known)}.")
    return word


def path(name: str, default: Path) -> Path:
    written = text(name)
    return Path(written).resolve() if written else default


def number(name: str, default: int, most: int) -> int:
    """Return a whole number from 1 to `most`. Raises EnvironmentVariableError for anything else."""
    written = text(name) or str(default)
    if not re.fullmatch("[0-9]{1,9}", written) or not 1 <= int(written) <= most:
        raise EnvironmentVariableError(f"{name} is {written!r}; write a number from 1 to {most}.")
    return int(written)


def port() -> int:
    """Return the port to listen on."""
    return number("PORT", 8000, _LAST_PORT)


def host() -> str:
    """Return the address to listen on."""
    return text("HOST") or "127.0.0.1"


def workers() -> int:
    """Return how many server processes share the port."""
    return number("WORKERS", 1, _MOST_WORKERS)


def access_log() -> bool:
    """Say whether each request is logged; not by default, since addresses of readers are personal data."""
    return flag("ACCESS_LOG", default=False)


def development() -> bool:
    """Say whether this is no production: the default, so that a clone runs. The container sets CANDOR_ENV."""
    return text("CANDOR_ENV", "development") != "production"


def var() -> Path:
    """Return the folder for everything that is made while running."""
    return path("CANDOR_VAR", ROOT / "var")


def public_root() -> Path:
    """Return the folder of the published tree."""
    return path("PUBLIC_ROOT", var() / "public")


def secret_key(folder: Path, *, development: bool) -> str:
    """Return SECRET_KEY, or in development the one kept in `var/`, made on first use.

    Raises EnvironmentVariableError in production without one: a key nobody chose would sign everybody out at
    each start, or worse, be shared by everyone who reads the source.
    """
    if key := text("SECRET_KEY"):
        return key
    if not development:
        raise EnvironmentVariableError(
            "Set SECRET_KEY to a long random text; production does not start without one."
        )
    kept = folder / "secret_key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / f"secret_key.{secrets.token_hex(8)}"
        made.write_text(secrets.token_urlsafe(50))
        made.chmod(0o600)
        try:
            os.link(made, kept)  # fails where another process was faster; its key is then everyone's
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept.read_text().strip()
