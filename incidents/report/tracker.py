"""Links to tickets: the short name of a ticket, as GitHub, GitLab, Jira and Linear show it."""

import re
from collections.abc import Callable

from msgspec import Struct

_ADDRESS = re.compile(r"https?://(?P<host>[^\s/?#@]+)(?P<path>/[^\s?#]*)?(?:[?#]\S*)?", re.IGNORECASE)
_PROJECT = r"/(?P<project>[^/]+(?:/[^/]+)+?)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(_PROJECT + r"(?:/-)?/merge_requests/(?P<number>\d+)(?:/.*)?"),
        lambda it: f"{it['project']}!{it['number']}",
    ),
    (
        re.compile(_PROJECT + r"/-/(?:issues|work_items)/(?P<number>\d+)(?:/.*)?"),
        lambda it: f"{it['project']}#{it['number']}",
    ),
    (
        re.compile(r"/(?P<project>[^/]+/[^/]+)/(?:issues|pulls?|discussions)/(?P<number>\d+)(?:/.*)?"),
        lambda it: f"{it['project']}#{it['number']}",
    ),
    (
        re.compile(r"(?:/.*)?/(?:browse|issues?|tickets?)/(?P<key>[A-Z][A-Z0-9_]*-\d+)(?:/.*)?"),
        lambda it: it["key"],
    ),
    (re.compile(r"(?:/.*)?/(?P<key>[A-Z][A-Z0-9_]*-\d+)/?"), lambda it: it["key"]),
)


class Ticket(Struct, frozen=True):
    """What a ticket is called, and its address; that is empty where the tracker is no link of the web."""

    name: str
    address: str = ""


def ticket(tracker: str) -> Ticket:
    """Return what a tracker's text leads to; a link of no known form is called by its address."""
    found = _ADDRESS.fullmatch(tracker)
    if found is None:
        return Ticket(tracker)
    path = found["path"] or ""
    for form, name in _FORMS:
        if match := form.fullmatch(path):
            return Ticket(name(match), tracker)
    return Ticket(tracker.partition("://")[2].rstrip("/"), tracker)
