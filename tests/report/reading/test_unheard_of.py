"""Wordings of reports that nobody had looked at when the reader was written."""

import pytest

from incidents.report.reading import read
from incidents.report.value import EventKind


@pytest.mark.parametrize(
    "day",
    [
        "4 marzo 2026",
        "4 de marzo de 2026",
        "4 mars 2026",
        "4 MÄRZ 2026",
        "4. März 2026",
        "4 de março de 2026",
    ],
)
def test_a_day_in_another_language(day: str) -> None:
    report = read(f"# Lamps out\n\n{day}\n\n## Timeline\n\n- 10:05 UTC: dark\n").report
    assert str(report.timeline[0].at) == "2026-03-04 10:05:00+00:00"


@pytest.mark.parametrize(
    "words", ["1er août 2026", "1º de agosto de 2026", "1. August 2026", "1 agosto 2026"]
)
def test_the_first_of_august(words: str) -> None:
    report = read(f"# Lamps out\n\n## Timeline\n\n- {words}, 10:05 UTC: dark\n").report
    assert str(report.timeline[0].at) == "2026-08-01 10:05:00+00:00"


def test_a_planet_is_no_month() -> None:
    found = read("# Lamps out\n\nWe lost 12 marsupials.\n\n## Timeline\n\n- 10:05 UTC: dark\n")
    assert "date-missing" in [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "opening",
    [
        "antes de las 18:40",
        "a las 18:40",
        "às 18:40",
        "vers 18:40",
        "gegen 18:40 Uhr",
        "um 18:40 Uhr",
        "por volta das 18:40",
        "entre 18:40 y 18:45",
        "18:40 bis 18:45",
        "18:40+",
    ],
)
def test_a_line_opens_with_a_time_in_other_words(opening: str) -> None:
    text = f"# Lamps out\n\n## Timeline (UTC)\n\n- 2026-03-04 18:00: dusk\n- {opening} \N{EM DASH} dark\n"
    events = read(text).report.timeline
    assert [str(event.at)[11:16] for event in events] == ["18:00", "18:40"]
    assert events[1].text.endswith("dark")


def test_a_vague_time_keeps_its_words() -> None:
    text = "# Lamps out\n\n## Timeline (UTC)\n\n- 2026-03-04 18:00: dusk\n- antes de las 18:40 - dark\n"
    assert read(text).report.timeline[1].text == "antes de las 18:40: dark"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Début de l'incident", EventKind.STARTED),
        ("Inicio del incidente", EventKind.STARTED),
        ("Beginn des Ausfalls", EventKind.STARTED),
        ("Fin de la panne", EventKind.RESOLVED),
        ("Fim do ataque", EventKind.RESOLVED),
        ("Servicio restablecido", EventKind.RESOLVED),
        ("Der Fehler ist behoben", EventKind.RESOLVED),
        ("Der Fehler ist nicht behoben", EventKind.OTHER),
        ("Von Kunden gemeldet", EventKind.DETECTED),
        ("Eskaliert an die Wache", EventKind.ESCALATED),
        ("Die Wache untersucht", EventKind.INVESTIGATING),
    ],
)
def test_what_an_event_is_in_another_language(words: str, kind: EventKind) -> None:
    text = f"# Lamps out\n\n## Timeline\n\n- 2026-03-04 10:00 UTC: {words}\n- 2026-03-04 10:05 UTC: dark\n"
    assert read(text).report.timeline[0].kind is kind


@pytest.mark.parametrize(
    "heading",
    [
        "## 5. Recommandations et amélioration continue",
        "## Medidas y mejoras acordadas",
        "## Weitere Verbesserungen und Maßnahmen",
        "## Ações de melhorias e prevenção",
    ],
)
def test_a_longer_heading_in_another_language(heading: str) -> None:
    report = read(f"# Lamps out\n\n{heading}\n\n1. A second switch\n2. A second watch\n").report
    assert [action.title for action in report.actions] == ["A second switch", "A second watch"]


@pytest.mark.parametrize(
    "name", ["Impact of the outage", "Outage impact", "Impact of the incident:", "**Problem impact**"]
)
def test_a_name_with_what_it_is_of(name: str) -> None:
    assert read(f"Lamps out\n\n{name}\n\nShips waited.\n").report.impact.endswith("Ships waited.")


@pytest.mark.parametrize("name", ["What needs improvement", "What could be improved", "What hurt us"])
def test_what_needs_improvement_is_no_list_of_actions(name: str) -> None:
    text = (
        f"# Lamps out\n\n## Review\n\n**What went well:**\n- The watch\n\n**{name}:**\n- The switch\n\n"
        "**Action items:**\n\n| Action | Owner |\n|---|---|\n| Buy a switch | Ada |\n"
    )
    report = read(text).report
    assert [action.title for action in report.actions] == ["Buy a switch"]
    assert report.lessons.went_wrong == "The switch"


def test_below_the_measures_it_is_one() -> None:
    text = (
        "# Lamps out\n\n## Preventive measures\n\n**What could be improved:**\n- The switch\n\n"
        "**Tasks:**\n- Buy one\n"
    )
    assert [action.title for action in read(text).report.actions] == ["The switch", "Buy one"]


@pytest.mark.parametrize("name", ["Actions Taken", "Steps taken", "Measures taken"])
def test_what_was_done_beside_a_resolution_is_done_for_good(name: str) -> None:
    text = (
        "Lamps out\n\nRoot cause\n\nA switch failed.\n\nResolution\n\nIt was changed.\n\n"
        f"{name}\n\n1. A second switch was fitted.\n2. The watch was told to look.\n\n"
        "Next Steps\n\n- A third switch\n"
    )
    report = read(text).report
    assert [action.title for action in report.actions] == [
        "A second switch was fitted.",
        "The watch was told to look.",
        "A third switch",
    ]


def test_a_document_may_open_with_what_it_is() -> None:
    report = read("Analysis: Lamps out in the harbour\n\nSummary\n\nIt was dark.\n").report
    assert report.title == "Analysis: Lamps out in the harbour"
    assert report.summary == "It was dark."


@pytest.mark.parametrize(
    "text", ["Summary: It was dark.\n\nImpact: none\n", "Cause: a switch\nImpact: none\n"]
)
def test_a_fact_that_opens_a_document_is_no_title(text: str) -> None:
    assert read(text).report.title == ""


def test_two_times_in_two_sentences_are_no_start_and_end() -> None:
    text = (
        "# Lamps out\n\nAt 13:43 UTC on 4 March 2026 a switch failed. Attempts to free it were in vain.\n\n"
        "At 13:47 UTC the watch set out, and looked.\n"
    )
    assert read(text).report.resolved_at is None


def test_the_second_sentence_may_say_what_ended() -> None:
    text = (
        "# Lamps out\n\nA switch failed at 13:43 UTC on 4 March 2026. The lamps were restored at 14:10 UTC.\n"
    )
    assert str(read(text).report.resolved_at) == "2026-03-04 14:10:00+00:00"


def test_a_value_may_open_with_code() -> None:
    assert read("# Lamps out\n\n- **Impact:** `lamp-1` was dark\n").report.impact == "`lamp-1` was dark"


def test_the_last_sentence_tells_what_was_able_to_mend() -> None:
    text = (
        "# Lamps out\n\n## Root cause and resolution\n\nThe switch was wet. It had rained. "
        "Drying it was able to solve the whole matter.\n"
    )
    report = read(text).report
    assert report.resolution == "Drying it was able to solve the whole matter."
