"""How organisations write the reports of their own incidents."""

from datetime import UTC, datetime

import pytest

from incidents.report.reading import Reading, read
from incidents.report.value import Severity


def moments(found: Reading) -> list[str]:
    return [event.at.isoformat() if event.at else event.clock or "" for event in found.report.timeline]


@pytest.mark.parametrize(
    "day", ["**4th March 2025:**", "**March 4, 2025:**", "March 4, 2025:", "#### 4 March 2025:"]
)
def test_a_day_with_a_colon_stands_over_its_events(day: str) -> None:
    found = read(f"# Till down\n\n## Timeline\n\n{day}\n\n10:05 UTC: It was slow.\n\n11:00 UTC: It stood.\n")
    assert moments(found) == ["2025-03-04T10:05:00+00:00", "2025-03-04T11:00:00+00:00"]


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Timestamps are GMT+00", "Etc/UTC"),
        ("Timestamps are in CEST.", "Europe/Berlin"),
        ("All times in GST", "Asia/Dubai"),
        ("All times are HKT", "Asia/Hong_Kong"),
        ("All times in PST/PDT", "America/Los_Angeles"),
        ("All times US/Pacific", "America/Los_Angeles"),
        ("Times are in Central Time", "America/Chicago"),
    ],
)
def test_a_line_that_names_the_zone(said: str, zone: str) -> None:
    found = read(f"# Till down\n\n## Timeline\n\n{said}\n\n- 2025-07-04 10:05: It was slow.\n")
    assert found.report.timezone == zone
    assert [problem.code for problem in found.problems if problem.code.startswith("tz")] == []


def test_both_halves_of_the_year_are_wrong_for_no_season() -> None:
    found = read("# Till down\n\n## Timeline (PST/PDT)\n\n- 2025-07-04 10:05: a\n- 2025-12-04 10:05: b\n")
    assert moments(found) == ["2025-07-04T10:05:00-07:00", "2025-12-04T10:05:00-08:00"]
    assert found.problems == ()


