"""How well a report answers what a customer asks, in the order in which a customer asks it.

There is no score: a report without a cause isn't made good by a fine timeline. Each question is answered
well, thinly or not at all, and what says so names the place to mend.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from incidents.report.checks import replies
from incidents.report.checks.checking import code_of
from incidents.report.checks.families import FAMILIES
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

_GRAVITY = tuple(Level)
_OF_ANY_TEXT = frozenset(
    {code_of(rule) for family in ("clarity", "blamelessness") for rule in FAMILIES[family]}
    | {"placeholder", "impossible-date", "weekday-mismatch"}
)


class Told(StrEnum):
    WELL = "well"
    THIN = "thin"
    MISSING = "missing"


class Answer(msgspec.Struct, frozen=True):
    """What the report says to a question; `sentence` tells why it is told so, `path` where to tell more."""

    question: str
    told: Told
    sentence: str
    path: str


class Question(NamedTuple):
    """`missing` says that nothing answers it, `well` what does; findings of `codes` make an answer thin.

    So does a fault of any text in one of the `fields`. `path` is where the answer belongs.
    """

    asked: str
    path: str
    fields: frozenset[str]
    codes: frozenset[str]
    missing: Callable[[Report], str]
    well: Callable[[Report], str]


def answers(report: Report, findings: Sequence[Finding]) -> tuple[Answer, ...]:
    """Return an answer for each question, from the report and from what the checks found in it."""
    return tuple(_answer(question, report, findings) for question in QUESTIONS)


def _answer(question: Question, report: Report, findings: Sequence[Finding]) -> Answer:
    if sentence := question.missing(report):
        return Answer(question.asked, Told.MISSING, sentence, question.path)
    about = [finding for finding in findings if _is_about(question, finding)]
    if about:
        gravest = min(about, key=lambda finding: _GRAVITY.index(finding.level))
        return Answer(question.asked, Told.THIN, gravest.message, gravest.path)
    return Answer(question.asked, Told.WELL, question.well(report), question.path)


def _is_about(question: Question, finding: Finding) -> bool:
    field = finding.path.partition("[")[0].partition(".")[0]
    return finding.code in question.codes or (finding.code in _OF_ANY_TEXT and field in question.fields)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUESTIONS = (
    Question(
        say("What happened?"),
        "summary",
        _set("title summary"),
        _set("title-missing summary-missing"),
        replies.no_summary,
        replies.what,
    ),
    Question(
        say("Whom did it hit, and how much?"),
        "impact",
        _set("impact components"),
        _set(
            "impact-unquantified components-missing component-mismatch component-unmentioned"
            " number-mismatch vague-count"
        ),
        replies.no_impact,
        replies.whom,
    ),
    Question(
        say("When was it, and how long?"),
        "started_at",
        frozenset(),
        _set(
            "date-missing date-contradiction start-missing tz-missing tz-ambiguous"
            " tz-wrong-for-season duration-mismatch time-mismatch summary-timeline-mismatch future-time"
            " resolved-before-start moments-out-of-order time-skipped-by-dst"
            " time-twice-by-dst"
        ),
        replies.no_time,
        replies.when,
    ),
    Question(
        say("Is it over?"), "resolved_at", frozenset(), _set("end-missing"), replies.no_end, replies.over
    ),
    Question(
        say("Why did it happen?"),
        "root_causes",
        _set("root_causes"),
        _set("no-root-cause"),
        replies.no_cause,
        replies.why,
    ),
    Question(
        say("What was done?"),
        "resolution",
        _set("resolution timeline"),
        _set(
            "resolution-missing timeline-missing timeline-gap non-monotonic-timeline ampm-slip"
            " duplicate-event event-outside-window detection-missing"
        ),
        replies.nothing_done,
        replies.done,
    ),
    Question(
        say("What is promised?"),
        "actions",
        _set("actions"),
        _set(
            "no-actions action-without-owner action-without-due cause-without-action due-passed"
            " due-before-incident done-date"
        ),
        replies.no_promise,
        replies.promises,
    ),
    Question(
        say("When were customers told?"),
        "notified_at",
        frozenset(),
        _set("public-notice-missing"),
        replies.no_notice,
        replies.notice,
    ),
    Question(
        say("What was learnt?"),
        "lessons",
        _set("lessons"),
        _set("lessons-missing"),
        replies.no_lesson,
        replies.learnt,
    ),
)
