import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import plain, words
from incidents.report.value import Report

LEVEL = Level.WARNS
_FEWEST_LETTERS = 3
_OF_ANYTHING = frozenset(
    {"api", "app", "service", "services", "system", "systems", "platform", "the", "and", "for"}
)
_SPARED = r"(?:was|were|is|are|remained|stayed)\s(?:not\s(?:affected|impacted)|unaffected|unimpacted)\b"
_TEXTS = ("title", "summary", "impact", "closing")


def component_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """The texts and the list of affected components speak of the same components.

    Customers are told by component: with the wrong one, those who were hit hear nothing.

    Bad: Components: Search. Title: “Card payments failed”, and no word of the search in the report.
    Good: Components: Card payments. Title: “Card payments failed”.
    """
    told = _told(report)
    for place, component in enumerate(report.components):
        own = {word for word in _stems(component) if word not in _OF_ANYTHING}
        if told and own and not own & told:
            message = (
                f"{component} is an affected component, but no text speaks of it; correct one of the two."
            )
            yield Finding("component-mismatch", LEVEL, f"components[{place}]", message)
        yield from _spared(report, component)


def _spared(report: Report, component: str) -> Iterator[Finding]:
    spared = re.compile(rf"(?<![\w-]){re.escape(component)}\s{_SPARED}", re.IGNORECASE)
    for path in _TEXTS:
        if said := spared.search(plain(getattr(report, path))):
            message = f"This says “{said[0]}”, but {component} is an affected component."
            yield Finding("component-mismatch", LEVEL, path, message)


def _told(report: Report) -> set[str]:
    """Return the words of everything that customers would read, but for the list itself."""
    read = (place for place in places.public_texts(report) if not place.path.startswith("components"))
    return {stem for place in read for stem in _stems(place.text)}


def _stems(text: str) -> Iterator[str]:
    """Yield the words of a text and of its compounds, without what makes a plural or a verb of them."""
    for word in words(text.replace("-", " ").replace("_", " ")):
        if len(word) >= _FEWEST_LETTERS:
            yield re.sub(r"(?<=\w{3})(?:e?s|ing|ed)$", "", word.lower())
