from datetime import date, datetime
from decimal import Decimal

from incidents.report.again import again
from incidents.report.checks import check, configure
from incidents.report.value import (
    ActionState,
    Audience,
    CauseKind,
    CorrectiveAction,
    Lessons,
    Report,
    RootCause,
    Severity,
    TimelineEvent,
)

EARLIER = Report(
    title="Exports were stuck",
    severity=Severity.SEV1,
    timezone="Europe/Berlin",
    started_at=datetime.fromisoformat("2026-03-03T10:05:00+01:00"),
    resolved_at=datetime.fromisoformat("2026-03-03T11:40:00+01:00"),
    components=("Exports", "API"),
    summary="For 95 minutes no export was made.",
    impact="900 customers.",
    impact_percent=Decimal(12),
    timeline=(TimelineEvent(text="It stopped."),),
    root_causes=(
        RootCause(kind=CauseKind.TRIGGER, category="capacity", text="A full disk.", because_of=1),
        RootCause(category="monitoring", text="Nobody was told.", audience=Audience.INTERNAL),
    ),
    resolution="The disk was emptied.",
    actions=(
        CorrectiveAction(title="Empty the disk", state=ActionState.DONE, done_on=date(2026, 3, 4)),
        CorrectiveAction(title="Watch the disk", owner="Ada", due=date(2026, 4, 1), addresses=(1,)),
        CorrectiveAction(title="Buy a disk", state=ActionState.CANCELLED),
        CorrectiveAction(title="Share the load", state=ActionState.IN_PROGRESS, tracker="OPS-7"),
    ),
    lessons=Lessons(went_well="The page was quick."),
    closing="We are sorry.",
    notes="Internal.",
)


def test_what_comes_again_is_taken_over() -> None:
    begun = again(EARLIER)
    assert (begun.timezone, begun.components) == ("Europe/Berlin", ("Exports", "API"))
    assert [(cause.kind, cause.category, cause.because_of) for cause in begun.root_causes] == [
        (CauseKind.TRIGGER, "capacity", 1),
        (CauseKind.ROOT, "monitoring", None),
    ]
    assert begun.root_causes[1].audience is Audience.INTERNAL
    assert [(action.title, action.owner, action.tracker) for action in begun.actions] == [
        ("Watch the disk", "Ada", ""),
        ("Share the load", "", "OPS-7"),
    ]
    assert begun.actions[0].addresses == (1,)


def test_nothing_that_was_true_only_of_the_earlier_one_is_taken_over() -> None:
    begun = again(EARLIER)
    begun_with = {"timezone", "components", "root_causes", "actions"}
    empty = Report()
    others = [name for name in Report.__struct_fields__ if name not in begun_with]
    assert all(getattr(begun, name) == getattr(empty, name) for name in others)
    assert [action.due for action in begun.actions] == [None, None]
    assert not any("disk" in cause.text for cause in begun.root_causes)


def test_a_cause_nobody_wrote_anew_keeps_the_report_from_going_out() -> None:
    found = check(again(EARLIER), configure({}, date(2026, 5, 1)))
    assert "root_causes[0].text" in {each.path for each in found if each.code == "placeholder"}
