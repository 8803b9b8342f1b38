import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import words
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_FEWEST_LETTERS = 3
_OF_ANYTHING = frozenset(
    {"api", "app", "service", "services", "system", "systems", "platform", "the", "and", "for"}
)


def component_unmentioned(report: Report, _context: Context) -> Iterator[Finding]:
    """The texts speak of each affected component.

    Whoever is sent a report for a component looks for a word about it; none at all looks like a wrong choice.

    Bad: Components: Image search. Title: “Card payments failed”, and no word of the search.
    Good: Components: Card payments. Title: “Card payments failed”.
    """
    told = _told(report)
    for place, component in enumerate(report.components):
        own = {word for word in _stems(component) if word not in _OF_ANYTHING}
        if told and own and not own & told:
            message = say(
                "%(component)s is an affected component, but no text speaks of it; say what failed there.",
                component=component,
            )
            yield Finding("component-unmentioned", LEVEL, f"components[{place}]", message)


def _told(report: Report) -> set[str]:
    """Return the words of everything that customers would read, but for the list itself."""
    read = (place for place in places.public_texts(report) if not place.path.startswith("components"))
    return {stem for place in read for stem in _stems(place.text)}


def _stems(text: str) -> Iterator[str]:
    """Yield the words of a text and of its compounds, without what makes a plural or a verb of them."""
    for word in words(text.replace("-", " ").replace("_", " ")):
        if len(word) >= _FEWEST_LETTERS:
            yield re.sub(r"(?<=\w{3})(?:e?s|ing|ed)$", "", word.lower())
