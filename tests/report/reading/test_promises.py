"""Who promised an action, until when, how far it is and where it is tracked, in the ways people write it."""

from datetime import date

import pytest

from incidents.report.reading import read
from incidents.report.value import ActionState, CorrectiveAction

BEFORE = "# Shop down\n\n## Summary\n\nOn 4 March 2025 the till was shut.\n\n## Action items\n\n"


def actions(text: str) -> list[CorrectiveAction]:
    return list(read(BEFORE + text).report.actions)


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("Buy a fan. Owner: Ines, due 1 June", "Ines"),
        ("Buy a fan. Owner: Ines Keller. Due: 1 June", "Ines Keller"),
        ("Buy a fan (owner: Ines and Bo)", "Ines and Bo"),
        ("Buy a fan. Assigned to Ines", "Ines"),
        ("Buy a fan - **Owner:** @ines", "@ines"),
        ("Buy a fan (@ines)", "@ines"),
        ("@ines to buy a fan", "@ines"),
        ("@ines: buy a fan", "@ines"),
        ("Buy a fan. Owner: platform team", "platform team"),
        ("Platform team to buy a fan", "Platform team"),
        ("Buy a fan. Owner: TBD", ""),
        ("Make one person responsible for the fans", ""),
        ("Upgrade `@fans/core` to the next version", ""),
    ],
)
def test_owners(line: str, owner: str) -> None:
    (action,) = actions(f"- {line}\n")
    assert action.owner == owner


def test_names_at_the_end_of_every_item_are_owners() -> None:
    found = actions("- Buy a fan (Ines)\n- Sell the old one \u2014 Bo\n")
    assert [(action.title, action.owner) for action in found] == [
        ("Buy a fan", "Ines"),
        ("Sell the old one", "Bo"),
    ]


def test_a_name_at_the_end_of_one_item_is_a_word() -> None:
    found = actions("- Move the counters (Prometheus)\n- Sell the old one\n")
    assert [action.owner for action in found] == ["", ""]


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Buy a fan by 1 June", date(2025, 6, 1)),
        ("Buy a fan. ETA: 2025-06-01", date(2025, 6, 1)),
        ("Buy a fan (Q3)", date(2025, 9, 30)),
        ("Buy a fan by Q3 2026", date(2026, 9, 30)),
        ("Buy a fan by the end of June", date(2025, 6, 30)),
        ("Buy a fan by end of June", date(2025, 6, 30)),
        ("Buy a fan by 10 January", date(2026, 1, 10)),
        ("Look at the sales of Q3 2024 again", None),
    ],
)
def test_due_dates(line: str, due: date | None) -> None:
    (action,) = actions(f"- {line}\n")
    assert action.due == due


@pytest.mark.parametrize(
    ("line", "title", "state"),
    [
        ("[DONE] Buy a fan", "Buy a fan", ActionState.DONE),
        ("Buy a fan [DONE]", "Buy a fan", ActionState.DONE),
        ("Buy a fan (in progress)", "Buy a fan", ActionState.IN_PROGRESS),
        ("DONE: Buy a fan", "Buy a fan", ActionState.DONE),
        ("TODO: Buy a fan", "Buy a fan", ActionState.OPEN),
        ("Buy a fan \u2013 done", "Buy a fan", ActionState.DONE),
        ("~~Buy a fan~~", "Buy a fan", ActionState.DONE),
        ("[x] Buy a fan", "Buy a fan", ActionState.DONE),
        ("Buy a fan. Status: in progress", "Buy a fan.", ActionState.IN_PROGRESS),
        ("Buy a fan (with a filter)", "Buy a fan (with a filter)", ActionState.OPEN),
    ],
)
def test_states(line: str, title: str, state: ActionState) -> None:
    (action,) = actions(f"- {line}\n")
    assert (action.title, action.state) == (title, state)


def test_ticks_are_states_where_they_tell_actions_apart() -> None:
    found = actions("- ✅ Buy a fan\n- ⏳ Sell the old one\n- Learn\n")
    assert [(action.title, action.state) for action in found] == [
        ("Buy a fan", ActionState.DONE),
        ("Sell the old one", ActionState.IN_PROGRESS),
        ("Learn", ActionState.OPEN),
    ]


def test_ticks_before_every_action_are_bullets() -> None:
    assert {action.state for action in actions("✅ Buy a fan\n✅ Learn\n")} == {ActionState.OPEN}


