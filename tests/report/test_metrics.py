from datetime import UTC, datetime, timedelta

import pytest

from incidents.report.metrics import Base, Measure, PhaseKind, in_short, in_words, measure, moment
from incidents.report.value import EventKind, Report, TimelineEvent


def at(clock: str, day: int = 3) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(2026, 3, day, int(hours), int(minutes), tzinfo=UTC)


def event(clock: str, kind: EventKind) -> TimelineEvent:
    return TimelineEvent(at=at(clock), kind=kind)


FULL = Report(
    timezone="Etc/UTC",
    started_at=at("9:00"),
    detected_at=at("9:05"),
    acknowledged_at=at("9:07"),
    notified_at=at("9:20"),
    mitigated_at=at("11:00"),
    resolved_at=at("11:25"),
)


def test_every_length_counts_from_the_start() -> None:
    metrics = measure(FULL)
    lengths = [metrics.detect, metrics.acknowledge, metrics.notify, metrics.mitigate, metrics.resolve]
    minutes = [5, 7, 20, 120, 145]
    assert lengths == [Measure(timedelta(minutes=count), Base.START) for count in minutes]


def test_the_phases_meet() -> None:
    assert [(phase.kind, phase.start, phase.end) for phase in measure(FULL).phases] == [
        (PhaseKind.UNDETECTED, at("9:00"), at("9:05")),
        (PhaseKind.RESPONDING, at("9:05"), at("11:00")),
        (PhaseKind.RECOVERING, at("11:00"), at("11:25")),
    ]


def test_what_is_unknown_has_no_length() -> None:
    assert measure(Report()) == (None, None, None, None, None, ())


def test_without_a_start_lengths_count_from_the_detection() -> None:
    metrics = measure(Report(timezone="Etc/UTC", detected_at=at("9:05"), resolved_at=at("9:35")))
    assert metrics.detect is None
    assert metrics.resolve == Measure(timedelta(minutes=30), Base.DETECTION)
    assert [phase.kind for phase in metrics.phases] == [PhaseKind.RESPONDING]


def test_the_timeline_tells_what_the_fields_leave_out() -> None:
    report = Report(
        timezone="Etc/UTC",
        started_at=at("9:00"),
        timeline=(
            event("9:10", EventKind.DETECTED),
            event("9:12", EventKind.DETECTED),
            event("9:30", EventKind.MITIGATED),
            event("9:50", EventKind.MITIGATED),
        ),
    )
    assert moment(report, "detected_at") == at("9:10")
    assert moment(report, "mitigated_at") == at("9:50")  # the first attempt did not hold


def test_an_end_before_its_base_has_no_length() -> None:
    report = Report(timezone="Etc/UTC", started_at=at("9:00"), detected_at=at("8:00"), resolved_at=at("9:30"))
    assert measure(report).detect is None
    assert [phase.kind for phase in measure(report).phases] == [PhaseKind.RESPONDING]


def test_an_incident_nobody_noticed_in_writing_is_one_phase() -> None:
    report = Report(timezone="Etc/UTC", started_at=at("9:00"), resolved_at=at("9:30"))
    assert [phase.kind for phase in measure(report).phases] == [PhaseKind.AFFECTED]


def test_an_incident_that_is_not_over_ends_with_its_last_known_time() -> None:
    report = Report(
        timezone="Etc/UTC",
        started_at=at("9:00"),
        detected_at=at("9:05"),
        timeline=(event("10:00", EventKind.ESCALATED),),
    )
    assert measure(report).phases[-1].end == at("10:00")
    assert measure(report).resolve is None


def test_lengths_cross_a_change_of_the_clocks() -> None:
    report = Report(
        timezone="Europe/Berlin",
        started_at=datetime.fromisoformat("2026-03-29T01:40:00+01:00"),
        resolved_at=datetime.fromisoformat("2026-03-29T04:05:00+02:00"),
    )
    resolve = measure(report).resolve
    assert resolve
    assert in_short(resolve.length) == "1 h 25 min"


@pytest.mark.parametrize(
    ("length", "short", "words"),
    [
        (timedelta(), "0 s", "0 seconds"),
        (timedelta(seconds=1), "1 s", "1 second"),
        (timedelta(minutes=3, seconds=20), "3 min 20 s", "3 minutes 20 seconds"),
        (timedelta(hours=1), "1 h", "1 hour"),
        (timedelta(hours=2, minutes=25, seconds=59), "2 h 25 min", "2 hours 25 minutes"),
        (timedelta(days=1, minutes=5), "1 d", "1 day"),
        (timedelta(days=3, hours=4, minutes=30), "3 d 4 h", "3 days 4 hours"),
    ],
)
def test_lengths_are_worded(length: timedelta, short: str, words: str) -> None:
    assert (in_short(length), in_words(length)) == (short, words)
