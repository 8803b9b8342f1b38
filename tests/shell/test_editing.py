from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from incidents import drafts, editing
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import AuditEntry, CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.ordering import Entry, EntryModel
from incidents.report.value import Audience, EventKind, Report, Task
from incidents.report.value import TimelineEvent as Event
from tests.report.strategies import reports
from tests.shell.cast import REPORT, Cast, draft_of, edit, now, start

FRESH_EVENT = {
    "at": None,
    "clock": None,
    "kind": EventKind.OTHER,
    "text": "New.",
    "source": "",
    "audience": Audience.PUBLIC,
}
STALE = "Someone saved this part while you were writing; both versions are below."


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def event(**said: Any) -> dict[str, Any]:
    return {**FRESH_EVENT, **said}


def cause(**said: Any) -> dict[str, Any]:
    blank = {"kind": "root", "category": "", "text": "Why.", "because_of": None, "audience": "public"}
    report = {"kind": REPORT.root_causes[0].kind, "audience": Audience.PUBLIC}
    return {**blank, **report, **said}


def action(**said: Any) -> dict[str, Any]:
    first = REPORT.actions[0]
    kinds = {"kind": first.kind, "state": first.state, "audience": first.audience}
    blank = {
        "title": "Do it",
        "detail": "",
        "owner": "",
        "due": None,
        "done_on": None,
        "tracker": "",
        "tasks": (),
    }
    return {**blank, **kinds, "addresses": (), **said}


def add(incident: Incident, model: EntryModel, changes: dict[str, Any], by: User) -> Entry:
    return editing.add_entry(incident, model, changes, by=by, at=now())


def save(row: Entry, changes: dict[str, Any], by: User) -> Entry:
    """Save an entry as somebody who has just opened it."""
    base = drafts.fingerprint(editing.entry_values(row))
    return editing.save_entry(row, changes, base=base, by=by, at=now())


def remove(row: Entry, by: User) -> None:
    editing.remove_entry(row, base=drafts.fingerprint(editing.entry_values(row)), by=by, at=now())


def edits(incident: Incident) -> list[str]:
    return list(incident.audit.filter(verb="edited").order_by("pk").values_list("detail", flat=True))


def texts(incident: Incident) -> list[str]:
    return [one.text for one in draft_of(incident).timeline]


# One section's fields.


def test_saving_a_section_changes_its_fields_and_nothing_else(incident: Incident, engineer: User) -> None:
    edit(incident, engineer, "impact", impact="All orders.", impact_percent=None)

    assert draft_of(incident) == replace(REPORT, impact="All orders.", impact_percent=None)
    assert edits(incident) == ["impact"]


def test_saving_a_section_unchanged_leaves_no_trace(incident: Incident, engineer: User) -> None:
    before = Incident.objects.values().get(pk=incident.pk)

    edit(incident, engineer, "impact", impact=REPORT.impact)

    assert Incident.objects.values().get(pk=incident.pk) == before
    assert edits(incident) == []


def test_a_section_saved_by_someone_else_meanwhile_is_not_overwritten(
    incident: Incident, engineer: User, second_engineer: User
) -> None:
    opened = drafts.fingerprint(editing.section_values(draft_of(incident), "impact"))
    edit(incident, second_engineer, "impact", impact="Half of the orders.")

    with pytest.raises(editing.StaleError, match=STALE):
        editing.save_section(incident, "impact", {"impact": "Mine."}, base=opened, by=engineer, at=now())

    assert draft_of(incident).impact == "Half of the orders."
    assert edits(incident) == ["impact"]


def test_different_sections_do_not_get_in_each_others_way(
    incident: Incident, engineer: User, second_engineer: User
) -> None:
    opened = drafts.fingerprint(editing.section_values(draft_of(incident), "notes"))
    edit(incident, second_engineer, "impact", impact="Half of the orders.")
    editing.save_section(incident, "notes", {"notes": "Mine."}, base=opened, by=engineer, at=now())

    assert draft_of(incident) == replace(REPORT, impact="Half of the orders.", notes="Mine.")


