"""Words better not used, each with why and with what to write instead."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from incidents.report.checks.written.plain import plain


class Wording(NamedTuple):
    """`pattern` fits the words, in small letters; `why` and `better` are shown to the author."""

    pattern: str
    why: str
    better: str


class WordList:
    """Wordings that are looked for together, in one pass."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = {f"w{place}": wording for place, wording in enumerate(wordings)}
        groups = (f"(?P<{name}>{wording.pattern})" for name, wording in self._wordings.items())
        self._pattern = re.compile(rf"\b(?:{'|'.join(groups)})\b", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[str, Wording]]:
        """Yield the words as written and what there is to say of them, each wording once a text."""
        seen = set()
        for match in self._pattern.finditer(plain(text)):
            name = match.lastgroup or ""
            if name not in seen:
                seen.add(name)
                yield match[0], self._wordings[name]
