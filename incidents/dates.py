"""Days and times by the customs of the active language. Clocks are those of the time that is given."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_datetime
from django.utils.translation import get_language, pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DAY = "d MMMM y"  # 29 March 2026
SHORT = "d MMM y"  # 29 Mar 2026
SHORTEST = "d MMM"  # 29 Mar
WEEKDAY = "EEEE d MMMM y"  # Sunday 29 March 2026
SHORT_WEEKDAY = "EEE d MMM y"  # Sun 29 Mar 2026
SHORTEST_WEEKDAY = "EEE d MMM"  # Sun 29 Mar
MONTH = "MMMM y"  # March 2026
BARE_MONTH = "LLLL"  # March
DAY_AND_TIME = "d MMM y, HH:mm"  # 29 Mar 2026, 01:40
LONG_DAY_AND_TIME = "d MMMM y, HH:mm"  # 29 March 2026, 01:40

# Each language orders a date in its own way, so the patterns themselves are in the catalogue.
PATTERNS: "Mapping[str, StrPromise]" = {
    DAY: pgettext_lazy("date pattern", "d MMMM y"),
    SHORT: pgettext_lazy("date pattern", "d MMM y"),
    SHORTEST: pgettext_lazy("date pattern", "d MMM"),
    WEEKDAY: pgettext_lazy("date pattern", "EEEE d MMMM y"),
    SHORT_WEEKDAY: pgettext_lazy("date pattern", "EEE d MMM y"),
    SHORTEST_WEEKDAY: pgettext_lazy("date pattern", "EEE d MMM"),
    MONTH: pgettext_lazy("date pattern", "MMMM y"),
    BARE_MONTH: pgettext_lazy("date pattern", "LLLL"),
    DAY_AND_TIME: pgettext_lazy("date pattern", "d MMM y, HH:mm"),
    LONG_DAY_AND_TIME: pgettext_lazy("date pattern", "d MMMM y, HH:mm"),
    "d MMMM": pgettext_lazy("date pattern", "d MMMM"),
    "MMM y": pgettext_lazy("date pattern", "MMM y"),
    "EEEE": pgettext_lazy("date pattern", "EEEE"),
    "HH:mm 'on' d MMMM y": pgettext_lazy("date pattern", "HH:mm 'on' d MMMM y"),
    "HH:mm 'on' d MMMM": pgettext_lazy("date pattern", "HH:mm 'on' d MMMM"),
}


def spelled(at: date, pattern: str = DAY) -> str:
    """Return a day, or a moment by its own clocks, in the active language's form of a pattern of CLDR."""
    return _spelled(
        at.replace(tzinfo=None) if isinstance(at, datetime) else at, pattern, get_language() or "en"
    )


def locale() -> Locale:
    """Return what is known of the active language's customs."""
    return _locale(get_language() or "en")


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


# The language is the active one: patterns are looked up in its catalogue.
@lru_cache(maxsize=4096)
def _spelled(at: date, pattern: str, language: str) -> str:
    own = str(PATTERNS[pattern])
    if isinstance(at, datetime):
        return format_datetime(at, own, locale=_locale(language))
    return format_date(at, own, locale=_locale(language))
