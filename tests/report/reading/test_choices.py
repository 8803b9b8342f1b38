"""What an author may choose while looking at a reading, and that choosing loses and doubles nothing."""

import re
import time
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report.reading import Problem, Reading, read
from incidents.report.reading.placing import Place
from incidents.report.reading.reviewing import reviewed
from incidents.report.value import Report

TODAY = date(2026, 5, 20)
NOON = """# Labels printed blank

Date: 4 August 2025

## Timeline (EST)
- 10:05 AM: The first blank labels.
- 12:00 AM: The driver was rolled back.
- 1:15 PM: Labels were fine again.
"""
UNPLACED = """# Labels printed blank

## Summary
Labels were blank.

## Recipe for soup
Chop an onion.

Then cook it.

## Seating plan
Ada sits by the window.
"""
PLACES = [str(place) for place in Place]


def the(code: str, reading: Reading) -> tuple[int, Problem]:
    return next((n, p) for n, p in enumerate(reading.problems) if p.code == code)


def chosen(text: str, code: str, offer: int = 0) -> Report:
    reading = read(text, today=TODAY)
    return reviewed(reading, {the(code, reading)[0]: str(offer)}).report


def times(report: Report) -> list[str]:
    return [event.at.isoformat() if event.at else event.clock or "" for event in report.timeline]


def test_twelve_am_between_morning_and_afternoon_may_be_midnight() -> None:
    assert the("ampm-slip", read(NOON))[1].offers[0].label == "Midnight: 00:00 on 5 August"
    assert times(chosen(NOON, "ampm-slip"))[1] == "2025-08-05T00:00:00-04:00"


def test_winter_time_in_august_may_be_a_bare_offset() -> None:
    report = chosen(NOON, "tz-wrong-for-season")
    assert report.timezone == "UTC-05:00"
    assert times(report)[0] == "2025-08-04T10:05:00-05:00"


def test_choices_of_time_and_zone_go_together() -> None:
    reading = read(NOON)
    both = {the("ampm-slip", reading)[0]: "0", the("tz-wrong-for-season", reading)[0]: "0"}
    assert times(reviewed(reading, both).report)[1] == "2025-08-05T00:00:00-05:00"


def test_an_abbreviation_of_two_zones_offers_the_other() -> None:
    report = chosen(NOON.replace("EST", "CST"), "tz-ambiguous")
    assert report.timezone == "Asia/Shanghai"
    assert times(report)[2] == "2025-08-04T13:15:00+08:00"


def test_a_numeric_day_may_be_read_day_first() -> None:
    text = NOON.replace("4 August 2025", "9/10/2025").replace("EST", "UTC")
    assert times(read(text).report)[0] == "2025-09-10T10:05:00+00:00"
    assert times(chosen(text, "date-ambiguous"))[0] == "2025-10-09T10:05:00+00:00"


def test_a_missing_day_is_offered_from_a_hint() -> None:
    text = NOON.replace("Date: 4 August 2025", "Published 6 August 2025 by the team.").replace("EST", "UTC")
    assert times(read(text, today=TODAY).report)[0] == "2026-05-20T10:05:00+00:00"
    assert times(chosen(text, "date-missing"))[0] == "2025-08-06T10:05:00+00:00"


def test_a_missing_day_may_stay_open() -> None:
    text = NOON.replace("Date: 4 August 2025\n", "")
    offers = the("date-missing", read(text, today=TODAY))[1].offers
    assert offers[-1].label == "Leave the day open"
    assert times(chosen(text, "date-missing", len(offers) - 1)) == ["10:05", "12:00", "13:15"]


def test_a_day_says_what_it_brings_with_it() -> None:
    text = NOON.replace("Date: 4 August 2025", "Published 6 August 2025 by the team.")
    labels = [offer.label for offer in the("date-missing", read(text))[1].offers]
    assert labels == ["6 August 2025 (the times as the zone's own, which had another name then)"]
    winter = text.replace("6 August", "6 January")
    assert [offer.label for offer in the("date-missing", read(winter))[1].offers] == ["6 January 2025"]


