"""How organisations write the reports they publish: front matter, signed entries, promises over a list."""

import pytest

from incidents.report.reading import read
from incidents.report.value import Severity

BEFORE = "# The till broke\n\n## Summary\n\nOn 2024-10-01 the till broke.\n\n## Timeline\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ndate: 2024-10-02\ntitle: The till broke\n---\n\nNobody could pay.\n\n# Impact\n\nx\n",
        "---\ndate: 2024-10-02\nauthors: ada\n---\n\n# The till broke\n\n**Summary**\n\nx\n",
        "---\ndescription: A short talk\nstatus: done\n---\n\n# The till broke\n\n## Impact\n\nx\n",
    ],
)
def test_a_title_beside_or_below_front_matter(text: str) -> None:
    assert read(text).report.title == "The till broke"


@pytest.mark.parametrize("line", ["**10:05** `@ada` looked at it", "10:05 `till.conf` was wrong"])
def test_code_after_a_time_keeps_both_its_marks(line: str) -> None:
    (event,) = read(f"{BEFORE}- {line}\n").report.timeline
    assert event.text == line.split(" ", 1)[1]


def test_times_without_a_colon_of_which_the_second_has_the_zone() -> None:
    said = "On April 3, 2024 between the hours of 1900 and 2115 UTC, the till was slow."
    report = read(f"# The till broke\n\n## Summary\n\n{said}\n").report
    assert [f"{at:%H:%M}" if at else None for at in (report.started_at, report.resolved_at)] == [
        "19:00",
        "21:15",
    ]


@pytest.mark.parametrize("number", ["from 1900 to 2115 requests", "between 1900 and 2115 users"])
def test_amounts_are_no_times(number: str) -> None:
    report = read(f"# The till broke\n\n## Summary\n\nOn 2024-10-01 {number} failed.\n").report
    assert report.started_at is None


def test_rows_dated_by_month_and_day_take_the_year_of_the_report() -> None:
    rows = "| 10-01 09:45 | It broke |\n| 10-01 ~15:00 | Found |\n| 10-02 07:01 | Mended |\n"
    events = read(f"{BEFORE}| Time | Event |\n|---|---|\n{rows}").report.timeline
    assert [(f"{event.at:%Y-%m-%d %H:%M}" if event.at else "") for event in events] == [
        "2024-10-01 09:45",
        "2024-10-01 15:00",
        "2024-10-02 07:01",
    ]


@pytest.mark.parametrize("day", ["Octobre 1st, 2024", "1 octobre 2024"])
def test_a_month_in_french_inside_english(day: str) -> None:
    text = f"# The till broke\n\n## Summary\n\nOn {day} the till broke.\n\n## Timeline\n\n- 10:05 It broke\n"
    (event,) = read(text).report.timeline
    assert event.at
    assert f"{event.at:%Y-%m-%d}" == "2024-10-01"


@pytest.mark.parametrize(
    "announced", ["Moving forwards, to be ready next time we will:", "From now on we are going to:"]
)
def test_a_list_that_a_promise_announces_holds_actions(announced: str) -> None:
    text = f"We are sorry: the till broke today.\n\n{announced}\n- Buy a fan\n- Look at it\n\nSorry again.\n"
    report = read(text).report
    assert [action.title for action in report.actions] == ["Buy a fan", "Look at it"]
    assert report.title != announced


def test_a_list_that_no_promise_announces_holds_none() -> None:
    text = "The till broke on Monday.\n\nHere is what we will never know:\n- Why it broke\n- Who saw it\n"
    assert read(text).report.actions == ()


def test_entries_that_run_together_after_words_that_end_in_no_stop() -> None:
    text = "12:00pm EAT: It broke.\n\ntest failed 12:14pm EAT: She mended it. 12:15pm EAT: It works.\n"
    found = [event.text for event in read(BEFORE + text).report.timeline]
    assert found == ["It broke.\n\ntest failed", "She mended it.", "It works."]


def test_a_start_told_as_being_offline() -> None:
    said = "For 16 minutes on April 13, 2022 at 12:00 p.m. EAT, the shop was offline."
    report = read(f"# The till broke\n\n## Summary\n\n{said}\n").report
    assert report.started_at
    assert f"{report.started_at:%H:%M}" == "12:00"


def test_a_heading_that_says_after_when() -> None:
    text = f"{BEFORE}### 02:00 CET\nIt broke.\n\n### After 02:10 CET\nIt works.\n"
    assert [f"{e.at:%H:%M}" if e.at else "" for e in read(text).report.timeline] == ["02:00", "02:10"]


