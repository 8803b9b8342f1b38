"""What a section's name says beside the name, and what stands before the first section."""

import pytest

from incidents.report.reading import read


@pytest.mark.parametrize(
    "line",
    [
        "## **Impact: 12% of users**",
        "## Impact: 12% of users",
        "**Impact: 12% of users**",
        "- **Impact: 12%** of users",
    ],
)
def test_words_after_a_name_under_the_same_mark(line: str) -> None:
    assert "12%" in read(f"# Shop down\n\n## Summary\n\nIt rained.\n\n{line}\n").report.impact


@pytest.mark.parametrize("name", ["**Improvements ([follow]({}))**", "### Improvements ([follow]({}))"])
def test_a_name_may_carry_a_link(name: str) -> None:
    link = "https://tracker.example/shop/till/plans/2025/the-long-name-of-a-plan-for-the-next-months/39133"
    report = read(f"## Resolution\n\nDone.\n\n{name.format(link)}\n\n- Buy a fan\n").report
    assert (report.resolution, [action.title for action in report.actions]) == ("Done.", ["Buy a fan"])
    assert link in report.actions[0].detail


def test_a_heading_that_says_more_than_its_name_is_kept() -> None:
    found = read("# Shop down\n\n## Root cause of the flood in Ghent\n\nA pipe burst.\n")
    assert [cause.text for cause in found.report.root_causes] == ["A pipe burst."]
    assert "flood in Ghent" in found.report.notes


def test_a_summary_in_one_paragraph_has_no_label() -> None:
    report = read("# Shop down\n\n**Summary:** The till was shut.\n\n## Timeline\n\n- 10:00 shut\n").report
    assert report.summary == "The till was shut."


def test_prose_before_a_summary_begins_it() -> None:
    told = "The till of the shop was down for an hour on 4 March 2025, and nobody could buy any bread."
    report = read(f"# Shop down\n\n{told}\n\n## Summary\n\nA cable broke.\n").report
    assert report.summary == f"{told}\n\nA cable broke."


def test_prose_about_the_document_does_not() -> None:
    told = "This exercise of our school asks for a story about an outage of some kind, told in 400 words."
    report = read(f"# Shop down\n\n{told}\n\n## Summary\n\nA cable broke.\n").report
    assert report.summary == "A cable broke."
    assert told in report.notes


def test_the_last_words_of_a_wrapped_line_are_no_name() -> None:
    report = read(
        "## What went wrong\n\nThings to do better; each of these should come back below under\n"
        "Action items.\n\n1. Nobody looked\n"
    ).report
    assert report.actions == ()
    assert "Nobody looked" in report.lessons.went_wrong


@pytest.mark.parametrize("mark", [":point_right: ", "👉 ", "🔹", "• ", "‣ ", "\u2013 "])
def test_bullets_of_all_kinds_are_a_list(mark: str) -> None:
    report = read(f"## Impact\n\n{mark}No bread\n{mark}No milk\n").report
    assert report.impact == "- No bread\n- No milk"


def test_says_what_was_not_found() -> None:
    found = read("Action items\nBuy a fan.\n")
    assert [(problem.code, problem.path) for problem in found.problems] == [
        ("title-missing", "title"),
        ("impact-unquantified", "impact"),
        ("no-root-cause", "root_causes"),
        ("resolution-missing", "resolution"),
    ]


def test_says_nothing_of_what_was_found() -> None:
    text = (
        "# Shop down\n\n## Impact\n\nNo bread.\n\n## Root cause\n\nA cable.\n\n## Resolution\n\nA new one.\n"
    )
    assert read(text).problems == ()


def test_a_mere_log_lacks_nothing() -> None:
    assert read("## Timeline\n\n- 4 March 2025 10:00 UTC the till was shut\n").problems == ()


def test_a_list_set_with_tabs_is_one_list() -> None:
    report = read(
        "## Tasks\n\nThis will be done:\n(1)\tBuy a fan.\n\tBuy a cable.\n\tSell the old one.\n(2)\tLearn.\n"
    ).report
    assert [action.title for action in report.actions] == [
        "Buy a fan.",
        "Buy a cable.",
        "Sell the old one.",
        "Learn.",
    ]