def test_an_impossible_value_is_refused_and_nothing_saved(incident: Incident, engineer: User) -> None:
    with pytest.raises(NotValidError) as caught:
        edit(incident, engineer, "summary", title="New", components=("x" * 2_000,))

    assert caught.value.path == "components"
    assert draft_of(incident) == REPORT
    assert edits(incident) == []


def test_components_are_replaced_in_order(incident: Incident, engineer: User) -> None:
    edit(incident, engineer, "summary", components=("Search", "App", "Checkout"))

    assert draft_of(incident).components == ("Search", "App", "Checkout")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda incident, by: edit(incident, by, "impact", impact="x"),
        lambda incident, by: add(incident, TimelineEvent, event(), by),
        lambda incident, by: editing.add_events(incident, (Event(text="x"),), by=by, at=now()),
        lambda incident, by: save(incident.timeline.first(), event(), by),
        lambda incident, by: editing.move_entry(incident.timeline.first(), "down", by=by, at=now()),
        lambda incident, by: remove(incident.timeline.first(), by),
    ],
)
def test_a_stranger_edits_nothing(incident: Incident, stranger: User, attempt: Any) -> None:
    with pytest.raises(NotAllowedError, match="Only engineers and managers write reports"):
        attempt(incident, stranger)

    assert draft_of(incident) == REPORT


# The zone.


def with_events(by: User, zone: str | None, *moments: str) -> Incident:
    timeline = tuple(replace(REPORT.timeline[0], at=at(text)) for text in moments)
    return start(by, replace(REPORT, timezone=zone, started_at=None, resolved_at=None, timeline=timeline))


def shown(incident: Incident) -> list[str]:
    return [one.at.isoformat() for one in draft_of(incident).timeline if one.at]


def test_a_change_of_zone_keeps_the_clock_times_of_events(engineer: User) -> None:
    incident = with_events(engineer, "Etc/UTC", "2026-07-01T12:00:00Z", "2026-12-01T12:00:00Z")

    edit(incident, engineer, "summary", timezone="America/New_York")
    assert shown(incident) == ["2026-07-01T12:00:00-04:00", "2026-12-01T12:00:00-05:00"]
    edit(incident, engineer, "summary", timezone=None)
    assert shown(incident) == ["2026-07-01T12:00:00", "2026-12-01T12:00:00"]
    edit(incident, engineer, "summary", timezone="Europe/Berlin")
    assert shown(incident) == ["2026-07-01T12:00:00+02:00", "2026-12-01T12:00:00+01:00"]


def test_a_change_of_zone_into_a_skipped_hour_is_refused(engineer: User) -> None:
    incident = with_events(engineer, "Etc/UTC", "2026-03-29T02:30:00Z")

    with pytest.raises(
        NotValidError, match=r"^02:30 did not exist on 29 March 2026 in Europe/Berlin"
    ) as caught:
        edit(incident, engineer, "summary", timezone="Europe/Berlin")

    assert caught.value.path == "timezone"
    assert shown(incident) == ["2026-03-29T02:30:00+00:00"]
    assert draft_of(incident).timezone == "Etc/UTC"


def test_a_change_of_zone_into_a_repeated_hour_takes_the_first(engineer: User) -> None:
    incident = with_events(engineer, "Etc/UTC", "2026-10-25T02:30:00Z")

    edit(incident, engineer, "summary", timezone="Europe/Berlin")

    assert shown(incident) == ["2026-10-25T02:30:00+02:00"]


def test_a_change_between_zones_of_one_time_keeps_both_readings_apart(engineer: User) -> None:
    both = ["2026-10-25T02:30:00+02:00", "2026-10-25T02:10:00+01:00"]
    incident = with_events(engineer, "Europe/Berlin", *both)

    edit(incident, engineer, "summary", timezone="Europe/Paris")

    assert shown(incident) == both


