"""The severity, the share of users hit, and how far an action is, told from words."""

import re
from decimal import Decimal

from incidents.report.value import Severity

_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,6})?)\s?%[^.%\n]{0,40}?"
    r"\b(?:users?|customers?|visitors?|clients?|requests?|traffic|user impact|usuarios|usu\u00e1rios"
    r"|clientes|utilisateurs|nutzer|kunden)\b",
    re.IGNORECASE,
)
_SEVERITIES = tuple(
    (severity, re.compile(rf"\b(?:sev(?:erity)?[\s-]?{number}|p{number}|{words})\b", re.IGNORECASE))
    for number, (severity, words) in enumerate(
        (
            (Severity.SEV1, "critical|highest|major"),
            (Severity.SEV2, "high"),
            (Severity.SEV3, "medium|moderate"),
            (Severity.SEV4, "low|minor"),
        ),
        start=1,
    )
)
_TELLING_LENGTH = 80  # characters; a severity is said first and explained after
_ALL = 100


def severity_of(text: str) -> Severity | None:
    head = text[:_TELLING_LENGTH]
    return next((severity for severity, words in _SEVERITIES if words.search(head)), None)


def percent_of(impact: str) -> Decimal | None:
    """Return the one share of users that the text states; None where it states several or none."""
    found = {Decimal(match[1]) for match in _PERCENT.finditer(impact)}
    return next(iter(found)) if len(found) == 1 and max(found) <= _ALL else None
