"""What a check may know besides the report: the day, and how this site wants to be checked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from incidents.report.checks.finding import Level

Texts = tuple[Annotated[str, Meta(min_length=2)], ...]
Count = Annotated[int, Meta(ge=1)]


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The day, as an argument, and a site's own parameters.

    `levels` gives codes another level; those in `off` are not checked. `internal_hosts` are patterns such as
    ``*.corp.example``; `names` are people and customers that the public must not read; `acronyms` are what
    this site's readers know, `ticket_prefixes` what its trackers call their tickets (``PAY`` of PAY-112).
    """

    today: date
    levels: Mapping[str, Level] = {}
    off: frozenset[str] = frozenset()
    internal_hosts: Texts = ()
    names: Texts = ()
    acronyms: Texts = ()
    ticket_prefixes: Texts = ()
    gap_minutes: Count = 60  # a shorter silence in a timeline is never a gap
    paragraph_words: Count = 150
    sentence_words: Count = 50
    reading_grade: Count = 16  # years of school, by Flesch and Kincaid

    def host_pattern(self) -> re.Pattern[str]:
        """Return what matches any internal host name; nothing where the site names none."""
        hosts = (re.escape(host).replace(r"\*", r"[\w.-]*") for host in self.internal_hosts)
        return re.compile(rf"(?<![\w.-])(?:{'|'.join(hosts) or '(?!)'})(?![\w-])", re.IGNORECASE)
