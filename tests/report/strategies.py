"""Reports made up by hypothesis: any text, zones with clock changes, internal parts, chains of causes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from incidents.report import clock
from incidents.report.shape import MOMENTS
from incidents.report.value import (
    ActionKind,
    ActionState,
    Audience,
    CauseKind,
    CorrectiveAction,
    EventKind,
    Lessons,
    Report,
    RootCause,
    Severity,
    Task,
    TimelineEvent,
)

# Summer time of an hour and of half an hour, south and north, far east and west, none at all, bare offsets.
ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Etc/UTC",
    "UTC+02:00",
    "UTC-09:30",
)

# When those clocks were put back in 2026, so that generated times often fall into the repeated hour.
_CHANGES = tuple(
    datetime.fromisoformat(text)
    for text in ("2026-10-25T01:00Z", "2026-11-01T06:00Z", "2026-11-01T04:30Z", "2026-04-04T15:00Z")
)

# Lines that mean something in Markdown, in Candor's own above all.
_LINES = (
    "<!-- candor-report 1 -->",
    "# Title",
    "## Summary",
    "\\## Notes (internal)",
    "\\\\## Actions",
    "## Timeline ",
    "### 1. Root cause",
    "### 2. ",
    "\\### 3. x",
    "- **Owner:** Ada",
    "\\- **Task:**",
    "- **2026-01-01 10:00** (other) x",
    "  two",
    "(internal) x",
    "```",
    "~~~ text",
    "---",
    "| a | b |",
    "> quoted",
    "- [ ] open",
    "\t\xa0",
    "",
    "**",
    "\\",
    "1. one",
    "\u2013",
    "a  ",
    ")",
    'from "x"',
)
_EARLIEST, _LATEST = datetime(1980, 1, 2, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)


def texts() -> st.SearchStrategy[str]:
    """Return one line or several, of any character, control characters among them."""
    return st.one_of(
        st.sampled_from(
            ("", "Checkout failed.", "  * two\n  * items\r\n\r\nend", "e\u0301 \u2028 \x85 \ufeff")
        ),
        st.text(max_size=30),
        st.lists(st.sampled_from(_LINES), max_size=4).map("\n".join),
    )


def zones() -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ZONES)


def moments(zone: str | None) -> st.SearchStrategy[datetime]:
    """Return times as a report in this zone states them."""
    anywhere = st.datetimes(
        _EARLIEST.replace(tzinfo=None), _LATEST.replace(tzinfo=None), timezones=st.just(UTC)
    )
    minutes = st.integers(-120, 120)
    near_change = st.builds(
        lambda change, minute: change + timedelta(minutes=minute), st.sampled_from(_CHANGES), minutes
    )
    return (near_change | anywhere).map(lambda instant: _shown(instant.replace(microsecond=0, fold=0), zone))


def events(zone: str | None) -> st.SearchStrategy[TimelineEvent]:
    """Return events with a moment, with only a clock time, and with neither."""
    clocks = st.from_regex(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", fullmatch=True)
    whens: st.SearchStrategy[dict[str, Any]] = st.one_of(
        st.fixed_dictionaries({"at": moments(zone)}), st.fixed_dictionaries({"clock": clocks}), st.just({})
    )
    return st.builds(
        lambda when, **said: TimelineEvent(**when, **said),
        whens,
        kind=st.sampled_from(EventKind),
        text=texts(),
        audience=st.sampled_from(Audience),
        source=texts(),
    )


@st.composite
def causes(draw: st.DrawFn) -> tuple[RootCause, ...]:
    """Draw a list of causes that explain one another, earlier and later ones alike, never in a circle."""
    alone = st.builds(
        RootCause,
        kind=st.sampled_from(CauseKind),
        category=texts(),
        text=texts(),
        audience=st.sampled_from(Audience),
    )
    made = draw(st.lists(alone, max_size=5))
    order = draw(st.permutations(range(len(made))))
    for rank, place in enumerate(order):
        above = draw(st.none() | st.sampled_from(order[:rank])) if rank else None
        made[place] = replace(made[place], because_of=above)
    return tuple(made)


def actions(known: Sequence[RootCause]) -> st.SearchStrategy[CorrectiveAction]:
    """Return actions that address any of the known causes."""
    places = st.lists(st.sampled_from(range(len(known))), max_size=4) if known else st.just([])
    days = st.dates(date(1980, 1, 1), date(2199, 12, 31))
    return st.builds(
        CorrectiveAction,
        title=texts(),
        detail=texts(),
        kind=st.sampled_from(ActionKind),
        owner=texts(),
        due=st.none() | days,
        state=st.sampled_from(ActionState),
        done_on=st.none() | days,
        tracker=texts(),
        addresses=places.map(tuple),
        tasks=st.lists(st.builds(Task, title=texts()), max_size=3).map(tuple),
        audience=st.sampled_from(Audience),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw any report that has a legal shape, holes and all."""
    zone = draw(zones())
    stated: dict[str, Any] = {name: draw(st.none() | moments(zone)) for name in MOMENTS}
    start, end = stated["started_at"], stated["resolved_at"]
    if start and end and end < start:
        stated["started_at"], stated["resolved_at"] = end, start
    known = draw(causes())
    return Report(
        title=draw(texts()),
        severity=draw(st.none() | st.sampled_from(Severity)),
        timezone=zone,
        **stated,
        components=tuple(draw(st.lists(texts(), max_size=3))),
        summary=draw(texts()),
        impact=draw(texts()),
        impact_percent=draw(st.none() | percentages()),
        timeline=tuple(draw(st.lists(events(zone), max_size=4))),
        root_causes=known,
        resolution=draw(texts()),
        actions=tuple(draw(st.lists(actions(known), max_size=3))),
        lessons=draw(st.builds(Lessons, went_well=texts(), went_wrong=texts(), lucky=texts())),
        closing=draw(texts()),
        notes=draw(texts()),
    )


def percentages() -> st.SearchStrategy[Decimal]:
    return st.decimals(0, 100, places=6) | st.sampled_from([Decimal(0), Decimal("37.50"), Decimal("1E+2")])


def _shown(instant: datetime, zone: str | None) -> datetime:
    return clock.in_zone(instant, zone) if zone else instant.replace(tzinfo=None)
