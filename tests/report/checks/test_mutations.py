"""One fault at a time in the clean report, six or more of each family, each found at its place."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report.checks import CODES, FAMILIES, check, code_of
from incidents.report.value import ActionState, EventKind, Lessons, Report
from tests.report.checks.clean import (
    CLEAN,
    CONTEXT,
    at,
    changed,
    check_finds,
    with_action,
    with_cause,
    with_event,
)

MUTATIONS: dict[str, list[tuple[str, str, Report]]] = {
    "consistency": [
        ("impossible-date", "actions[0].title", with_action(0, title="Limit locks by Nov 31, 2026")),
        ("date-contradiction", "title", changed(title="Card payments failed on 13 March 2026")),
        ("duration-mismatch", "summary", changed(summary="The outage lasted 30 minutes.")),
        (
            "summary-timeline-mismatch",
            "resolved_at",
            changed(resolved_at=at("13:10"), summary="Payments failed."),
        ),
        ("tz-wrong-for-season", "resolution", changed(resolution="Removed at 11:40 CEST.")),
        ("number-mismatch", "impact", changed(impact_percent=Decimal(12))),
        ("time-mismatch", "closing", changed(closing="The outage began at 09:15.")),
        ("component-unmentioned", "components[0]", changed(components=("Image search",))),
    ],
    "leaks": [
        ("private-ip", "resolution", changed(resolution="We restarted 10.0.0.7.")),
        ("internal-host", "timeline[5].text", with_event(5, text="We restart db-1.corp.example.")),
        ("email-address", "closing", changed(closing="Write to ada@shop.example.")),
        ("known-name", "impact", changed(impact="Globex could not send 1,200 payments.")),
        ("ticket-id", "actions[1].detail", with_action(1, detail="See PAY-7.")),
        ("secret-in-text", "notes", changed(notes="key AKIA" + "ABCDEFGHIJKLMNOP")),
        (
            "image-metadata",
            "resolution",
            changed(resolution="![Failed payments](data:image/jpeg;base64,RXhpZgAA)"),
        ),
    ],
    "accessibility": [
        ("image-without-alt", "impact", changed(impact=CLEAN.impact + "\n\n![](a.png)")),
        ("image-without-alt", "timeline[1].text", with_event(1, text="![screenshot](a.png)")),
        ("vague-link", "closing", changed(closing="[Click here](https://shop.example/help).")),
        ("vague-link", "actions[0].detail", with_action(0, detail="[More](https://shop.example/help).")),
        ("heading-jump", "resolution", changed(resolution="## Now\n\nx\n\n##### Then\n\ny")),
        ("table-without-header", "impact", changed(impact="| | |\n|--|--|\n| EU | 9% |")),
    ],
    "time": [
        (
            "moments-out-of-order",
            "detected_at",
            changed(detected_at=at("10:20"), timeline=CLEAN.timeline[3:]),
        ),
        ("future-time", "timeline[4].at", with_event(4, at=at("11:15", day=9))),
        ("duplicate-event", "timeline[3]", with_event(3, at=at("10:41"), text=CLEAN.timeline[2].text)),
        ("weekday-mismatch", "summary", changed(summary="On Friday, 3 March 2026 payments failed.")),
        ("due-before-incident", "actions[1].due", with_action(1, due=date(2025, 3, 31))),
        ("done-date", "actions[0].done_on", with_action(0, state=ActionState.DONE)),
        (
            "time-skipped-by-dst",
            "actions[0].detail",
            with_action(0, detail="The check ran on 30 March 2025 at 02:30."),
        ),
        ("time-twice-by-dst", "notes", changed(notes="Tested on 26 October 2025 at 02:30.")),
    ],
    "completeness": [
        ("title-missing", "title", changed(title="")),
        ("summary-missing", "summary", changed(summary="")),
        ("resolution-missing", "resolution", changed(resolution="")),
        ("lessons-missing", "lessons", changed(lessons=Lessons())),
        ("end-missing", "resolved_at", changed(resolved_at=None, timeline=CLEAN.timeline[:-1])),
        ("placeholder", "impact", changed(impact="37.5% of payments and TBD customers.")),
    ],
    "blamelessness": [
        ("human-error", "root_causes[0].text", with_cause(0, text="Human error.")),
        ("person-as-cause", "root_causes[1].text", with_cause(1, text="A developer forgot the flag.")),
        (
            "should-have",
            "lessons.went_wrong",
            changed(lessons=Lessons(went_wrong="It should have been seen.")),
        ),
        ("should-have", "timeline[4].text", with_event(4, text="This could have been prevented.")),
        ("blaming-word", "summary", changed(summary="The release was done carelessly.")),
        ("blaming-word", "actions[0].detail", with_action(0, detail="The operator is to blame.")),
    ],
    "clarity": [
        ("evasion", "closing", changed(closing="We apologize for any inconvenience.")),
        ("vague-count", "summary", changed(summary="Several customers could not pay.")),
        ("vague-action", "actions[1].title", with_action(1, title="Improve monitoring")),
        ("unexplained-acronym", "summary", changed(summary="The PSP refused payments.")),
        ("jargon", "impact", changed(impact="37.5% of prod.")),
        ("unexplained-component", "closing", changed(closing="We are watching pay-db-3.")),
        ("repeated-word", "resolution", changed(resolution="We removed the the index.")),
    ],
}

SIX = 6
FAULTY_PHRASES = (
    "at 13:20 PM",
    "The outage lasted ten minutes.",
    "the the lock",
    "Friday, 3 March 2026",
    "by Nov 31, 2026",
    "14:00 CST",
    "02:30 EDT",
    "[here](x)",
    "```",
    "\n\n",
    "- ",
    "# ",
    "| | |\n|-|-|",
    "`",
    "**Duration:** 3 hours",
    "from 09:00 to 09:30",
    "pay://me:secret1@db",
    "TODO",
    "37% of users",
    "may have been affected",
    "(",
    "1 h 40 min",
    "The outage began at 09:30.",
    "Card payments were not affected.",
    "the pay-db-3",
    "30 March 2025 at 02:30",
)


def test_at_least_six_faults_of_each_family() -> None:
    assert {family for family, faults in MUTATIONS.items() if len(faults) >= SIX} == set(FAMILIES)
    assert {code for faults in MUTATIONS.values() for code, _, _ in faults} <= set(CODES)


@pytest.mark.parametrize(
    ("family", "code", "path", "report"),
    [(family, *fault) for family, faults in MUTATIONS.items() for fault in faults],
    ids=[f"{code}@{path}" for faults in MUTATIONS.values() for code, path, _ in faults],
)
def test_a_fault_is_found_at_its_place(family: str, code: str, path: str, report: Report) -> None:
    check_finds(report, code, path)

    assert code in {code_of(rule) for rule in FAMILIES[family]}


@given(
    st.lists(st.sampled_from(FAULTY_PHRASES), max_size=8).map(" ".join),
    st.sampled_from(("title", "summary", "resolution")),
)
def test_each_fix_in_a_text_of_faults_removes_its_finding_and_adds_none(text: str, field: str) -> None:
    report = changed(**{field: text, "timeline": with_event(5, kind=EventKind.RESOLVED).timeline})
    found = check(report, CONTEXT)
    for finding in found:
        if finding.fix:
            left = check(finding.fix.apply(report), CONTEXT)
            assert Counter(each.code for each in left) < Counter(each.code for each in found)