def test_a_heading_says_the_state_of_its_actions() -> None:
    found = actions("### Immediate fixes (completed)\n\n- Buy a fan\n\n### Next steps\n\n- Learn\n")
    assert [action.state for action in found] == [ActionState.DONE, ActionState.OPEN]


def test_a_table_may_begin_with_numbers_and_name_its_columns_freely() -> None:
    table = (
        "| # | Action item | Assignee | Ticket | Due | Status |\n|---|---|---|---|---|---|\n"
        "| 1 | Buy a fan | Ines | OPS-12 | 1 June 2025 | TODO |\n| 2 | Learn | Bo | OPS-13 | | ✅ Done |\n"
    )
    fan, learn = actions(table)
    assert (fan.title, fan.owner, fan.tracker, fan.due) == ("Buy a fan", "Ines", "OPS-12", date(2025, 6, 1))
    assert (learn.title, learn.state) == ("Learn", ActionState.DONE)


@pytest.mark.parametrize(
    ("line", "tracker"),
    [
        ("Buy a fan https://github.com/shop/till/issues/7", "https://github.com/shop/till/issues/7"),
        ("Buy a fan ([pull](https://github.com/shop/till/pull/8)).", "https://github.com/shop/till/pull/8"),
        (
            "Buy a fan https://shop.atlassian.example/browse/OPS-7.",
            "https://shop.atlassian.example/browse/OPS-7",
        ),
        ("Buy a fan https://linear.app/shop/issue/OPS-7/fan", "https://linear.app/shop/issue/OPS-7/fan"),
        ("Buy a fan (OPS-7)", "OPS-7"),
        ("Buy a fan. Tracking: `OPS-7`", "OPS-7"),
        ("Buy a fan (shop/till#7)", "shop/till#7"),
        ("Write it down in UTF-8", ""),
    ],
)
def test_trackers(line: str, tracker: str) -> None:
    (action,) = actions(f"- {line}\n")
    assert action.tracker == tracker


@pytest.mark.parametrize(
    ("text", "title", "detail"),
    [
        ('Begin "Operation: fresh air" in May.', 'Begin "Operation: fresh air" in May.', ""),
        ("Buy a fan. Owner: Ines", "Buy a fan.", "Owner: Ines"),
        ("Buy a fan - ETA: 2 weeks.", "Buy a fan", "ETA: 2 weeks."),
        ("Category: Comfort. Buy a fan.", "Buy a fan.", "Category: Comfort."),
        ("**Fresh air:** Buy a fan.", "Fresh air", "Buy a fan."),
        ("Fresh air: Buy a fan.", "Fresh air", "Buy a fan."),
    ],
)
def test_titles_and_details(text: str, title: str, detail: str) -> None:
    (action,) = actions(f"- {text}\n")
    assert (action.title, action.detail) == (title, detail)


def test_one_long_sentence_is_a_title_whole() -> None:
    text = "Look at the fans each morning " + "and at the cables behind them " * 8 + "too."
    (action,) = actions(f"- {text}\n")
    assert (action.title, action.detail) == (text, "")


def test_a_title_goes_on_where_the_line_was_too_short() -> None:
    (action,) = actions(
        "- Look at the fans of both shops each morning before the doors\n  are opened, and write it down.\n"
    )
    assert action.title == (
        "Look at the fans of both shops each morning before the doors are opened, and write it down."
    )


def test_a_sentence_glued_to_the_list_is_no_action() -> None:
    report = read(BEFORE + "- Buy a fan.\n- Learn.\nThis keeps the till cool in summer.\n").report
    assert [(action.title, action.detail) for action in report.actions] == [
        ("Buy a fan.", ""),
        ("Learn.", ""),
    ]
    assert report.closing == "This keeps the till cool in summer."


def test_lessons_are_no_actions() -> None:
    report = read("## Lessons learned\n\nThis could be prevented:\n\n- Fans stop\n- Nobody looks\n").report
    assert report.actions == ()


def test_prose_over_the_lists_of_sub_headings_is_no_action() -> None:
    found = actions("Each of these has a ticket, so that nobody forgets it.\n\n### Cooling\n\n- Buy a fan\n")
    assert [action.title for action in found] == ["Buy a fan"]


def test_a_sentence_that_only_announces_a_list_is_no_problem() -> None:
    found = read(BEFORE + "To be ready next time, we do the following:\n\n- Buy a fan\n")
    assert "not-placed" not in {problem.code for problem in found.problems}
    assert "To be ready next time" in found.report.notes
