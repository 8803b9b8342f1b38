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
