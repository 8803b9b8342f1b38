import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_PATTERN = re.compile(r"\b(?!(?:that|had|is|no|very)\b)([a-z]{2,})[ \t]+\1\b(?!-)")


def repeated_word(report: Report, _context: Context) -> Iterator[Finding]:
    """No word stands there twice in a row.

    It is the trace of a sentence that was rewritten, and nobody sees it who wrote it.

    Bad: We removed the the index.
    Good: We removed the index.
    """
    for place in places.texts(report):
        for match in places.few(_PATTERN.finditer(plain(place.text))):
            kept = place.text[: match.end(1)] + place.text[match.end() :]
            fix = Fix(say("Take one out"), (Change(place.path, kept),))
            message = say("“%(match)s”: the word stands there twice; take one out.", match=match[0])
            yield Finding("repeated-word", LEVEL, place.path, message, fix)