@pytest.mark.parametrize("label", ["Date/time", "Date of incident", "**Date and Time**"])
def test_an_incident_dated_to_the_minute_began_then(label: str) -> None:
    text = (
        f"# Till down\n\n## Summary\n\nNobody could pay.\n{label}: 2025-03-04 10:05 UTC\nDuration: 2 hours\n"
    )
    assert read(text).report.started_at == datetime(2025, 3, 4, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize("version", ["till 1.13.12", "from 2.14.9 to 2.24.10"])
def test_a_version_with_a_high_second_number_is_no_date(version: str) -> None:
    found = read(f"# Till down\n\nWe went to {version}.\n\n## Timeline\n\n- 10:05 UTC it was slow\n")
    assert "date-missing" in [problem.code for problem in found.problems]


ACTIONS = """# Till down

## Action items

### Prevention

| Action | Owner |
|--------|-------|
| Pin the driver | ada |

### Detection

| Action | Owner |
|--------|-------|
| Watch the queue | bo |

### Mitigation

None.

### Paperwork

- N/A

## Lessons learned

### What worked

The pager.

### What didn't work

The fan.
"""


def test_headings_over_kinds_of_actions_part_no_action_from_the_others() -> None:
    report = read(ACTIONS).report
    assert [(action.title, action.owner) for action in report.actions] == [
        ("Pin the driver", "ada"),
        ("Watch the queue", "bo"),
    ]
    assert (report.lessons.went_well, report.lessons.went_wrong) == ("The pager.", "The fan.")
    assert report.closing == ""


def test_a_heading_that_promises_to_prevent_it_is_over_actions() -> None:
    report = read("# Till down\n\n## Preventing it next time / what we learnt\n\n1. Buy a fan.\n").report
    assert [action.title for action in report.actions] == ["Buy a fan."]


def test_the_title_in_front_matter_has_no_quotes() -> None:
    assert (
        read('---\ntitle: "Till down: a post-mortem"\n---\n\nx\n').report.title == "Till down: a post-mortem"
    )


def test_what_was_affected_is_the_impact() -> None:
    assert read("# Till down\n\n## Affected shops\n\n- Oslo\n- Rome\n").report.impact == "- Oslo\n- Rome"


LINKED = """# Till down

## Timeline

- 2025-03-04 10:05 UTC we read [the vendor's notes][vendor] and `[vendor]`
- 10:20 UTC [ada] restarted it

## Action items

- [#12]: Buy a fan
- Ask [Bo][]

[vendor]: https://vendor.example/notes
[Ada]: https://people.example/ada
[#12]: https://code.example/shop/issues/12
[bo]: <https://people.example/bo>
[nobody]: https://people.example/nobody
"""


def test_a_link_has_its_address_beside_it() -> None:
    report = read(LINKED).report
    assert [event.text for event in report.timeline] == [
        "we read [the vendor's notes](https://vendor.example/notes) and `[vendor]`",
        "[ada](https://people.example/ada) restarted it",
    ]
    assert [(action.title, action.tracker) for action in report.actions] == [
        ("Buy a fan", "https://code.example/shop/issues/12"),
        ("Ask [Bo](https://people.example/bo)", ""),
    ]
    assert report.closing == "[nobody]: https://people.example/nobody"


def test_a_link_whose_address_is_nowhere_stays_as_it_is() -> None:
    report = read("# Till down\n\n## Timeline\n\n- 10:05 [a][b] and [c] and [d](e) and [^1]\n").report
    assert report.timeline[0].text == "[a][b] and [c] and [d](e) and [^1]"


@pytest.mark.parametrize(
    ("told", "started", "ended"),
    [
        ("The DNS change took effect. **<START OF\n  OUTAGE>**", "10:00", None),
        ("the release went out, &lt;end of the outage&gt;", None, "10:00"),
        ("Start of shop.example outage", "10:00", None),
        ("Since the start of the outage nobody could pay", None, None),
    ],
)
def test_the_author_marks_where_it_began_and_ended(told: str, started: str | None, ended: str | None) -> None:
    report = read(f"# Till down\n\n## Timeline (UTC)\n\n- 2025-03-04 09:00 We met.\n- 10:00 {told}\n").report
    assert (report.started_at and f"{report.started_at:%H:%M}") == started
    assert (report.resolved_at and f"{report.resolved_at:%H:%M}") == ended


def test_a_sentence_that_announces_a_list_is_told_with_it() -> None:
    said = "This was resolved by:\n\n1. Buying a fan\n2. Opening a window\n"
    found = read(f"# Till down\n\n## Summary\n\nIt was hot.\n\n{said}\nAll was well.\n")
    assert found.report.resolution == "This was resolved by:\n1. Buying a fan\n2. Opening a window"
    assert found.spans["resolution"] == (7, 10)


def test_what_was_not_available_is_an_impact() -> None:
    assert read("# Till down\n\nThe shop was not available.\n").report.impact == "The shop was not available."


def test_the_time_may_stand_last() -> None:
    found = read("# Till down\n\n## Key events\n\n- Fault 2025-03-04 10:05\n- Fixed 2025-03-04 11:05.\n")
    assert moments(found) == ["2025-03-04T10:05:00", "2025-03-04T11:05:00"]
    assert found.report.timeline[0].text == "Fault 2025-03-04 10:05"


def test_the_start_may_come_late_and_the_end_before_what_followed() -> None:
    before = "- 09:00 We met.\n- 09:30 We went home.\n- 10:00 The outage began.\n"
    events = before + "- 11:00 The shop was fully restored.\n- 17:00 We wrote this.\n"
    report = read(f"# Till down on 4 March 2025\n\n## Timeline (UTC)\n\n{events}").report
    assert report.started_at == datetime(2025, 3, 4, 10, tzinfo=UTC)
    assert report.resolved_at == datetime(2025, 3, 4, 11, tzinfo=UTC)


ONE_LIST = """# Till down on 4 March

- **Key events**
  - Fault occurs 2025-03-04 10:05
  - Team aware 2025-03-04 10:10
  - Resolved 2025-03-04 11:05

- **Time to resolve**: 1h (open 10:00-17:00)

- **Impact**:
  - Nobody could pay
  - Nobody could leave

- **Context**:
  - We were moving from 1.13.12

- **Resolution**: A new fan.

- **Actions following review**:
  - Buy two fans
"""


def test_a_report_may_be_one_list() -> None:
    found = read(ONE_LIST)
    report = found.report
    assert moments(found) == ["2025-03-04T10:05:00", "2025-03-04T10:10:00", "2025-03-04T11:05:00"]
    assert report.started_at == datetime(2025, 3, 4, 10, 5, tzinfo=None)  # noqa: DTZ001 (none is stated)
    assert report.resolved_at == datetime(2025, 3, 4, 11, 5, tzinfo=None)  # noqa: DTZ001
    assert report.impact == "- Nobody could pay\n- Nobody could leave"
    assert report.resolution == "A new fan."
    assert [action.title for action in report.actions] == ["Buy two fans"]
    assert "## Context\n\nWe were moving from 1.13.12" in report.notes


def test_a_list_of_facts_is_no_report() -> None:
    text = "# Till down\n\n## Summary\n\n- **Impact**: a\n- **Cause**: b\n- **Events**: c\n- **Weather**: d\n"
    assert read(text).report.timeline == ()


def test_a_table_of_actions_is_one_under_any_name() -> None:
    table = "| Action item | Owner |\n|---|---|\n| Buy a fan | ada |\n"
    report = read(f"# Till down\n\n**Resolution**: A new fan.\n\n{table}\n## Lessons learned\n\nx\n").report
    assert [(action.title, action.owner) for action in report.actions] == [("Buy a fan", "ada")]
    assert report.resolution == "A new fan."


def test_front_matter_tells_of_the_document() -> None:
    front = "description: How our tills were down for a day, and what we have learnt from it since\n  then.\n"
    front += "tags:\n  - tills\nseverity: high\n"
    told = "On 4 March 2025 nobody could pay at any of our tills, as a fan in the cellar stood still."
    report = read(f"---\ntitle: Till down\n{front}---\n\n# Till down\n\n{told}\n").report
    assert (report.title, report.severity, report.summary) == ("Till down", Severity.SEV2, told)
    assert "what we have learnt from it since\n  then.\ntags:\n  - tills" in report.notes
    assert "# Till down" not in report.notes


def test_a_rule_above_a_report_begins_no_front_matter() -> None:
    told = "## **Issue Summary**\n- **Duration:** 4 March 2025, 10:05 - 11:35 UTC\n"
    told += "- **Impact:** No till took cards.\n"
    timeline = "## Timeline\n- 10:05: The fan stood still.\n- 11:35: A new fan ran.\n"
    report = read(f"---\n\n# **Till down**\n\n{told}\n---\n\n{timeline}").report
    assert (report.title, report.impact, report.notes) == ("Till down", "No till took cards.", "")
    assert str(report.started_at) == "2025-03-04 10:05:00+00:00"


def test_a_bold_heading_that_fits_nowhere_is_bold_once() -> None:
    report = read("# Till down\n\n## Summary\n\nx\n\n## **Recipe for the depot**\n\nKeep a fan.\n").report
    assert "****" not in report.notes


def test_how_it_was_noticed_is_no_part_of_the_fact_before() -> None:
    facts = "**Trigger:** A warm day.\n\n**Detection:** Ada noticed.\n\n**Resolution:** A new fan.\n"
    report = read(f"# Till down\n\n## Summary\n\n{facts}").report
    assert [cause.text for cause in report.root_causes] == ["A warm day."]
    assert report.resolution == "A new fan."
    assert report.notes == "**Detection**\n\nAda noticed."


def test_a_timeline_in_a_code_fence_has_events() -> None:
    fence = "```\n10:05: It was slow.\n10:10: We looked:\n  top\n- 11:00: Mended.\n```\n"
    report = read(f"# Till down\n\n## Timeline (Japan time)\n\n{fence}\n## Impact\n\nMuch.\n").report
    assert [event.text for event in report.timeline] == ["It was slow.", "We looked:\ntop", "Mended."]
    assert report.timezone == "Asia/Tokyo"


def test_a_fence_that_nobody_closed_loses_no_line() -> None:
    found = read("# Till down\n\n## Timeline\n\n```\n10:05: a\n10:06: b\n10:07: c\n10:08: last\n")
    assert "last" in found.report.notes + "".join(event.text for event in found.report.timeline)


def test_a_log_in_a_timeline_stays_code() -> None:
    fence = "```\nlog of 10:05\n10:05:01 GET /\n10:05:02 GET /\n```"
    found = read(f"# Till down\n\n## Timeline\n\n- 10:05 it was slow\n\n{fence}\n")
    assert len(found.report.timeline) == 1


def test_an_event_whose_time_nobody_knows_keeps_its_place() -> None:
    told = (
        "??:?? - The vendor changed it.<br> 10:05 - It was slow\nall day.<br> ??:?? - They changed it back."
    )
    report = read(f"# Till down\n\n## Timeline\n\n{told}\n").report
    assert [(event.clock, event.text) for event in report.timeline] == [
        (None, "??:?? - The vendor changed it."),
        ("10:05", "It was slow\nall day."),
        (None, "??:?? - They changed it back."),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        '[#](https://docs.example/p.html#impact)Impact <a href="#impact" id="impact"></a>',
        "Impact {#impact}",
        "Impact [¶](#impact)",
    ],
)
def test_a_headings_own_address_is_no_part_of_its_name(heading: str) -> None:
    assert read(f"# Till down\n\n## {heading}\n\nNobody could pay.\n").report.impact == "Nobody could pay."


