"""What is an action of its own in a section of actions, and what only stands around them."""

import pytest

from incidents.report.reading import read


def titles(text: str) -> list[str]:
    return [action.title for action in read(text).report.actions]


@pytest.mark.parametrize(
    "said",
    [
        "In the last week, we have conducted an internal review of the outage.",
        "Over the past two days we\u2019ve done an analysis of what broke.",
        "A thorough review of the till was carried out.",
    ],
)
def test_a_review_that_was_held_is_no_action(said: str) -> None:
    text = f"Preventative measures\n\n{said}\nThe following are steps to take:\nBuy a cable.\nTie it.\n"
    report = read(f"Timeline\n10:00 UTC - It broke.\n\n{text}").report
    assert [action.title for action in report.actions] == ["Buy a cable.", "Tie it."]
    assert said in report.notes


def test_lines_wider_than_any_page_are_not_wrapped() -> None:
    lines = [
        "Check each of the cables behind the tills of every shop before it opens in the morning",
        f"Write down who tied which cable, {'and with which knot, ' * 4}so that we know whom to ask",
        "Buy cables that are longer",
    ]
    assert titles("## Action items\n\n" + "\n".join(lines) + "\n") == lines


def test_lines_as_wide_as_a_page_are_wrapped() -> None:
    text = (
        "Check each of the cables behind the tills of every shop before\nMonday, when they open.\nBuy more.\n"
    )
    assert titles(f"## Action items\n\n{text}") == [
        "Check each of the cables behind the tills of every shop before Monday, when they open.", "Buy more.",
    ]  # fmt: skip


@pytest.mark.parametrize("joint", ["Additionally, ", "Also, ", "In addition, ", "Furthermore, we should "])
def test_a_sentence_that_adds_a_deed_is_an_action(joint: str) -> None:
    added = f"{joint}tie them to the tills."
    assert titles(f"## Action items\n\nBuy cables that are longer. {added}\n") == [
        "Buy cables that are longer.", added,
    ]  # fmt: skip
    assert titles(f"## Action items\n\n- Buy cables that are longer. {added}\n- Rest.\n") == [
        f"Buy cables that are longer. {added}", "Rest.",
    ]  # fmt: skip


def test_sentences_that_each_say_what_should_be_done_are_actions() -> None:
    deeds = [
        "Cables should be checked every day.",
        "A second till must stand by.",
        "Knots need to be tied twice.",
    ]
    assert titles(f"PREVENTIVE MEASURES: {' '.join(deeds)}\n") == deeds
    told = "Cables should be checked every day. This should take a minute. It needs to be done by two."
    assert len(titles(f"PREVENTIVE MEASURES: {told}\n")) == 1


def test_a_name_may_begin_in_the_middle() -> None:
    text = "Root Cause:\nA cable was loose.\n and Preventative Measures:\n\nBuy a cable.\n"
    assert titles(text) == ["Buy a cable."]


def test_a_line_of_capital_words_with_a_colon_is_a_heading_by_its_words() -> None:
    text = (
        "Summary:\nThe till broke.\n\nCorrective Actions and Safer Strategies:\n"
        'Sturdier Tills (The "Never Again" List):\n\nBuy a cable.\n'
    )
    assert titles(text) == ["Buy a cable."]


def test_a_number_in_brackets_or_an_announcement_inside_a_list_is_no_action() -> None:
    text = (
        "Preventative measures\n\n(1)\nBuy a cable.\nTo mend the till, we will do the following:\n\n"
        "Tie it.\n(2)\nRest.\n"
    )
    assert titles(f"Timeline\n10:00 UTC - It broke.\n\n{text}") == ["Buy a cable.", "Tie it.", "Rest."]


def test_a_name_over_deeper_lines_is_the_action_they_tell_of() -> None:
    text = (
        "Preventative measures:\n\n    Tasks:\n\n        Longer Cables:\n            Task: Buy them.\n"
        "            Deadline: 22 December 2025.\n\n        A Second Till:\n            Task: Order it.\n"
    )
    report = read(f"Timeline:\n\n    10:00 UTC - It broke.\n\n{text}").report
    assert [action.title for action in report.actions] == ["Longer Cables", "A Second Till"]
    assert report.actions[0].due is not None


def test_the_first_short_line_below_a_bare_name_of_actions_is_an_action() -> None:
    text = (
        "Summary\nIt broke.\n\na list of tasks to address the issue \n\nRead the log\nBuy a cable\nTie it\n"
    )
    assert titles(text) == ["Read the log", "Buy a cable", "Tie it"]


def test_measures_are_actions() -> None:
    assert titles("# Till\n\n# Measures against such a thing in future\n\n1) Buy a cable.\n") == [
        "Buy a cable."
    ]


def test_a_name_with_a_colon_in_a_list_without_marks_is_no_action() -> None:
    text = "Preventative measures\n\nBuy a cable.\nLater:\n\nTie it.\n"
    assert titles(f"Timeline\n10:00 UTC - It broke.\n\n{text}") == ["Buy a cable.", "Tie it."]