def test_an_unknown_zone_is_refused(incident: Incident, engineer: User) -> None:
    with pytest.raises(NotValidError, match="no time zone"):
        edit(incident, engineer, "summary", timezone="Europe/Atlantis")


def test_a_time_read_by_the_clocks_of_another_zone_is_refused(incident: Incident, engineer: User) -> None:
    for moment in (at("2026-07-01T12:00:00+00:00"), at("2026-07-01T12:00:00")):
        with pytest.raises(NotValidError, match="time zone was changed meanwhile"):
            add(incident, TimelineEvent, event(at=moment), engineer)

    assert draft_of(incident) == REPORT


# The rows of a list.


def test_an_event_with_a_time_goes_before_the_first_later_one(incident: Incident, engineer: User) -> None:
    for minute in ("12:30", "11:00", "13:00", "14:00"):
        add(incident, TimelineEvent, event(at=at(f"2026-07-01T{minute}:00+02:00"), text=minute), engineer)

    assert texts(incident) == [
        "11:00",
        "An alert fired.",
        "Called the vendor.",
        "12:30",
        "The limit was put back.",
        "13:00",
        "14:00",
    ]
    assert edits(incident) == ["TimelineEvent"] * 4


def test_an_event_without_a_time_goes_to_the_end(incident: Incident, engineer: User) -> None:
    add(incident, TimelineEvent, event(clock="00:01", text="Clock only."), engineer)
    add(incident, TimelineEvent, event(text="No time."), engineer)

    assert texts(incident)[-2:] == ["Clock only.", "No time."]


def test_several_events_are_added_each_where_its_time_belongs(incident: Incident, engineer: User) -> None:
    added = [("13:30", "Late."), ("12:30", "Between."), (None, "Soon after."), ("11:00", "Early.")]
    events = [
        Event(at=at(f"2026-07-01T{minute}:00+02:00") if minute else None, text=text) for minute, text in added
    ]
    editing.add_events(incident, events, by=engineer, at=now())

    assert texts(incident) == [
        "Early.",
        "An alert fired.",
        "Called the vendor.",
        "Between.",
        "Soon after.",
        "The limit was put back.",
        "Late.",
    ]
    assert edits(incident) == ["TimelineEvent"]


def test_of_several_events_all_are_added_or_none(incident: Incident, engineer: User) -> None:
    events = [Event(text="Fine."), Event(at=at("2026-07-01T12:00:00"), text="By no clock of the report.")]
    with pytest.raises(NotValidError, match="time zone was changed meanwhile"):
        editing.add_events(incident, events, by=engineer, at=now())

    assert draft_of(incident) == REPORT
    assert edits(incident) == []


def test_the_first_entries_of_empty_lists(engineer: User) -> None:
    incident = start(engineer, Report())
    add(incident, TimelineEvent, event(at=at("2026-07-01T12:00:00"), text="First."), engineer)
    first = add(incident, RootCause, cause(text="Why."), engineer)
    add(incident, CorrectiveAction, action(addresses=(first.pk,), tasks=(Task(title="One"),)), engineer)

    report = draft_of(incident)
    assert [one.text for one in report.timeline] == ["First."]
    assert [one.text for one in report.root_causes] == ["Why."]
    assert (report.actions[0].addresses, report.actions[0].tasks) == ((0,), (Task(title="One"),))


def test_an_entry_is_spelled_and_checked_as_the_report_says(incident: Incident, engineer: User) -> None:
    add(incident, TimelineEvent, event(text=" a\r\nb ", source=" x  y "), engineer)
    with pytest.raises(NotValidError, match="HH:MM"):
        add(incident, TimelineEvent, event(clock="25:00"), engineer)

    assert draft_of(incident).timeline[-1] == replace(
        REPORT.timeline[1], text=" a\nb", source="x y", audience=Audience.PUBLIC
    )