def test_the_day_is_settled_before_the_half_of_the_day() -> None:
    reading = read(NOON.replace("Date: 4 August 2025\n", ""), today=TODAY)
    both = {the("ampm-slip", reading)[0]: "0", the("date-missing", reading)[0]: "0"}
    assert times(reviewed(reading, both).report)[1].startswith("2026-05-20T00:00")


def test_an_offer_names_the_day_that_was_chosen() -> None:
    text = NOON.replace("Date: 4 August 2025", "Published 6 August 2025. Report due 9 August 2025.")
    text = text.replace(" Report", "\n\nReport")
    reading = read(text, today=TODAY)
    number, missing = the("date-missing", reading)
    assert [offer.label for offer in missing.offers] == [
        "6 August 2025",
        "19 May 2026",
        "Leave the day open",
    ]
    now = reviewed(reading, {number: "0"})
    assert the("ampm-slip", now)[1].offers[0].label == "Midnight: 00:00 on 7 August"


def test_a_slip_on_every_line_is_read_within_seconds() -> None:
    events = "\n".join(f"- 2025-08-04 13:20 AM: Printer {n} stopped." for n in range(5_000))
    begun = time.process_time()
    reading = read(f"# Labels\n\n## Timeline (EST)\n{events}\n", today=TODAY)
    assert time.process_time() - begun < 10
    assert sum(1 for problem in reading.problems if problem.offers) > 4_000


def test_a_long_text_is_read_once() -> None:
    text = NOON.replace("Date: 4 August 2025\n", "") + "A long story.\n" * 20_000
    assert the("date-missing", read(text, today=TODAY))[1].offers == ()


def test_offers_are_absent_where_there_are_none() -> None:
    assert all(problem.offers == () for problem in read(UNPLACED).problems)


@pytest.mark.parametrize("chosen", ["9", "summary", "", "-1", "²"])
def test_a_choice_that_is_not_offered_is_one_sentence(chosen: str) -> None:
    reading = read(NOON)
    with pytest.raises(NotValidError, match="choose again"):
        reviewed(reading, {the("ampm-slip", reading)[0]: chosen})


@pytest.mark.parametrize("number", [-1, 99])
def test_a_choice_about_no_problem_is_one_sentence(number: int) -> None:
    with pytest.raises(NotValidError, match="choose again"):
        reviewed(read(NOON), {number: "0"})


@pytest.mark.parametrize("where", PLACES)
def test_a_placed_block_leaves_the_notes(where: str) -> None:
    reading = read(UNPLACED)
    number, problem = the("not-placed", reading)
    placed = reviewed(reading, {number: where})
    assert problem.block
    assert "onion" in problem.block.text
    assert "onion" not in placed.report.notes
    assert "window" in placed.report.notes
    assert words(placed.report) == words(reading.report)


def test_an_action_takes_its_title_from_the_first_line() -> None:
    reading = read(UNPLACED)
    report = reviewed(reading, {the("not-placed", reading)[0]: "actions"}).report
    assert (report.actions[0].title, report.actions[0].detail) == (
        "Recipe for soup",
        "Chop an onion.\n\nThen cook it.",
    )


PARAGRAPHS = st.lists(st.sampled_from(["one", "two", "one two", "# odd", "- item"]), min_size=1, max_size=4)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.data())
def test_placing_loses_and_doubles_no_word(sections: list[list[str]], data: st.DataObject) -> None:
    text = "# A title\n\n" + "\n\n".join(
        f"## Odd corner {number}\n\n" + "\n\n".join(paragraphs) for number, paragraphs in enumerate(sections)
    )
    reading = read(text)
    blocks = [number for number, problem in enumerate(reading.problems) if problem.block]
    places = st.dictionaries(st.sampled_from(blocks), st.sampled_from(PLACES)) if blocks else st.just({})
    placed = reviewed(reading, data.draw(places))
    assert words(placed.report) == words(reading.report)


def words(report: Report) -> Counter[str]:
    lessons = report.lessons
    texts = [report.summary, report.impact, report.resolution, report.closing, report.notes]
    texts += [lessons.went_well, lessons.went_wrong, lessons.lucky]
    texts += [event.text for event in report.timeline] + [cause.text for cause in report.root_causes]
    texts += [text for action in report.actions for text in (action.title, action.detail)]
    return Counter(re.findall(r"\w+", " ".join(texts)))
