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
    """The day, as an argument, and a site's own parameters, which docs/checks.md lists as told here."""

    today: date
    off: Annotated[
        frozenset[str], Meta(description="Codes that aren't checked.", examples=[["lessons-missing"]])
    ] = frozenset()
    levels: Annotated[
        Mapping[str, Level],
        Meta(description="Codes with another level than their own.", examples=[{"no-actions": "blocks"}]),
    ] = {}
    required: Annotated[
        Texts,
        Meta(
            description="Parts that must not be empty, beside those of a severity's policy.",
            examples=[["closing"]],
        ),
    ] = ()
    internal_hosts: Annotated[
        Texts,
        Meta(description="Hosts of the private network; * is any name.", examples=[["*.corp.example"]]),
    ] = ()
    names: Annotated[
        Texts,
        Meta(description="People and customers that the public must not read.", examples=[["Globex"]]),
    ] = ()
    acronyms: Annotated[
        Texts, Meta(description="Acronyms that this site's customers know.", examples=[["PSP", "KYC"]])
    ] = ()
    ticket_prefixes: Annotated[
        Texts,
        Meta(description="What this site's trackers begin tickets with: PAY of PAY-112.", examples=[["PAY"]]),
    ] = ()
    gap_minutes: Annotated[
        Count, Meta(description="A shorter silence in a timeline is never a gap.", examples=[30])
    ] = 60
    paragraph_words: Annotated[
        Count, Meta(description="The most words of a paragraph that is no wall.", examples=[100])
    ] = 150
    sentence_words: Annotated[Count, Meta(description="The most words of a sentence.", examples=[35])] = 50
    reading_grade: Annotated[
        Count,
        Meta(description="The most years of school a summary needs, by Flesch and Kincaid.", examples=[12]),
    ] = 16

    def host_pattern(self) -> re.Pattern[str]:
        """Return what matches any internal host name; nothing where the site names none."""
        hosts = (re.escape(host).replace(r"\*", r"[\w.-]*") for host in self.internal_hosts)
        return re.compile(rf"(?<![\w.-])(?:{'|'.join(hosts) or '(?!)'})(?![\w-])", re.IGNORECASE)
