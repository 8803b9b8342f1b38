"""Wordings people choose for what a report's parts say, and for the names of those parts."""

import pytest

from incidents.report.reading import read


@pytest.mark.parametrize(
    "sentence",
    [
        "In response, corrective action was taken to move the queue.",
        "Upon examining the log, the two lines were put back.",
        "The resolution of the issue involved a longer cable.",
        "The patch involved one line of the till.",
        "A quick restart of the till fixed all three.",
    ],
)
def test_more_ways_to_say_how_it_was_resolved(sentence: str) -> None:
    report = read(f"## Root cause and resolution\n\nThe memory was full.  \nIt leaked. {sentence}  \n").report
    assert [cause.text for cause in report.root_causes] == ["The memory was full.  \nIt leaked."]
    assert report.resolution == sentence


def test_the_last_sentence_on_both_tells_what_was_done() -> None:
    text = "## {}\n\nI had no key. I looked for it. To get in without one, I added it to the list.\n"
    report = read(text.format("Cause and resolution")).report
    assert report.resolution == "To get in without one, I added it to the list."
    assert [cause.text for cause in report.root_causes] == ["I had no key. I looked for it."]
    assert len(read(text.format("Cause")).report.root_causes[0].text.split(". ")) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "About 12% of our subscribers were shut out.",
        "Subscribers were denied access.",
        "Every page was returning a 403 error.",
    ],
)
def test_more_ways_to_say_whom_it_hit(sentence: str) -> None:
    assert read(f"# Shop down\n\n## Summary\n\nIt rained. {sentence}\n").report.impact == sentence


def test_a_known_word_in_a_bold_name_is_enough_where_bold_names_are_the_headings() -> None:
    text = (
        "**Overview:**\nThe till broke.\n\n**Root cause:**\nA cable.\n\n"
        "**Care and Future Prevention:**\n1. Buy a cable.\n"
    )
    assert [action.title for action in read(text).report.actions] == ["Buy a cable."]


@pytest.mark.parametrize(
    ("name", "field"),
    [("Main cause", "root_causes"), ("Debugging process", "timeline"), ("Summary of the issues", "summary")],
)
def test_more_names_of_sections(name: str, field: str) -> None:
    assert getattr(read(f"# Shop down\n\n### {name}:\n\n- A cable broke\n").report, field)


def test_a_short_sentence_may_be_the_title() -> None:
    assert read("Second till down.\n\nSummary:\nA cable broke.\n").report.title == "Second till down."
    assert read("The till was down and nobody could pay.\n\nSummary:\nA cable broke.\n").report.title == ""


def test_what_stands_under_the_title_belongs_to_no_heading_over_it() -> None:
    text = "# MY POSTMORTEM\n\n# The till broke in June\n\nFor an hour nobody could pay for anything at all, "
    report = read(text + "as every till was down that day.\n\n## Timeline\n\n- 10:00 It broke.\n").report
    assert report.summary.startswith("For an hour nobody")
    assert report.notes == "# MY POSTMORTEM"


def test_spaces_before_the_mark_of_a_list_that_begins_with_them_mean_nothing() -> None:
    report = read("## Tasks\n\n  - One\n\n  - Two\n\n- Three\n\n  - Four\n").report
    assert [action.title for action in report.actions] == ["One", "Two", "Three", "Four"]


def test_a_bare_line_is_a_heading_by_its_words_where_names_are_such_lines() -> None:
    text = "Issue Summary\nThe till broke.\n\nThe Sad Timeline\n10:00 UTC - It broke.\n10:30 UTC - Mended.\n"
    assert [event.clock for event in read(text).report.timeline] == ["10:00", "10:30"]


def test_questions_of_an_assignment_are_answered_not_told() -> None:
    text = (
        "Summary\nThe till broke.\n\nTimeline\n\nhow was the issue detected\n\n\tA shopper told us.\n\n"
        "actions taken\n\n\tWe looked at the till.\n\nRoot cause and resolution:\n\n"
        "what was causing the issue\n\n\tA cable was loose.\n"
        "how the issue was fixed\n\n\tThe cable was tied.\n"
    )
    report = read(text).report
    assert [event.text for event in report.timeline] == [
        "how was the issue detected A shopper told us.",
        "actions taken We looked at the till.",
    ]
    assert [cause.text for cause in report.root_causes] == ["A cable was loose."]
    assert report.resolution == "The cable was tied."


@pytest.mark.parametrize(
    "sentence",
    [
        "However, the permanent resolution involved a new till.",
        "After an hour the loose cable was identified and fixed.",
        "We traced the cable and tied it, resolving the issue.",
        "Eventually Ada could trace the cable, and it was fixed.",
    ],
)
def test_the_cure_after_another_word(sentence: str) -> None:
    report = read(f"## Root cause and resolution\n\nA cable was loose. {sentence}\n").report
    assert report.resolution == sentence


