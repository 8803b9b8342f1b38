"""Puts sentences that were kept, and so are English, into the language of whoever reads them now."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import get_language

_GAP = re.compile(r"%\((\w+)\)s")
_FEWEST = 10  # letters of a pattern by which a sentence can be told from any other


def recalled(kept: str) -> str:
    """Return a sentence in the active language where the catalogue has its pattern; any other as it is."""
    language = get_language() or ""
    own = _recalled(kept, language)
    if own == kept:  # a reason is kept without its full stop
        own = _recalled(f"{kept}.", language).removesuffix(".")
    return own


@lru_cache(maxsize=1024)
def _recalled(kept: str, language: str) -> str:
    whole, patterns = _known(language)
    if kept in whole:
        return whole[kept]
    for pattern, own in patterns:
        if found := pattern.fullmatch(kept):
            return own % found.groupdict()
    return kept


@lru_cache(maxsize=8)
def _known(language: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return what a language knows: whole sentences, and patterns with those first that say the most."""
    said = dict(_sentences(language))
    open_ones = sorted((each for each in said if _GAP.search(each)), key=_letters, reverse=True)
    patterns = [(_pattern(each), said[each]) for each in open_ones if _letters(each) >= _FEWEST]
    return {each: own for each, own in said.items() if " " in each and not _GAP.search(each)}, patterns


def _sentences(language: str) -> Iterator[tuple[str, str]]:
    file = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.mo"
    if not file.exists():
        return
    with file.open("rb") as opened:
        for message in read_mo(opened):
            if message.id and message.string and not message.context:
                yield from zip(_forms(message.id), _forms(message.string), strict=False)


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _letters(pattern: str) -> int:
    return len(_GAP.sub("", pattern))


def _pattern(english: str) -> re.Pattern[str]:
    """Return what matches each filling of a pattern; a value that stands twice has to be the same."""
    seen: set[str] = set()
    made = ""
    for literal, name in _parts(english):
        made += re.escape(literal.replace("%%", "%"))
        if name:
            made += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return re.compile(made, re.DOTALL)


def _parts(english: str) -> Iterator[tuple[str, str]]:
    end = 0
    for gap in _GAP.finditer(english):
        yield english[end : gap.start()], gap[1]
        end = gap.end()
    yield english[end:], ""