def test_saving_an_entry_changes_it_alone(incident: Incident, engineer: User) -> None:
    row = incident.timeline.get(position=1)
    save(row, event(clock="12:10", text="Called them again."), engineer)

    report = draft_of(incident)
    assert report.timeline[1] == replace(
        REPORT.timeline[1], clock="12:10", text="Called them again.", source="", audience=Audience.PUBLIC
    )
    assert replace(report, timeline=REPORT.timeline) == REPORT
    assert edits(incident) == ["TimelineEvent"]


def test_saving_an_entry_unchanged_leaves_no_trace(incident: Incident, engineer: User) -> None:
    row = incident.timeline.get(position=1)
    save(row, event(text=row.text, source="chat", audience=Audience.INTERNAL), engineer)
    one = incident.actions.get()
    addressed = incident.root_causes.get(position=0)
    same = action(title="Refuse zero", addresses=(addressed.pk,), tasks=(Task(title="Write a test"),))
    save(one, same, engineer)

    assert draft_of(incident) == REPORT
    assert edits(incident) == []


def test_a_stale_entry_is_neither_saved_nor_deleted(
    incident: Incident, engineer: User, second_engineer: User
) -> None:
    row = incident.timeline.get(position=1)
    opened = drafts.fingerprint(editing.entry_values(row))
    save(incident.timeline.get(pk=row.pk), event(text="Theirs."), second_engineer)

    with pytest.raises(editing.StaleError, match=STALE):
        editing.save_entry(row, event(text="Mine."), base=opened, by=engineer, at=now())
    with pytest.raises(editing.StaleError, match=STALE):
        editing.remove_entry(row, base=opened, by=engineer, at=now())

    assert texts(incident)[1] == "Theirs."
    assert edits(incident) == ["TimelineEvent"]


def test_a_change_of_the_addressed_causes_makes_an_action_stale(
    incident: Incident, engineer: User, second_engineer: User
) -> None:
    row = incident.actions.get()
    opened = drafts.fingerprint(editing.entry_values(row))
    save(
        incident.actions.get(),
        action(title="Refuse zero", tasks=(Task(title="Write a test"),)),
        second_engineer,
    )

    with pytest.raises(editing.StaleError):
        editing.save_entry(row, action(), base=opened, by=engineer, at=now())


@pytest.mark.parametrize(
    "attempt",
    [
        lambda row, by: editing.move_entry(row, "up", by=by, at=now()),
        lambda row, by: editing.save_entry(row, event(text="Mine."), base="", by=by, at=now()),
        lambda row, by: editing.remove_entry(row, base="", by=by, at=now()),
    ],
)
def test_an_entry_deleted_meanwhile_is_a_wrong_state(
    incident: Incident, engineer: User, attempt: Any
) -> None:
    row = incident.timeline.get(position=1)
    remove(incident.timeline.get(pk=row.pk), engineer)

    with pytest.raises(WrongStateError, match="Someone deleted this entry meanwhile"):
        attempt(row, engineer)


@pytest.mark.parametrize(
    ("place", "direction", "order"),
    [
        (0, "down", [1, 0, 2]),
        (1, "up", [1, 0, 2]),
        (2, "up", [0, 2, 1]),
        (0, "up", [0, 1, 2]),
        (2, "down", [0, 1, 2]),
    ],
)
def test_an_entry_changes_place_with_its_neighbour(
    incident: Incident, engineer: User, place: int, direction: editing.Direction, order: list[int]
) -> None:
    editing.move_entry(incident.timeline.get(position=place), direction, by=engineer, at=now())

    assert texts(incident) == [REPORT.timeline[index].text for index in order]
    assert edits(incident) == ([] if order == [0, 1, 2] else ["TimelineEvent"])


def test_moving_works_across_the_gap_a_deleted_entry_left(incident: Incident, engineer: User) -> None:
    add(incident, TimelineEvent, event(text="Last."), engineer)
    remove(incident.timeline.get(position=1), engineer)
    editing.move_entry(incident.timeline.get(position=3), "up", by=engineer, at=now())

    assert texts(incident) == ["An alert fired.", "Last.", "The limit was put back."]


