"""Which part of the report a piece of text becomes, told by how it is named and where it stands."""

import pytest

from incidents.report.reading import read
from incidents.report.value import ActionState, CauseKind, Severity


@pytest.mark.parametrize(
    "name",
    [
        "## Root Cause",
        "### Root Cause:",
        "# ROOT CAUSE #",
        "**Root Cause**",
        "**Root Cause:**",
        "__Root cause__:",
        "Root Cause",
        "Root cause:",
        "## `Root Cause`",
        "## 🔎 Root Cause",
        "<h2>Root Cause</h2>",
        "## 3. Root Cause",
        "**Section 3: Root Cause**",
        "What was the root cause:",
        "## Root Cause Analysis",
        "Analysis of causes",
        "*Root Cause:*",
    ],
)
def test_names_of_a_section(name: str) -> None:
    report = read(f"Shop was down\n\n{name}\n\nA cable broke.\n").report
    assert [cause.text for cause in report.root_causes] == ["A cable broke."]


@pytest.mark.parametrize(
    "line",
    [
        "Impact: Nobody could pay.",
        "**Impact:** Nobody could pay.",
        "- **Impact**: Nobody could pay.",
        "* Impact:\n  Nobody could pay.",
    ],
)
def test_labels_inside_a_summary(line: str) -> None:
    assert read(f"## Summary\n\n{line}\n").report.impact == "Nobody could pay."


def test_what_follows_a_by_line_has_no_empty_label() -> None:
    text = (
        "# Shop was down\n\n**Incident until:** 2024-07-25\n\n**Retro held:** 2024-07-26\n\n"
        "Nobody could pay.\n\n## Timeline\n\n10:00 The till stopped.\n"
    )
    assert read(text).report.summary == "**Incident until:** 2024-07-25\n\nNobody could pay."


@pytest.mark.parametrize(
    "sentence",
    [
        "The issue was resolved by a restart.",
        "To fix it we restarted the server.",
        "Resolution involved a restart.",
        "Upon identifying the cause, a restart was done.",
        "We restored service by a restart.",
        "It was fixed by a restart.",
    ],
)
def test_parts_the_cause_from_how_it_was_resolved(sentence: str) -> None:
    report = read(
        f"## Root cause and resolution\n\nThe memory was full. It had leaked. {sentence} All was well.\n"
    ).report
    assert [cause.text for cause in report.root_causes] == ["The memory was full. It had leaked."]
    assert report.resolution == f"{sentence} All was well."


def test_labels_part_the_cause_from_the_resolution() -> None:
    report = read(
        "## Root cause and resolution\n- **Root cause:** A leak.\n- **Resolution:** A restart.\n"
    ).report
    assert [cause.text for cause in report.root_causes] == ["A leak."]
    assert report.resolution == "A restart."


def test_the_short_cause_of_a_summary_stays_there_beside_the_full_one() -> None:
    report = read(
        "## Summary\n- **Root cause:** A leak.\n\n## Root cause\n\nThe pool leaked on error.\n"
    ).report
    assert [cause.text for cause in report.root_causes] == ["The pool leaked on error."]
    assert "A leak." in report.summary


def test_kinds_of_causes() -> None:
    report = read(
        "## Root causes\n1. one\n2. two\n\n## Trigger\n\nthree\n\n## Contributing factors\n\n- four\n- five\n"
    ).report
    assert [(cause.kind, cause.text) for cause in report.root_causes] == [
        (CauseKind.ROOT, "one"),
        (CauseKind.ROOT, "two"),
        (CauseKind.TRIGGER, "three"),
        (CauseKind.CONTRIBUTING, "four"),
        (CauseKind.CONTRIBUTING, "five"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("1. One.\n2. Two.", ["One.", "Two."]),
        ("1. One.\n1. Two.", ["One.", "Two."]),
        ("One thing.\nAnother thing.", ["One thing.", "Another thing."]),
        ("We will do this:\n- One\n- Two\n\nThese measures help.", ["One", "Two"]),
        ("- One\n  goes on\n- Two", ["One", "Two"]),
        ("• One\n• Two", ["One", "Two"]),
        ("- **Improvements:**\n  - One\n- **Tasks:**\n  - Two", ["One", "Two"]),
        ("**Ada**\n- One\n\n**Bo**\n- Two", ["One", "Two"]),
    ],
)
def test_lists_of_actions(text: str, titles: list[str]) -> None:
    report = read(f"## Action items\n\n{text}\n").report
    assert [action.title for action in report.actions] == titles


def test_a_last_sentence_with_a_picture_for_a_mark_is_no_action() -> None:
    report = read("## Action items\n\n- One\n- Two\n\n:tada: In conclusion, it rained.\n").report
    assert [action.title for action in report.actions] == ["One", "Two"]
    assert report.closing == "In conclusion, it rained."


def test_a_sentence_that_announces_the_actions_is_none() -> None:
    report = read(
        "## Action items\n\nWe met. The following measures will help us.\nBuy a fan.\nSell it.\n"
    ).report
    assert [action.title for action in report.actions] == ["Buy a fan.", "Sell it."]


def test_a_person_over_a_list_owns_it() -> None:
    report = read("## Actions\n\n**Ada**\n- One\n\n**Bo**\n- Two\n").report
    assert [action.owner for action in report.actions] == ["Ada", "Bo"]


def test_states_of_actions() -> None:
    report = read("## Action items\n- [x] One\n- [ ] Two\n").report
    assert [action.state for action in report.actions] == [ActionState.DONE, ActionState.OPEN]


def test_an_impossible_due_date_stays_in_the_text() -> None:
    found = read("## Tasks\n- Grow the disk (due by Nov 31, 2025).\n")
    (action,) = found.report.actions
    assert (action.title, action.due) == ("Grow the disk (due by Nov 31, 2025).", None)
    problem = next(each for each in found.problems if each.path == "actions[0].due")
    assert (problem.code, problem.line) == ("impossible-date", 2)
    assert problem.source == "Nov 31, 2025"


def test_a_long_action_has_a_short_title_and_loses_nothing() -> None:
    text = "Move the queue to its own disk. " + "It fills up with the logs of all others. " * 40
    (action,) = read(f"## Tasks\n- {text}\n").report.actions
    assert action.title == "Move the queue to its own disk."
    assert " ".join(f"{action.title} {action.detail}".split()) == text.strip()


def test_severity() -> None:
    report = read("## Severity\n\n**Critical** - nobody could pay.\n").report
    assert report.severity is Severity.SEV1
    assert report.impact == "**Critical** - nobody could pay."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Shop down\n\n## Summary\nx", "Shop down"),
        ("# Postmortem\n\n# Shop down\n\n## Summary\nx", "Shop down"),
        ("# Postmortem\n\n## Summary\nx", "Postmortem"),
        ("Title: **Shop down**\n\nSummary:\nx", "Shop down"),
        ("**Shop down**\n\n**Summary:** x", "Shop down"),
        ("Shop down - May 1\nSummary\nx", "Shop down - May 1"),
        ("---\ntitle: Shop down\n---\n## Summary\nx", "Shop down"),
        ("Summary\nx", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert read(text).report.title == title


def test_code_keeps_its_lines_whatever_they_look_like() -> None:
    found = read("## Timeline\n\n- 10:00 UTC log says\n\n  ```\n  ## Summary\n  11:00 not an event\n  ```\n")
    (event,) = found.report.timeline
    assert event.text == "log says\n\n```\n## Summary\n11:00 not an event\n```"
