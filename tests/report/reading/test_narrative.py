import pytest

from incidents.report.reading import read


def events(paragraph: str) -> list[tuple[str | None, str]]:
    timeline = read(f"# Outage\n\n## Timeline\n\n{paragraph}\n").report.timeline
    return [(f"{event.at:%H:%M}" if event.at else event.clock, event.text) for event in timeline]


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        (
            "At 10:05 the alarm rang, by 10:40 UTC the leak was known. Nobody slept. At 11:00 it was over.",
            [
                ("10:05", "the alarm rang"),
                ("10:40", "by 10:40 UTC the leak was known. Nobody slept."),
                ("11:00", "it was over."),
            ],
        ),
        (
            "The alarm rang at 10:05. The leak was known\nby 10:40 UTC; and at 11:00 it was over.",
            [
                ("10:05", "The alarm rang at 10:05."),
                ("10:40", "The leak was known\nby 10:40 UTC"),
                ("11:00", "and at 11:00 it was over."),
            ],
        ),
        (
            "On 5 May 2024 at 10:05, it rained. At 10:40 UTC: wet.",
            [("10:05", "it rained."), ("10:40", "wet.")],
        ),
        ("At 10:05 it rained\nAt 10:40, wet", [("10:05", "it rained"), ("10:40", "wet")]),
    ],
)
def test_each_time_of_a_narrative_is_an_event(paragraph: str, told: list[tuple[str, str]]) -> None:
    assert events(paragraph) == told


@pytest.mark.parametrize(
    "paragraph",
    ["10:05 rain. At 10:40 more rain.", "At 10:05 it rained. It was wet.", "Rain: at 10:05. At 10:40."],
)
def test_a_paragraph_with_a_time_of_its_own_is_one_event(paragraph: str) -> None:
    assert len(events(paragraph)) == 1


def test_points_at_every_line_of_an_event() -> None:
    found = read("# Outage\n\n## Timeline\n\nAt 10:05 it\nrained. At 10:40 it\nsnowed.\n")
    assert [found.spans[f"timeline[{index}]"] for index in (0, 1)] == [(5, 6), (6, 7)]


def test_lines_that_nothing_marks_are_events_where_there_are_no_others() -> None:
    lines = "Detected at 10:05 UTC\nFound while looking at the page\nIt was over by 11:00"
    assert events(lines) == [
        ("10:05", "Detected at 10:05 UTC"),
        (None, "Found while looking at the page"),
        ("11:00", "It was over by 11:00"),
    ]


def test_events_run_together_without_a_stop() -> None:
    line = "1000hrs UTC: It rained. 1005hrs UTC: We saw `rain` 1010hrs UTC: It stopped by 11:00: no."
    assert [at for at, _ in events(line)] == ["10:00", "10:05", "10:10"]


def test_what_is_told_before_the_first_time_keeps_its_lines() -> None:
    opening = "It was a quiet\nday. Later a fix\nwas deployed. "
    found = read(f"# Outage\n\n## Timeline\n\n{opening}At 10:05 it rained. At 10:40 it stopped.\n")
    assert found.report.notes == opening.strip()
    assert found.spans["notes"] == (5, 7)
