"""How people write dates: regular expressions, with the names of the months."""

import re
from unicodedata import normalize

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
# In other languages whole names alone, after their day: "28 juin 2026", "3. März 2025", "4 de marzo de 2025".
_FOREIGN_MONTHS = (
    "janvier enero januar janeiro gennaio januari", "fevrier febrero februar fevereiro febbraio februari",
    "mars marzo marz maerz marco maart", "avril abril april aprile", "mai mayo maio maggio mei",
    "juin junio juni junho giugno", "juillet julio juli julho luglio", "aout agosto august augustus",
    "septembre septiembre setiembre september setembro settembre", "octobre octubre oktober outubro ottobre",
    "novembre noviembre november novembro", "decembre diciembre dezember dezembro dicembre december",
)  # fmt: skip
_FOREIGN = {name: month for month, names in enumerate(_FOREIGN_MONTHS, 1) for name in names.split()}
_FOREIGN_NAMES = "|".join(
    sorted((*_FOREIGN, "février", "märz", "março", "août", "décembre"), key=len, reverse=True)
)
# "3. März 2025" at the start of a line is no item of a list.
OPENS_WITH_DAY = rf"\d{{1,2}}\.\s(?i:{_FOREIGN_NAMES})\s(?:19|20)\d\d"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w./-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d|[-/]\d)",
        rf"(?<![\w.]){_DAY}[\s\-/,]{{0,3}}(?:of\s)?{_MONTH}(?:[\s\-/,]{{1,4}}{_YEAR})?",
        rf"\b{_MONTH}[\s\-/]{{0,2}}{_DAY}(?!\d|:\d)(?:[\s\-/,]{{1,4}}{_YEAR}|{_SHORT_YEAR})?",
        (
            rf"(?<![\w.])(?P<day>\d{{1,2}})(?:er|º|\.)?\s(?:de\s)?(?P<month>{_FOREIGN_NAMES})\b\.?"
            rf"(?:,?\s(?:de[l]?\s)?{_YEAR})?"
        ),
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


def month_number(name: str) -> int:
    """Return the number of a month that one of the patterns found."""
    if name.isdigit():
        return int(name)
    plain = normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    return _FOREIGN.get(plain) or MONTH_NAMES.index(plain[:3]) + 1
