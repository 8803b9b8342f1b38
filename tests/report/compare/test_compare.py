"""What changed between two reports, as a reader would say it."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from msgspec.structs import replace

from incidents.report.compare import Kind, compare
from incidents.report.value import CorrectiveAction, EventKind, Lessons, Report, RootCause, TimelineEvent
from tests.report.strategies import reports

BERLIN = timezone(timedelta(hours=2))


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-01T{clock}:00+02:00")


def event(clock: str | None, text: str) -> TimelineEvent:
    return TimelineEvent(at=at(clock) if clock else None, text=text)


def report(*events: TimelineEvent) -> Report:
    return Report(timezone="Europe/Berlin", title="Payments failed", timeline=events)


FIRST = event("10:00", "A deployment removed the index of the orders table.")
SECOND = event("10:20", "The database team was paged by an alert.")
THIRD = event("10:50", "The index was built again and queries were fast.")


def test_an_event_put_in_is_one_change() -> None:
    [change] = compare(report(FIRST, THIRD), report(FIRST, SECOND, THIRD))
    assert (change.kind, change.part, change.before, change.after) == (
        Kind.ADDED,
        "timeline",
        None,
        "timeline[1]",
    )
    assert change.now == SECOND


def test_an_event_taken_out_is_told_where_it_stood() -> None:
    kinds = [
        (change.kind, change.was)
        for change in compare(report(FIRST, SECOND, THIRD), report(FIRST, replace(THIRD, text="Rebuilt.")))
    ]
    assert kinds[0] == (Kind.REMOVED, SECOND)


def test_an_event_at_another_time_is_a_change_of_its_time_not_a_move() -> None:
    later = replace(FIRST, at=at("10:30"))
    [change] = compare(report(FIRST, SECOND, THIRD), report(SECOND, later, THIRD))
    assert [(field.name, field.before, field.after) for field in change.fields] == [
        ("at", at("10:00"), at("10:30"))
    ]
    assert not change.moved


def test_an_event_without_a_time_in_another_place_has_moved() -> None:
    untimed = event(None, "Someone remembered the old index.")
    [change] = compare(report(FIRST, SECOND, untimed), report(untimed, FIRST, SECOND))
    assert change.moved
    assert (change.before, change.after, change.fields) == ("timeline[2]", "timeline[0]", ())


def test_a_sentence_said_in_another_way_marks_its_words() -> None:
    mended = replace(SECOND, text="The database team was paged by a customer.", kind=EventKind.ESCALATED)
    [change] = compare(report(FIRST, SECOND), report(FIRST, mended))
    assert [field.name for field in change.fields] == ["kind", "text"]
    assert [piece.text for piece in change.fields[1].pieces] == [
        "The database team was paged by ",
        "an alert",
        "a customer",
        ".",
    ]


def test_another_zone_is_one_change_where_the_clocks_read_the_same() -> None:
    before = report(FIRST, SECOND)
    london = timezone(timedelta(hours=1))
    moved = tuple(replace(each, at=each.at.replace(tzinfo=london)) for each in (FIRST, SECOND) if each.at)
    after = replace(before, timezone="Europe/London", timeline=moved)
    assert [change.part for change in compare(before, after)] == ["timezone"]


def test_a_cause_put_in_before_another_changes_no_reference_to_it() -> None:
    cause, other = RootCause(text="No index was checked for."), RootCause(text="Nobody owned the migration.")
    promise = CorrectiveAction(title="Check indexes before each deployment", addresses=(0,))
    before = Report(root_causes=(cause,), actions=(promise,))
    after = Report(root_causes=(other, cause), actions=(replace(promise, addresses=(1,)),))
    assert [(change.kind, change.after) for change in compare(before, after)] == [
        (Kind.ADDED, "root_causes[0]")
    ]


def test_an_action_with_the_same_ticket_is_the_same_action_whatever_it_is_called() -> None:
    before = Report(actions=(CorrectiveAction(title="Alert on slow queries", tracker="OPS-7"),))
    after = Report(actions=(CorrectiveAction(title="Page when p99 exceeds 2 s", tracker="OPS-7"),))
    [change] = compare(before, after)
    assert change.kind is Kind.CHANGED
    assert [field.name for field in change.fields] == ["title"]


def test_changes_come_in_the_order_in_which_the_post_is_read() -> None:
    before = Report(title="One", closing="Sorry.", lessons=Lessons(lucky="It was night."))
    after = Report(title="Two", closing="We are sorry.", resolution="Rolled back.", summary="It broke.")
    assert [change.part for change in compare(before, after)] == [
        "title",
        "summary",
        "resolution",
        "lessons.lucky",
        "closing",
    ]


def test_three_hundred_events_said_anew_are_still_compared() -> None:
    before = report(*(event(None, f"Step {n} of the old telling, number {n}") for n in range(300)))
    after = report(*(event(None, f"Step {n} of the new telling, number {n}") for n in range(300)))
    changes = compare(before, after)
    assert {change.kind for change in changes} == {Kind.CHANGED}
    assert [change.after for change in changes] == [f"timeline[{n}]" for n in range(300)]


@given(reports())
def test_a_report_does_not_differ_from_itself(one: Report) -> None:
    assert compare(one, one) == ()


@given(reports(), reports())
def test_what_was_put_in_one_way_is_taken_out_the_other(one: Report, other: Report) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (not there) == (one == other)
    assert {change.after for change in there if change.kind is Kind.ADDED} == {
        change.before for change in back if change.kind is Kind.REMOVED
    }
