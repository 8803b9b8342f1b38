import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_PATTERN = re.compile(
    r"(?<![\w+.:/-])(?:\+[1-9]\d{0,2}(?:[\s.-]?\(?\d{2,4}\)?){2,4}\d?|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?![\w-])"
)
_FEWEST_DIGITS = 9


def phone_number(report: Report, _context: Context) -> Iterator[Finding]:
    """No public text has a telephone number.

    The number of whoever was on duty that night is called by strangers for years.

    Bad: We called the bank at +49 30 901820.
    Good: We called the bank.
    """
    for place, match in places.search(places.public_texts(report), _PATTERN):
        if sum(letter.isdigit() for letter in match[0]) >= _FEWEST_DIGITS:
            message = say("%(match)s looks like a telephone number; take it out.", match=match[0])
            yield Finding("phone-number", LEVEL, place.path, message)
