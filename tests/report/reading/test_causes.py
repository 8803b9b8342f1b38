"""Causes: where prose turns to the mend, chains of whys, and what prose tells without a section."""

import pytest

from incidents.report.reading import read
from incidents.report.value import CauseKind


@pytest.mark.parametrize(
    "sentence",
    [
        "To prevent this from happening again, I changed the owner of the file.",
        "We restarted the till.",
        "The on-call team redeployed the till.",
        "As a temporary fix the till was moved.",
        "In order to fix it, a new cable was laid.",
    ],
)
def test_where_the_cause_turns_to_the_mend(sentence: str) -> None:
    report = read(f"## Root cause and resolution\n\nA mouse ate the cable. {sentence}\n").report
    assert [cause.text for cause in report.root_causes] == ["A mouse ate the cable."]
    assert report.resolution == sentence


def test_a_sentence_may_begin_with_a_number() -> None:
    (action,) = read(
        "## Tasks\n\n- Count the customers in front of each of the tills of both shops from now on, "
        "each morning and evening. 12 tills are not counted yet.\n"
    ).report.actions
    assert action.detail == "12 tills are not counted yet."


@pytest.mark.parametrize(
    "text",
    [
        "1. Why was it shut? It had no power.\n2. Why had it none? The cable broke.\n3. Why? A mouse.\n",
        "- Why was it shut?\n  - No power.\n- Why had it none?\n  - The cable broke.\n- Why?\n  - A mouse.\n",
        "Why #1: Why was it shut? -> No power.\n\nWhy #2: Why? -> The cable broke.\n\nWhy #3: -> A mouse.\n",
    ],
)
def test_whys_are_a_chain(text: str) -> None:
    causes = read(f"## Five whys\n\n{text}").report.root_causes
    assert [cause.because_of for cause in causes] == [1, 2, None]
    assert [cause.kind for cause in causes] == [
        CauseKind.CONTRIBUTING,
        CauseKind.CONTRIBUTING,
        CauseKind.ROOT,
    ]
    assert "The cable broke." in causes[1].text


def test_what_follows_the_whys_explains_the_last() -> None:
    causes = read(
        "## Root cause\n\nThe till was shut.\n\nWhy 1: Why? No power.\n\nWhy 2: Why? The cable.\n\n"
        "In short, a mouse.\n"
    ).report.root_causes
    assert [(cause.text, cause.because_of) for cause in causes] == [
        ("The till was shut.\n\nWhy 1: Why? No power.", 1),
        ("Why 2: Why? The cable.", 2),
        ("In short, a mouse.", None),
    ]


def test_a_cause_told_in_full_later_stays_in_the_summary() -> None:
    report = read(
        "## Root cause\n\nA mouse.\n\n## Timeline\n\n- 10:00 shut\n\n## Root cause and resolution\n\n"
        "A mouse ate it.\n"
    ).report
    assert [cause.text for cause in report.root_causes] == ["A mouse ate it."]
    assert report.summary == "**Root cause:** A mouse."


def test_a_cause_that_points_back_takes_the_sentence_before() -> None:
    report = read("# Shop down\n\n## Summary\n\nThe cable was cut. This caused the till to stop.\n").report
    assert [cause.text for cause in report.root_causes] == [
        "The cable was cut. This caused the till to stop."
    ]


def test_prose_that_promises_is_a_list_of_actions_where_there_is_no_other() -> None:
    found = read(
        "Shop down\n\nThe till of the shop stopped on 4 March 2025 because of a mouse that ate its cable.\n\n"
        "We will replace the cable. All the other cables will be checked, too. We will keep you informed.\n"
    )
    assert [action.title for action in found.report.actions] == [
        "We will replace the cable.",
        "All the other cables will be checked, too.",
    ]
    assert ("told-in-prose", "actions[1]") in [(problem.code, problem.path) for problem in found.problems]


def test_promises_in_prose_are_left_there_beside_a_list() -> None:
    report = read("## Summary\n\nWe will replace the cable.\n\n## Actions\n\n- Buy a cat\n").report
    assert [action.title for action in report.actions] == ["Buy a cat"]
