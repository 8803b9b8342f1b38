"""How people write dates: regular expressions, with the names of the months."""

import re

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Spelled with a slip as well, such as "Febuary", where no other word could be meant.
_MONTH = (
    r"(?P<month>jan(?:[a-z]{1,4}y)?|feb(?:[a-z]{1,5}y|r)?|mar(?:ch)?|apr(?:ill?)?|may|june?|july?"
    r"|aug(?:[a-z]?st)?|sept?(?:[a-z]{1,4}b(?:e?r|re))?|(?:oct|nov|dec)(?:[a-z]{1,4}b(?:e?r|re))?)"
    r"(?:\b|(?<=[a-z]{4})(?=\d))\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d|:\d)"
# "March 7th, 25": two digits are the year where the time or a word follows; a list of days goes on in digits.
_SHORT_YEAR = r",\s(?P<short>\d{2})(?=,\s(?:at\s)?\d{1,2}:\d\d|,\s(?:and|to|until)\s[a-z])"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w./-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d|[-/]\d)",
        rf"(?<![\w.]){_DAY}[\s\-/,]{{0,3}}(?:of\s)?{_MONTH}(?:[\s\-/,]{{1,4}}{_YEAR})?",
        rf"\b{_MONTH}[\s\-/]{{0,2}}{_DAY}(?!\d|:\d)(?:[\s\-/,]{{1,4}}{_YEAR}|{_SHORT_YEAR})?",
        (
            r"(?<![\w./-])(?!\d{1,2}\.(?:1[3-9]|[2-9]\d)\.)"  # dots never put the month first: a version
            r"(?P<a>(?!00?\D)\d{1,2})(?:[-/.]|,\s)(?P<b>(?!00?\D)\d{1,2})(?:[-/.]|,\s)"
            r"(?P<year>(?:19|20)\d{2}|\d{2}(?=\D|$))(?![\w-])"
        ),
        r"(?<![\w./-])(?P<a>(?!00?\D)\d{1,2})/(?P<b>(?!00?\D)\d{1,2})(?=\s+~?\d{1,2}:\d\d)",
        r"(?<![\w./-])(?P<a>(?!00)\d\d)-(?P<b>(?!00)\d\d)(?=\s+~?\d{1,2}:\d\d)",
        r"(?:(?<=[nsir]day,\s)|(?<=[nsir]day\s))(?P<a>(?!00?\D)\d{1,2})/(?P<b>(?!00?\D)\d{1,2})(?![\w/])",
    )
)
