"""Under which component, severity and words a report is to be found: the shelves of the public site."""

import hashlib
import re

from incidents.report.metrics import moment
from incidents.report.spelling import words_of
from incidents.report.value import Report, Severity

COMPONENT, SEVERITY, WORD = "component", "severity", "word"
UNRESOLVED = "unresolved"
_LIMIT = 60  # letters of a name in an address
_TAIL = 6  # digits that tell names apart which are spelled alike once they are made an address
_BEGINNING = 3  # letters of a word; words of fewer and numbers stand whole
_NUMBER = 8  # digits of a number
_MOST_WORDS = 24  # that lead to one report
_OTHER = re.compile(r"[^a-z0-9]+")
# Words that stand in most titles; "inc" begins each reference. static/js/search.js has the same list.
COMMON = (
    " an and are as at be but by for from had has in inc into is it its not of on or our the their to was"
    " we were when while with am auf aus bei das dem den der des die ein eine einer fur ist mit nach nicht"
    " und von vor war waren wir zu zum zur "
)


def shelves(report: Report) -> dict[str, str]:
    """Return the shelves of a report, such as ``component/checkout``, with what the report calls each."""
    found: dict[str, str] = {}
    for name in filter(None, report.components):
        found.setdefault(component_shelf(name), name)
    if report.severity:
        found[severity_shelf(report.severity)] = report.severity.value
    if not is_over(report):
        found[UNRESOLVED] = ""
    return found


def word_shelves(reference: str, report: Report) -> list[str]:
    """Return the shelves of how the words of a report's title, components, severity and reference begin.

    Words that stand in nearly every title, and single letters, lead nowhere; static/js/search.js knows the
    same ones.
    """
    said = " ".join([reference, report.severity or "", *report.components, report.title])
    found = dict.fromkeys(filter(None, map(beginning, words_of(said))))
    return [f"{WORD}/{each}" for each in list(found)[:_MOST_WORDS]]


def beginning(word: str) -> str:
    """Return under what a word is kept; empty for one that is not."""
    if f" {word} " in COMMON or (len(word) == 1 and word.isascii()):
        return ""
    return word[:_NUMBER] if word[0].isdigit() else word[:_BEGINNING]


def is_over(report: Report) -> bool:
    """Say whether the report says of its incident that it ended, or how."""
    return moment(report, "resolved_at") is not None or bool(report.resolution)


def component_shelf(name: str) -> str:
    return f"{COMPONENT}/{slug(name)}"


def severity_shelf(severity: Severity) -> str:
    return f"{SEVERITY}/{severity.value}"


def slug(name: str) -> str:
    """Return a name as it stands in an address; names that differ by more than case and blanks differ."""
    plain = " ".join(name.lower().split())
    words = _OTHER.sub("-", plain).strip("-")[:_LIMIT].strip("-")
    if words == plain.replace(" ", "-"):
        return words
    tail = hashlib.sha256(plain.encode()).hexdigest()[:_TAIL]
    return f"{words}-{tail}".strip("-")
