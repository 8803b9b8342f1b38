"""Causes typed as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report.reading.quick_causes import read_causes
from incidents.report.value import CauseKind


def told(text: str) -> list[tuple[str, bool]]:
    return [(cause.text, cause.explains) for cause in read_causes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A limit of zero\n> nothing checks limits\n>> the checks were left out",
        "A limit of zero\n> nothing checks limits\n> the checks were left out",
        "- A limit of zero\n  - nothing checks limits\n    - the checks were left out",
        "1. A limit of zero\n\tnothing checks limits\r\n\n\t\tthe checks were left out",
        "  * A limit of zero\n  * > nothing checks limits\n  * > the checks were left out",
    ],
)
def test_a_deeper_line_answers_why_the_one_before_came_about(text: str) -> None:
    assert told(text) == [
        ("A limit of zero", False),
        ("nothing checks limits", True),
        ("the checks were left out", True),
    ]


def test_a_line_without_a_mark_begins_whys_of_its_own() -> None:
    assert told("a\n> b\nc\n> d") == [("a", False), ("b", True), ("c", False), ("d", True)]


def test_a_second_answer_to_the_same_why_is_refused_with_its_line() -> None:
    with pytest.raises(NotValidError, match="Line 5: a cause is explained by one other"):
        read_causes("a\n> b\n>> c\n\n> d")


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("trigger: a deploy", CauseKind.TRIGGER, "a deploy"),
        ("Root cause: no limit", CauseKind.ROOT, "no limit"),
        ("> contributing: a holiday", CauseKind.CONTRIBUTING, "a holiday"),
        ("Detection gap: no alert", CauseKind.DETECTION_GAP, "no alert"),
        ("gap: no alert", CauseKind.DETECTION_GAP, "no alert"),
        ("a gap: no alert", None, "a gap: no alert"),
        ("trigger:", None, "trigger:"),
    ],
)
def test_a_kind_may_be_written_first(line: str, kind: CauseKind | None, text: str) -> None:
    (cause,) = read_causes(line)
    assert (cause.kind, cause.text) == (kind, text)


@given(st.text(alphabet="ab >-*1.:\t\n\r", max_size=200))
def test_no_word_is_lost_and_no_cause_is_empty(text: str) -> None:
    try:
        causes = read_causes(text)
    except NotValidError:
        return
    assert all(cause.text for cause in causes)
    assert sum(cause.text.count("b") for cause in causes) == text.count("b")