def test_moving_causes_keeps_what_refers_to_them(incident: Incident, engineer: User) -> None:
    editing.move_entry(incident.root_causes.get(position=0), "down", by=engineer, at=now())

    report = draft_of(incident)
    assert [one.because_of for one in report.root_causes] == [None, 0]
    assert report.actions[0].addresses == (1,)


def test_deleting_a_cause_that_others_refer_to_leaves_the_report_whole(
    incident: Incident, engineer: User
) -> None:
    remove(incident.root_causes.get(position=1), engineer)
    assert draft_of(incident).root_causes == (replace(REPORT.root_causes[0], because_of=None),)

    remove(incident.root_causes.get(), engineer)
    report = draft_of(incident)
    assert (report.root_causes, report.actions[0].addresses) == ((), ())
    assert edits(incident) == ["RootCause", "RootCause"]


def test_a_circle_of_causes_is_refused_and_nothing_saved(incident: Incident, engineer: User) -> None:
    first, second = incident.root_causes.all()

    with pytest.raises(NotValidError, match="explains this one, not itself"):
        save(second, cause(text="Changed.", because_of=first.pk), engineer)

    assert draft_of(incident) == REPORT
    assert edits(incident) == []


@pytest.mark.parametrize(
    ("model", "changes", "path"),
    [
        (RootCause, lambda key: cause(because_of=key), "because_of"),
        (CorrectiveAction, lambda key: action(addresses=(key,)), "addresses"),
    ],
)
def test_another_reports_causes_cannot_be_referred_to(
    incident: Incident, engineer: User, model: EntryModel, changes: Any, path: str
) -> None:
    foreign = start(engineer).root_causes.get(position=0)

    for key in (foreign.pk, 999_999):
        with pytest.raises(NotValidError, match="Choose causes of this report") as caught:
            add(incident, model, changes(key), engineer)
        assert caught.value.path == path

    assert draft_of(incident) == REPORT


def test_an_edit_leaves_an_audit_entry_with_the_public_digest_it_led_to(
    incident: Incident, second_engineer: User
) -> None:
    edit(incident, second_engineer, "notes", notes="Only for us.")
    edit(incident, second_engineer, "impact", impact="All orders.")

    second, first = incident.audit.filter(verb="edited")
    started = AuditEntry.objects.get(incident=incident, verb="started")
    assert (first.actor, first.detail, second.detail) == (second_engineer, "notes", "impact")
    assert first.digest != second.digest
    assert first.at > started.at
    assert Incident.objects.get(pk=incident.pk).updated_at == second.at


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(report=reports(), data=st.data())
def test_any_walk_of_moves_and_deletions_leaves_a_whole_report(
    engineer: User, report: Report, data: st.DataObject
) -> None:
    with transaction.atomic():
        incident = start(engineer, report)
        for model in (TimelineEvent, RootCause, CorrectiveAction):
            for _ in range(3):
                rows: list[Entry] = list(model._default_manager.filter(incident=incident))
                if rows:
                    row = data.draw(st.sampled_from(rows))
                    if data.draw(st.booleans()):
                        remove(row, engineer)
                    else:
                        direction: editing.Direction = data.draw(st.sampled_from(["up", "down"]))
                        with suppress(NotValidError):  # an event's time may forbid it
                            editing.move_entry(row, direction, by=engineer, at=now())
        left = draft_of(incident)
        transaction.set_rollback(True)

    assert set(left.timeline) <= set(report.timeline)
    assert {one.text for one in left.root_causes} <= {one.text for one in report.root_causes}


def test_times_of_fixed_offsets_stay_as_written(cast: Cast) -> None:
    incident = with_events(cast.engineer, "UTC-09:30", "2026-03-29T02:30:00-09:30")

    edit(incident, cast.manager, "summary", timezone="UTC+02:00")

    assert draft_of(incident).timeline[0].at == datetime(
        2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=2))
    )
