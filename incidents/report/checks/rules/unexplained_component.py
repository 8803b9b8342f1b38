import re
from collections.abc import Iterator

from incidents.report.checks import places, prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_MACHINE = "api|svc|service|srv|db|worker|queue|proxy|gateway|gw|cluster|server|node|cache|backend|lb|daemon"
_PLAIN = (
    "self|multi|single|cross|non|pre|full|customer|web|in|per|read|write|inter|double|third|food|room|client"
    "|enterprise"
)
_NAME = re.compile(
    rf"(?<![\w/.@:#%-])(?:(?!(?:{_PLAIN})-)[a-z][a-z0-9]*(?:-[a-z0-9]+){{0,4}}-(?:{_MACHINE})(?:-[a-z0-9]+){{0,3}}"
    r"|[a-z][a-z0-9]*(?:_[a-z0-9]+){1,6}"
    r"|(?:[A-Z][a-z0-9]+){1,4}(?:Service|Svc|Worker|Handler|Controller|Manager|Scheduler|Processor))(?![\w/@:-]|\.\w)"
)
_TOLD_BEFORE = re.compile(r"\([`*_]?$")
_TOLD_AFTER = re.compile(r"[`*_]?\s?(?:\(|, (?:the|our|an?|which|that|one) |\u2013|\u2014)")


def unexplained_component(report: Report, _context: Context) -> Iterator[Finding]:
    """What customers read first names no program by a name that only colleagues know.

    A component is called what customers call it; a name from the workshop is told what it does.

    Bad: checkout-api-v2 refused connections.
    Good: The program that takes orders (checkout-api-v2) refused connections.
    """
    said: set[str] = set()
    for place in (*_components(report), *prose.customer_texts(report)):
        for match in places.few(_NAME.finditer(place.text)):
            if match[0] in said or _is_explained(place.text, match):
                continue
            said.add(match[0])
            message = say(
                "“%(match)s” is a name that only colleagues know; say what it does for customers.",
                match=match[0],
            )
            yield Finding("unexplained-component", LEVEL, place.path, message)


def _components(report: Report) -> Iterator[places.Place]:
    return (place for place in places.texts(report) if place.path.startswith("components"))


def _is_explained(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    return bool(_TOLD_BEFORE.search(before) or _TOLD_AFTER.match(text, match.end()))
