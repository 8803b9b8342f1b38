"""Where an event stands in the timeline: as its time says, else where people put it; and marking it."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from msgspec.structs import replace

from incidents import drafts, editing
from incidents.errors import NotValidError, WrongStateError
from incidents.models import Incident
from incidents.ordering import Entry
from incidents.report.value import Audience, EventKind
from incidents.report.value import TimelineEvent as Event
from tests.shell.cast import REPORT, draft_of, now, start


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def event(**said: Any) -> dict[str, Any]:
    blank = {"at": None, "clock": None, "kind": EventKind.OTHER, "source": "", "audience": Audience.PUBLIC}
    return {**blank, **said}


def save(row: Entry, changes: dict[str, Any], by: User) -> Entry:
    """Save an entry as somebody who has just opened it."""
    base = drafts.fingerprint(editing.entry_values(row))
    return editing.save_entry(row, changes, base=base, by=by, at=now())


def texts(incident: Incident) -> list[str]:
    return [each.text for each in draft_of(incident).timeline]


def edits(incident: Incident) -> list[str]:
    return list(incident.audit.filter(verb="edited").values_list("detail", flat=True))


@pytest.mark.parametrize(
    ("place", "before", "order"),
    [(1, 0, [1, 0, 2]), (1, None, [0, 2, 1]), (0, 2, [1, 0, 2]), (1, 2, [0, 1, 2])],
)
def test_an_entry_is_put_before_another_or_at_the_end(
    incident: Incident, engineer: User, place: int, before: int | None, order: list[int]
) -> None:
    keys = [row.pk for row in incident.timeline.all()]
    row = incident.timeline.get(position=place)
    editing.place_entry(row, None if before is None else keys[before], by=engineer, at=now())

    assert texts(incident) == [REPORT.timeline[index].text for index in order]
    assert edits(incident) == ([] if order == [0, 1, 2] else ["TimelineEvent"])


@pytest.mark.parametrize(("place", "before"), [(2, 0), (0, None)])
def test_an_event_does_not_pass_anothers_time(
    incident: Incident, engineer: User, place: int, before: int | None
) -> None:
    keys = [row.pk for row in incident.timeline.all()]
    row = incident.timeline.get(position=place)
    with pytest.raises(NotValidError, match="change the time instead"):
        editing.place_entry(row, None if before is None else keys[before], by=engineer, at=now())

    assert draft_of(incident) == REPORT
    assert edits(incident) == []


def test_events_of_one_minute_and_events_out_of_order_may_be_moved(engineer: User) -> None:
    twelve, one = REPORT.timeline[0].at, REPORT.timeline[2].at
    timeline = tuple(Event(at=at, text=text) for at, text in [(one, "a"), (twelve, "b"), (twelve, "c")])
    incident = start(engineer, replace(REPORT, timeline=timeline))
    editing.move_entry(incident.timeline.get(text="b"), "up", by=engineer, at=now())
    editing.move_entry(incident.timeline.get(text="c"), "up", by=engineer, at=now())
    editing.move_entry(incident.timeline.get(text="c"), "up", by=engineer, at=now())

    assert texts(incident) == ["c", "b", "a"]


def test_a_place_that_somebody_deleted_is_refused(incident: Incident, engineer: User) -> None:
    row, gone = incident.timeline.get(position=1), incident.timeline.get(position=2)
    base = drafts.fingerprint(editing.entry_values(gone))
    editing.remove_entry(gone, base=base, by=engineer, at=now())

    with pytest.raises(WrongStateError, match="look at the list again"):
        editing.place_entry(row, gone.pk, by=engineer, at=now())


def test_an_event_follows_its_time_and_leaves_the_others_alone(incident: Incident, engineer: User) -> None:
    last = incident.timeline.get(position=2)
    earlier = event(text="The limit was put back.", at=at("2026-07-01T12:01:00+02:00"))
    save(last, earlier, engineer)
    assert texts(incident) == ["The limit was put back.", "An alert fired.", "Called the vendor."]

    save(incident.timeline.get(position=0), {**earlier, "at": at("2026-07-01T12:02:00+02:00")}, engineer)
    assert texts(incident)[0] == "The limit was put back."
    save(incident.timeline.get(position=0), {**earlier, "at": None}, engineer)
    assert texts(incident)[0] == "The limit was put back."


def test_one_press_marks_an_event_and_twenty_are_one_entry_of_the_trail(
    incident: Incident, engineer: User
) -> None:
    row = incident.timeline.get(position=1)
    editing.mark_event(row, EventKind.ESCALATED, was="other", by=engineer, at=now())
    editing.mark_event(row, Audience.PUBLIC, by=engineer, at=now())

    assert draft_of(incident).timeline[1] == replace(
        REPORT.timeline[1], kind=EventKind.ESCALATED, audience=Audience.PUBLIC
    )
    assert edits(incident) == ["TimelineEvent"]


def test_a_mark_keeps_what_somebody_else_wrote_and_not_what_they_chose(
    incident: Incident, engineer: User, second_engineer: User
) -> None:
    row = incident.timeline.get(position=1)
    save(incident.timeline.get(pk=row.pk), event(text="Theirs.", kind=EventKind.ESCALATED), second_engineer)

    editing.mark_event(row, Audience.INTERNAL, was="public", by=engineer, at=now())
    with pytest.raises(editing.StaleError, match="Look at it again"):
        editing.mark_event(row, EventKind.RESOLVED, was="other", by=engineer, at=now())
    editing.mark_event(row, EventKind.ESCALATED, was="other", by=engineer, at=now())

    assert draft_of(incident).timeline[1] == Event(
        text="Theirs.", kind=EventKind.ESCALATED, audience=Audience.INTERNAL
    )