@pytest.mark.parametrize("told", ["The till stopped answering.", "The shop is hard down, we look at alarms"])
def test_what_is_down_has_begun_to_be(told: str) -> None:
    events = f"- 2025-03-04 10:00 A name was changed.\n- 10:01 So was its label.\n- 10:02 {told}\n"
    started = read(f"# Till down\n\n## Timeline (UTC)\n\n{events}").report.started_at
    assert started == datetime(2025, 3, 4, 10, 2, tzinfo=UTC)


def test_headings_may_be_questions() -> None:
    asked = (
        "## What was the problem?\n\nNobody could pay.\n\n## Why did it happen?\n\nA fan stood still.\n\n"
        "## How did we fix it?\n\nWith a new fan.\n"
    )
    report = read(f"# Till down\n\n{asked}").report
    assert report.summary == "Nobody could pay."
    assert [cause.text for cause in report.root_causes] == ["A fan stood still."]
    assert report.resolution == "With a new fan."


def test_the_event_that_ended_it_says_more_than_a_length() -> None:
    facts = "Date/time: 2025-03-04 10:05 UTC\nDuration: 1 hour\n"
    events = "- 2025-03-04 10:05 It began.\n- 11:07 The shop was fully restored.\n"
    report = read(f"# Till down\n\n## Summary\n\n{facts}\n## Timeline (UTC)\n\n{events}").report
    assert report.resolved_at == datetime(2025, 3, 4, 11, 7, tzinfo=UTC)


def test_what_was_closed_after_the_end_is_no_end() -> None:
    events = "- 2025-03-04 10:00 The outage began.\n- 11:00 The tills are back up.\n"
    events += "- 12:00 The side door is closed.\n"
    report = read(f"# Till down\n\n## Timeline (UTC)\n\n{events}").report
    assert report.resolved_at == datetime(2025, 3, 4, 11, tzinfo=UTC)