def test_a_machine_that_froze_is_where_it_began() -> None:
    report = read(f"{BEFORE}- 10:05 The till froze\n- 10:20 Told the shop\n").report
    assert report.started_at
    assert f"{report.started_at:%H:%M}" == "10:05"


def test_a_heading_for_resulting_action() -> None:
    text = "# The till broke\n\n## Resulting Action\n\n- Buy a fan\n"
    assert [action.title for action in read(text).report.actions] == ["Buy a fan"]


HINTS = (
    "# The till broke\n\n## Impact\n\n<!-- Who was affected?\n- how many -->\n\nNobody could pay.\n\n"
    "## Timeline\n\n<!-- 09:00 for example -->\n- 10:05 It broke\n"
)


def test_a_templates_hints_are_no_part_of_the_report() -> None:
    report = read(HINTS).report
    assert report.impact == "Nobody could pay."
    assert [event.text for event in report.timeline] == ["It broke"]
    assert "<!-- Who was affected?\n- how many -->" in report.notes


@pytest.mark.parametrize("text", ["<!-- it goes on\n\nNobody could pay.", "<!-- a --> Nobody could pay."])
def test_an_open_comment_hides_nothing(text: str) -> None:
    assert "Nobody could pay." in read(f"# The till broke\n\n## Impact\n\n{text}\n").report.impact


def test_a_severity_alone_is_no_impact() -> None:
    text = "# The till broke\n\n**Severity:** Medium\n\n## Impact\n\nNobody could pay.\n"
    report = read(text).report
    assert (report.severity, report.impact) == (Severity.SEV3, "Nobody could pay.")


def test_what_a_severity_explains_is_impact() -> None:
    text = "# The till broke\n\n**Severity:** Medium, as the shop by the river was open\n"
    assert read(text).report.impact == "**Severity:** Medium, as the shop by the river was open"


def test_what_happens_when_something_is_mended_mended_nothing() -> None:
    said = "On 2024-10-01 the till broke. When a case is resolved, it leaves the list."
    assert read(f"# The till broke\n\n## Summary\n\n{said}\n").report.resolution == ""


SIGNED = "# The till broke\n\n## Action items\n\n### 1) Buy a fan `@ada` [repair]\n\nThe old one is loud.\n\n"


def test_headings_that_are_numbered_or_signed_are_the_actions() -> None:
    found = read(f"{SIGNED}### 2) Look at it daily\n\nBefore noon.\n\n```\nlook\n```\n").report.actions
    assert [(action.title, action.owner) for action in found] == [
        ("Buy a fan [repair]", "@ada"),
        ("Look at it daily", ""),
    ]
    assert [action.detail for action in found] == ["The old one is loud.", "Before noon.\n\n```\nlook\n```"]


def test_numbered_headings_over_lists_are_groups() -> None:
    groups = "### 1. Cooling\n\n- Buy a fan\n\n### 2. Watching\n\n- Look daily\n"
    report = read(f"# The till broke\n\n## Action items\n\n{groups}").report
    assert [action.title for action in report.actions] == ["Buy a fan", "Look daily"]


@pytest.mark.parametrize(
    "said", ["The issue resolved itself once the crowd had gone.", "The outage resolved on its own at noon."]
)
def test_what_resolved_itself_is_the_resolution(said: str) -> None:
    told = f"On 2024-10-01 the till broke. {said} We are sorry."
    assert read(f"# The till broke\n\n## Summary\n\n{told}\n").report.resolution.startswith(said)


def test_a_share_of_machines_that_was_offline_is_an_impact() -> None:
    said = "On 2024-10-01 at noon, 100 percent of the tills were offline."
    told = f"{said} One till was down, so the other did its work."
    assert read(f"# The till broke\n\n## Summary\n\n{told}\n").report.impact == said


STATUS = (
    "# The till broke\n\n## Action items\n\n| Action | Owner |\n|---|---|\n| Buy a fan | ada |\n\n"
    "## Lessons learned\n\nFans stop.\n\n## Action items status\n\n- [ ] Fan bought\n"
)


def test_how_far_the_actions_are_lists_none_again() -> None:
    report = read(STATUS).report
    assert [action.title for action in report.actions] == ["Buy a fan"]
    assert "Fan bought" in report.notes


def test_a_list_of_what_is_done_is_the_list_where_there_is_no_other() -> None:
    text = "# The till broke\n\n## Action items status\n\n- [ ] Fan bought\n"
    assert [action.title for action in read(text).report.actions] == ["Fan bought"]


def test_a_released_fix_is_the_end() -> None:
    events = read(f"{BEFORE}- 10:05 The till froze\n- 10:20 Version 1.2 of the till was released\n").report
    assert events.resolved_at
    assert f"{events.resolved_at:%H:%M}" == "10:20"
