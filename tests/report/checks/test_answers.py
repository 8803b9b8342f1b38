"""What a report says to its readers' questions."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from incidents.report.checks import CODES, FAMILIES, check, code_of
from incidents.report.checks.answers import QUESTIONS, Answer, Told, answers
from incidents.report.value import Audience, Lessons, Report
from tests.report.checks.clean import CLEAN, CONTEXT, changed, with_action, with_cause
from tests.report.strategies import reports

ASKED = [
    "What happened?",
    "Whom did it hit, and how much?",
    "When was it, and how long?",
    "Is it over?",
    "Why did it happen?",
    "What was done?",
    "What is promised?",
    "When were customers told?",
    "What was learnt?",
]


def told(report: Report) -> dict[str, Answer]:
    return {each.question: each for each in answers(report, check(report, CONTEXT))}


def test_a_clean_report_answers_everything_in_the_order_of_asking() -> None:
    said = answers(CLEAN, check(CLEAN, CONTEXT))

    assert [each.question for each in said] == ASKED
    assert {each.told for each in said} == {Told.WELL}
    assert [each.sentence for each in said][1:4] == [
        "It names 37.5% of payments and Card payments.",
        "From 10:30 on 3 March 2026, for 1 hour 40 minutes.",
        "It was over at 12:10 on 3 March 2026.",
    ]


def test_an_empty_report_answers_nothing_and_says_where_to_begin() -> None:
    said = answers(Report(), check(Report(), CONTEXT))

    assert {each.told for each in said} == {Told.MISSING}
    assert [each.path for each in said] == [question.path for question in QUESTIONS]


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("What happened?", {"summary": ""}),
        ("Whom did it hit, and how much?", {"summary": "It failed.", "impact": "", "impact_percent": None}),
        ("Is it over?", {"resolved_at": None, "timeline": CLEAN.timeline[:2]}),
        ("Why did it happen?", {"root_causes": (), "actions": ()}),
        ("What was done?", {"resolution": "", "timeline": ()}),
        ("What is promised?", {"actions": ()}),
        ("When were customers told?", {"notified_at": None, "timeline": ()}),
        ("What was learnt?", {"lessons": Lessons()}),
    ],
)
def test_what_is_not_told_at_all(question: str, fields: dict[str, Any]) -> None:
    assert told(changed(**fields))[question].told is Told.MISSING


@pytest.mark.parametrize(
    ("question", "path", "report"),
    [
        ("What happened?", "title", changed(title="")),
        ("What happened?", "summary", changed(summary="Some users may have seen it. Human error.")),
        ("Whom did it hit, and how much?", "impact", changed(impact_percent=Decimal(80))),
        ("When was it, and how long?", "summary", changed(summary="The outage lasted 30 minutes.")),
        ("Why did it happen?", "root_causes[0].text", with_cause(0, text="Human error.")),
        ("What was done?", "resolution", changed(resolution="")),
        ("What is promised?", "actions[1].owner", with_action(1, owner="")),
        ("What is promised?", "actions[0].detail", with_action(0, detail="Done by Nov 31, 2026.")),
    ],
)
def test_what_is_told_thinly_with_the_gravest_finding(question: str, path: str, report: Report) -> None:
    said = told(report)[question]

    assert (said.told, said.path) == (Told.THIN, path)
    assert said.sentence in {each.message for each in check(report, CONTEXT) if each.path == path}


def test_what_only_colleagues_read_answers_no_customer() -> None:
    hidden = tuple(replace(each, audience=Audience.INTERNAL) for each in CLEAN.root_causes)

    assert told(changed(root_causes=hidden))["Why did it happen?"].told is Told.MISSING


def test_each_completeness_check_is_about_a_question() -> None:
    known = {code for question in QUESTIONS for code in question.codes}

    assert known <= set(CODES)
    assert {code_of(rule) for rule in FAMILIES["completeness"]} - known == {
        "severity-missing",
        "placeholder",
        "section-required",
    }


@given(reports())
def test_any_report_is_answered_in_whole_sentences(report: Report) -> None:
    for each in answers(report, check(report, CONTEXT)):
        assert each.sentence.endswith(".")
        assert each.path
