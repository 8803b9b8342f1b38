"""How people write dates and clock times: regular expressions, and words that mean a time of day."""

import re

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Spelled with a slip as well, such as "Febuary", where no other word could be meant.
_MONTH = (
    r"(?P<month>jan(?:[a-z]{1,4}y)?|feb(?:[a-z]{1,5}y|r)?|mar(?:ch)?|apr(?:ill?)?|may|june?|july?"
    r"|aug(?:[a-z]?st)?|sept?(?:[a-z]{1,4}be?r)?|(?:oct|nov|dec)(?:[a-z]{1,4}be?r)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d|:\d)"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w./-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d|[-/]\d)",
        rf"(?<![\w.]){_DAY}[\s\-/,]{{0,3}}(?:of\s)?{_MONTH}(?:[\s\-/,]{{1,4}}{_YEAR})?",
        rf"\b{_MONTH}[\s\-/]{{0,2}}{_DAY}(?!\d|:\d)(?:[\s\-/,]{{1,4}}{_YEAR})?",
        (
            r"(?<![\w./-])(?!\d{1,2}\.(?:1[3-9]|[2-9]\d)\.)"  # dots never put the month first: a version
            r"(?P<a>(?!00?\D)\d{1,2})(?:[-/.]|,\s)(?P<b>(?!00?\D)\d{1,2})(?:[-/.]|,\s)"
            r"(?P<year>(?:19|20)\d{2}|\d{2}(?=\D|$))(?![\w-])"
        ),
        r"(?<![\w./-])(?P<a>(?!00?\D)\d{1,2})/(?P<b>(?!00?\D)\d{1,2})(?=\s+\d{1,2}:\d\d)",
    )
)
_HALF = r"(?P<half>\s?[ap]\.?\s?m\b\.?|[ap]\b)"
CLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?<=\dT)|(?<![\w:.,/]))T?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?![\d+]|:\d){_HALF}?",
        r"(?:(?<=\dT)|(?<![\w:.,/]))T?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?=[+]\d\d)",
        r"(?<![\w:.,/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:hrs?|hours)\b",
        rf"(?<![\w:.,/$-])(?P<hour>1[0-2]|0?[1-9])(?=\s?[ap]\.?m){_HALF}",
    )
)
DOTTED = re.compile(
    rf"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?=[\s:)\]*]|[ap]m|$){_HALF}?", re.IGNORECASE
)
# Only where something happened then: "a midnight deployment" is no time.
MIDNIGHT = re.compile(r"(?<=\bat )(?:12 )?midnight\b", re.IGNORECASE)
NOON = re.compile(r"(?<=\bat )(?:12 noon|noon|mid-?day)\b", re.IGNORECASE)
