"""What the environment says, read once; every variable of Candor is named here."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable. Raises ImproperlyConfigured for anything else."""
    written = os.environ.get(name)
    if written is None:
        return default
    word = written.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} is {written!r}; write 1 or 0.")
    return word in _TRUE


def words(name: str) -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    written = text(name)
    return Path(written).resolve() if written else default


def secret_key(var: Path, *, development: bool) -> str:
    """Return SECRET_KEY, or in development the one kept in `var/`, made on first use.

    Raises ImproperlyConfigured in production without one: a key nobody chose would sign everybody out at
    each start, or worse, be shared by everyone who reads the source.
    """
    if key := text("SECRET_KEY"):
        return key
    if not development:
        raise ImproperlyConfigured("Set SECRET_KEY to a long random text; production does not start without one.")
    kept = var / "secret_key"
    if not kept.exists():
        var.mkdir(parents=True, exist_ok=True)
        made = var / f"secret_key.{secrets.token_hex(8)}"
        made.write_text(secrets.token_urlsafe(50))
        made.chmod(0o600)
        try:
            os.link(made, kept)  # fails where another process was faster; its key is then everyone's
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept.read_text().strip()
