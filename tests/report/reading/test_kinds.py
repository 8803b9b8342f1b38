"""What an event is, told from its words and from the events around it."""

from datetime import UTC, datetime

import pytest

from incidents.report import metrics
from incidents.report.reading import read


def kinds(*lines: str) -> list[str]:
    text = "\n".join(
        ["## Timeline", "", "All times UTC.", "", "2025-03-07", "", *(f"- {line}" for line in lines)]
    )
    return [event.kind.value for event in read(text).report.timeline]


def kind(sentence: str) -> str:
    return kinds("09:00 the alarm rang", f"09:30 {sentence}")[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rollback fails, the pipeline is misconfigured",
        "The rollback failed",
        "Restarted the workers, but the problem persisted",
        "Tried restarting the broker without success",
        "Attempted a failover, with no successful switch",
        "Restarted the pods; errors continue",
        "The standby never failed over",
        "Ada suggests rolling back to the morning's release",
        "We agreed on a rollback",
        "Decision made to fail over",
        "The cache was not restarted",
        "Restarted the proxy. It crashed again a minute later",
        "Looked through the recently deployed code",
        "Rolled back the release in case it had to do with it",
        "Profiling tools deployed on two hosts",
    ],
)
def test_an_attempt_that_failed_or_is_only_planned_mitigates_nothing(sentence: str) -> None:
    assert kind(sentence) not in {"mitigated", "resolved"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Rolled back the release",
        "Rollback completed",
        "Failover to the standby done",
        "As the problem persisted, we rolled back the release",
        "A fix was deployed after the first one had failed",
        "Ben restarts the queue",
        "Fixed the pool's limit and redeployed",
        "The slow query was found and reverted",
    ],
)
def test_a_mend_that_held_mitigates(sentence: str) -> None:
    assert kind(sentence) == "mitigated"


@pytest.mark.parametrize(
    "sentence",
    [
        "The issue is now resolved",
        "All shards verified operational",
        "The limits were raised, resolving the issue",
        "Service fully restored",
        "Latency is back to normal",
        "Error rate back at its baseline",
        "Order is restored",
        "The queue is up and running again",
        "Checkout is working again",
        "Throughput returns to its usual level",
        "Incident closed",
        "All clear",
        "Resolution is confirmed complete",
        "The API problem appears to be resolved",
    ],
)
def test_the_end_is_told_in_many_ways(sentence: str) -> None:
    assert kind(sentence) == "resolved"


@pytest.mark.parametrize(
    "sentence",
    [
        "The issue is not resolved",
        "The host failed to come back online",
        "Efforts to get the service restored continue",
        "Nothing is back to normal",
    ],
)
def test_what_is_not_over_is_not_resolved(sentence: str) -> None:
    assert kind(sentence) != "resolved"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ada found a bug in the balancer that keeps it from failover", "identified"),
        ("Logs reveal a full disk", "identified"),
        ("The networking people looked, no fault was found", "other"),
        ("Identification of the faulty switch", "identified"),
        ("An incident was declared", "acknowledged"),
        ("The team was alerted and began investigating", "investigating"),
        ("Looked at the vendor's status page", "investigating"),
        ("Updated the status page", "notified"),
        ("See https://example.org/announcement", "other"),
    ],
)
def test_what_is_mentioned_is_not_what_happened(sentence: str, told: str) -> None:
    assert kind(sentence) == told


def test_the_first_report_is_the_detection_and_no_later_one() -> None:
    assert kinds(
        "09:00 a customer reported errors", "09:10 an alarm rang", "09:20 more users reported errors"
    ) == ["detected", "other", "other"]


def test_what_comes_back_is_detected_again() -> None:
    assert kinds(
        "09:00 an alarm rang",
        "09:30 service restored",
        "11:00 the alarm rang again",
        "11:30 service restored",
    ) == ["detected", "resolved", "detected", "resolved"]


def test_what_ends_twice_was_first_mitigated() -> None:
    assert kinds("09:00 an alarm rang", "09:30 service restored", "10:00 the incident was closed") == [
        "detected", "mitigated", "resolved",
    ]  # fmt: skip


def test_what_ends_when_the_document_says_stays_the_end() -> None:
    summary = "From 09:00 to 09:30 UTC on 7 March 2025 nobody could pay."
    lines = "- 09:00 an alarm rang\n- 09:30 service restored\n- 10:00 confirmed stable"
    found = read(f"# Outage\n\n## Summary\n\n{summary}\n\n## Timeline\n\n{lines}\n")
    assert [event.kind.value for event in found.report.timeline] == ["detected", "resolved", "resolved"]


def test_a_release_before_anything_was_wrong_mends_nothing() -> None:
    assert kinds("08:50 release 12 was deployed", "09:00 an alarm rang", "09:20 rolled back") == [
        "other", "detected", "mitigated",
    ]  # fmt: skip


def test_a_timeline_told_backwards_has_its_first_report_last() -> None:
    assert kinds("11:00 service restored", "10:00 users reported errors", "09:00 an alarm rang") == [
        "resolved", "other", "detected",
    ]  # fmt: skip


def test_the_derived_times_follow() -> None:
    lines = (
        "09:00 an alarm rang",
        "09:10 rollback failed",
        "09:30 reverted the flag",
        "09:50 all is back to normal",
    )
    text = "\n".join(["## Timeline (UTC)", "", "2025-03-07", "", *(f"- {line}" for line in lines)])
    report = read(text).report
    assert metrics.moment(report, "mitigated_at") == datetime(2025, 3, 7, 9, 30, tzinfo=UTC)
    assert metrics.moment(report, "resolved_at") == datetime(2025, 3, 7, 9, 50, tzinfo=UTC)


def test_a_label_says_what_its_sentence_is() -> None:
    assert kinds("09:00 an alarm rang", "**Resolution (10:00):** the index was rebuilt")[1] == "resolved"


def test_the_end_may_tell_of_the_mend_too() -> None:
    found = read(
        "# Outage\n\n## Timeline (UTC)\n\n- 09:00 alarm\n- 09:30 restarted it, all is back to normal\n"
    )
    assert found.report.resolution == "restarted it, all is back to normal"
