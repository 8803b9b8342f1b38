"""What the words of an action promise beside the deed: who will do it, until when, and its ticket."""

import re
from calendar import monthrange

import msgspec

from incidents.report.reading import names, stamps, states
from incidents.report.reading.stamps import WrittenDate

_HANDLE = r"@[A-Za-z](?:[\w.-]*\w)?"
_CAPITALS = r"[A-Z\u00c0-\u00de][\w'\u2019/-]*"
_FACT_NAMES = r"(?:due|deadline|eta|by|status|state|target|priority|tickets?|tracking|tracker|effort|when)\b"
_PERSON = (
    rf"(?:{_HANDLE}|[^\W\d_][\w'\u2019/-]*(?:\.[\w-]+)*(?: (?!(?i:{_FACT_NAMES}))(?:{_CAPITALS}|[Tt]eams?"
    r"|squad|group|guild|crew|on-?call))*)"
)
_PEOPLE = (
    rf"{_PERSON}(?:(?:\s?[,&/+]\s?|\s(?:and|y|et|und|e)\s)(?!(?i:{_FACT_NAMES}))"
    rf"(?:{_HANDLE}|{_CAPITALS}(?: {_CAPITALS})*))*"
)
_OWNER_NAMES = (
    r"(?:action )?owners?|assignees?|assigned to|assigned|owned by|responsible(?: person| team| party)?|dri"
    r"|poc|who|responsable|propietario|verantwortlich|zust\u00e4ndig|respons\u00e1vel"
)
_OWNERS = (
    re.compile(rf"(?<![\w-])(?i:{_OWNER_NAMES})[*_]*\s*[:=]\s*[*_]*\s*(?P<who>{_PEOPLE})"),
    re.compile(rf"(?<![\w-])(?i:owner|assignee|assigned to|owned by|dri)\s+(?P<who>(?=[@A-Z]){_PEOPLE})"),
    re.compile(
        rf"(?:^|[(\[]|[\u2013\u2014:,-]\s)\s*(?P<who>{_HANDLE}(?:(?:\s?[,&/+]\s?|\sand\s){_HANDLE})*)(?!/)"
    ),
    re.compile(rf"(?<![\w`])(?P<who>{_HANDLE}(?:(?:\s?[,&/+]\s?|\sand\s){_HANDLE})*)[)\].]*$"),
    re.compile(rf"^(?:[Tt]he )?(?P<who>{_CAPITALS}(?: {_CAPITALS})* [Tt]eam) (?:to|will) [a-z]"),
)
_NOBODY = frozenset(
    {"tbd", "tba", "none", "nobody", "unassigned", "n a", "na", "unknown", "to be decided", "not"}
)
_SIGNED = re.compile(
    rf"(?P<rest>.*\S)\s*(?:\s[\u2013\u2014-]\s*|[(\[])(?P<who>{_CAPITALS}(?: {_CAPITALS}){{0,2}}"
    rf"(?:\s?[,&/+]\s?{_CAPITALS}(?: {_CAPITALS})?)*)[)\]]?\.?$",
    re.DOTALL,
)
_FEWEST = 2  # items that end in a name before a name at the end is an owner

_DUE = re.compile(
    r"\b(?:due|deadline|by|eta|target|until|before|fecha|fin|plazo|\u00e9ch\u00e9ance|f\u00e4llig|bis|prazo|at\u00e9)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:\b(?:due|by|in|eta|target|until|deadline|before|end of)\b\W{0,3}(?:end of )?|[(\[]"
    r"|[\u2013\u2014:,-]\s)Q(?P<quarter>[1-4])(?:[\s/'-]{0,2}(?P<year>20\d\d))?(?=[)\].]|$|\s*[,;|])",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_END = re.compile(
    r"\b(?:end of|by|due|eta|until)\W{0,3}(?:end of )?(?P<month>January|February|March|April|May|June|July"
    r"|August|September|October|November|December)(?:,?\s(?P<year>20\d\d))?\b(?!\s+\d)",
    re.IGNORECASE,
)
_LEAP = 2024  # a year in which every month has its most days
_NEAR = 40  # characters before a date that say what it is

_LINKS = re.compile(
    r"https?://[^\s)>\]]+/(?:issues?|pull|browse|merge_requests|tickets?|work_items|_workitems/edit|story)/"
    r"[^\s)>\],]*[^\s)>\].,;:]|https?://(?:trello\.com/c|app\.clickup\.com/t)/[\w/-]+"
    r"|https?://[^\s)>\]]+(?:show_bug\.cgi\?id=|selectedIssue=|/T)[\w-]+"
    r"|https?://app\.asana\.com/[^\s)>\],]+\d"
)
_KEY = r"[A-Z][A-Z0-9]{1,9}-\d{1,6}|[\w.-]{1,40}/[\w.-]{1,60}#\d{1,7}|#\d{1,7}"
_KEYS = re.compile(
    rf"(?<![\w-])(?i:tickets?|issue|jira|linear|tracker|tracking|tracked (?:in|as|by|under)|bug|story|card)"
    rf"[*_]*\s*[:=]?\s*[*_`\[(]*(?P<said>{_KEY})|[(\[`](?P<alone>{_KEY})[)\]`]"
)


class Due(msgspec.Struct, frozen=True):
    """A due date as written; it may be one no calendar has."""

    written: str
    date: WrittenDate


def owner_of(text: str) -> str:
    """Return who is named as the owner: by a label, a handle, or as the team that will do it."""
    for pattern in _OWNERS:
        if found := pattern.search(text):
            who = found["who"].strip()
            return "" if names.plain_name(who) in _NOBODY else who
    return ""


def signed(texts: list[str]) -> list[tuple[str, str]]:
    """Return each text's words and the name it ends with, where every text ends with one; else nothing."""
    found = [_SIGNED.match(text) for text in texts]
    if len(texts) < _FEWEST or not all(each and not states.of(each["who"]) for each in found):
        return []
    return [(each["rest"].rstrip(" -\u2013\u2014"), each["who"]) for each in found if each]


def due_of(text: str) -> Due | None:
    """Return the due date that the words state; a quarter or a month is due at its end."""
    for stamp in stamps.find(text):
        if stamp.date and _DUE.search(text[max(0, stamp.start - _NEAR) : stamp.start]):
            return Due(text[stamp.start : stamp.end], stamp.date)
    if quarter := _QUARTER.search(text):
        return _at_end(quarter, 3 * int(quarter["quarter"]))
    if month := _MONTH_END.search(text):
        return _at_end(month, _MONTHS.index(month["month"][:3].lower()) + 1)
    return None


def tracker_of(text: str) -> str:
    """Return the one ticket that is linked or named; nothing where there are several."""
    links = dict.fromkeys(_LINKS.findall(text))
    keys = links or dict.fromkeys(found["said"] or found["alone"] for found in _KEYS.finditer(text))
    return next(iter(keys)) if len(keys) == 1 else ""


def _at_end(found: re.Match[str], month: int) -> Due:
    year = int(found["year"]) if found["year"] else None
    return Due(found[0], WrittenDate(year, month, monthrange(year or _LEAP, month)[1]))