def test_sentences_that_stand_apart_in_a_timeline_are_events_at_the_time_they_tell() -> None:
    text = (
        "## Timeline\n\nA shopper told us on 7 March 2025 at 10:05 UTC.\n\nWe went to look at 10:10.\n"
        "We saw a cable around 10:15.\n\n10:20 - We looked closer.\n\nThe log goes back to 03:00.\n\n"
        "The cable was tied at 10:30.\n"
    )
    events = read(text).report.timeline
    assert [f"{event.at:%H:%M}" if event.at else None for event in events] == [
        "10:05", "10:10", "10:15", "10:20", "10:30",
    ]  # fmt: skip
    assert events[3].text == "We looked closer.\n\nThe log goes back to 03:00."


def test_a_sentence_may_end_with_saying_that_it_told_the_cause() -> None:
    sentence = "A loose cable was the root cause of this outage."
    (cause,) = read(f"# Shop down\n\n## Summary\n\nIt rained. {sentence}\n").report.root_causes
    assert cause.text == sentence


def test_a_month_may_stand_close_to_its_day() -> None:
    text = "## Summary\n\nThe till broke on January23, 2021.\n\n## Timeline\n\n- 10:00 UTC It broke.\n"
    (event,) = read(text).report.timeline
    assert event.at is not None
    assert event.at.isoformat() == "2021-01-23T10:00:00+00:00"


def test_a_short_name_between_two_lists_of_actions_is_no_action() -> None:
    report = read("## Tasks\n- Buy a cable.\n- Tie it.\nFor the staff:\n- Rest.\n").report
    assert [action.title for action in report.actions] == ["Buy a cable.", "Tie it.", "Rest."]
    assert report.actions[2].detail == "Group: For the staff:"


@pytest.mark.parametrize("name", ["Event Chronology:", "Chronology of the Events", "Incident Chronology"])
def test_a_chronology_is_a_timeline(name: str) -> None:
    assert (
        read(f"Summary:\nIt broke.\n\n{name}\n\n10:00 (UTC): It broke.\n").report.timeline[0].clock == "10:00"
    )


def test_a_paragraph_that_announces_is_no_title() -> None:
    text = (
        "POSTMORTEM\n\nWe write a postmortem. Each one tells of what failed and has these two objectives:\n\n"
    )
    assert read(f"{text}to learn.\n\nSummary\n\nThe till broke.\n").report.title == "POSTMORTEM"


def test_a_number_of_a_task_may_open_a_heading() -> None:
    assert read("#0x42 a till\n\n#Summary\nIt broke.\n").report.title == "0x42 a till"


@pytest.mark.parametrize(
    "sentence", ["The typo was fixed by hand.", "This knot was corrected.", "Those two lines were rectified."]
)
def test_what_was_mended_may_be_named_as_the_cause(sentence: str) -> None:
    report = read(f"## Root cause and resolution\n\nA typo broke it.\n{sentence}\nThen we slept.\n").report
    assert report.resolution == f"{sentence}\nThen we slept."


def test_capitals_with_a_colon_end_a_timeline_that_capitals_opened() -> None:
    text = (
        "SUMMARY: The till broke on 4 March 2025.\n\nROOT CAUSE: A cable.\n\n"
        "TIMELINE:\n\n10:00 It broke.\n\n10:30 It was mended.\n\n"
        "LOG OF THE TILL: what it printed\n\nopen(1) = -1\n"
    )
    report = read(text).report
    assert [event.text for event in report.timeline] == ["It broke.", "It was mended."]
    assert "open(1) = -1" in report.notes


def test_a_slip_of_the_mark_before_a_time_ends_no_event() -> None:
    report = read("## Timeline\n\n- 10:00 It broke.\n= 10:05 We looked.\n- 10:10 Mended.\n").report
    assert [event.text for event in report.timeline] == ["It broke.", "We looked.", "Mended."]


def test_entries_that_run_together_go_on_after_what_they_quote() -> None:
    text = (
        "Summary\nIt broke.\n\nTimeline\n10:00am UTC: It broke. 10:05am UTC: We read this:\n\n"
        "till: no cable\ntill: off 10:10am UTC: We tied it. 10:15am UTC: It worked.\n"
    )
    assert [event.clock for event in read(text).report.timeline] == ["10:00", "10:05", "10:10", "10:15"]


def test_a_line_that_announces_with_a_dash_is_no_title() -> None:
    text = "Sure, here is an outage that follows the rules above:-\nThe till was down\nSummary\nIt broke.\n"
    assert read(text).report.title == "The till was down"


def test_a_name_may_run_into_its_paragraph_where_line_breaks_were_lost() -> None:
    text = (
        "At 10:05 UTC on 4 March 2025 the till of the shop broke and nobody could pay for an hour.\n\n"
        "Debugging Process Bob went to look at it.\n\nTied the cable.\n\n"
        "Root Cause The cable was loose.\n\nPrevention To prevent this:\n\nBuy a cable.\n"
    )
    report = read(text).report
    assert [event.text for event in report.timeline] == ["Bob went to look at it.", "Tied the cable."]
    assert [cause.text for cause in report.root_causes] == ["The cable was loose."]
    assert [action.title for action in report.actions] == ["Buy a cable."]


def test_a_name_in_small_letters_that_stands_apart_is_one() -> None:
    text = "Summary\nIt broke.\n\nimpact \n\nNobody could pay.\n\nTimeline\n10:00 UTC - It broke.\n"
    assert read(text).report.impact == "Nobody could pay."
