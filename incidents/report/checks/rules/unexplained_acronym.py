import re
from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.acronyms import KNOWN
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_ACRONYM = re.compile(r"(?<![\w/.-])[A-Z]{2}[A-Z0-9]{0,4}s?(?![\w/-]|\.\w)")
_REFERENCE = re.compile(r"\b[A-Z]+-\d+")
_SHOUTED = 4  # more acronyms than this in one line are words in capitals


def unexplained_acronym(report: Report, context: Context) -> Iterator[Finding]:
    """Acronyms that customers may not know are explained where they first read them.

    Written out once, with the acronym in brackets, it is known for the rest of the report. Site parameter:
    `acronyms`, those that your customers know.

    Bad: The PSP was down.
    Good: The payment service provider (PSP) was down.
    """
    everything = " ".join(place.text for place in prose.customer_texts(report))
    known = {*KNOWN, *context.acronyms, *re.findall(r"[A-Z][A-Z0-9]+", " ".join(report.components))}
    for place in prose.customer_texts(report):
        for acronym in _acronyms(place.text):
            if acronym not in known and not _is_explained(acronym, everything):
                known.add(acronym)
                message = say(
                    "“%(acronym)s” isn't explained; write it out where customers first read it.",
                    acronym=acronym,
                )
                yield Finding("unexplained-acronym", LEVEL, place.path, message)


def _acronyms(text: str) -> Iterator[str]:
    for line in plain(text).splitlines():
        found = _ACRONYM.findall(_REFERENCE.sub("", line))
        if len(set(found)) <= _SHOUTED:
            yield from (acronym.rstrip("s") for acronym in found)


def _is_explained(acronym: str, text: str) -> bool:
    return bool(re.search(rf"\({acronym}s?\)|\b{acronym}s?\s\([A-Za-z]", text))
