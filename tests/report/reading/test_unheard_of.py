"""Wordings of reports that nobody had looked at when the reader was written."""

import pytest

from incidents.report.reading import read
from incidents.report.value import ActionState, EventKind


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


def test_facts_below_an_action_are_no_tasks() -> None:
    text = (
        "# Lamps out\n\n## Prevention actions\n\n* **Action:** Buy a switch.\n"
        "  * **Owner:** Ada Low | **Due:** 2026-05-15\n"
        "* Paint it.\n  - Owner: Grace\n  - Due date: 2026-05-20\n  - buy paint\n"
    )
    first, second = read(text).report.actions
    assert (first.title, first.owner, str(first.due), first.tasks) == (
        "Buy a switch.", "Ada Low", "2026-05-15", (),
    )  # fmt: skip
    assert (second.owner, str(second.due), [task.title for task in second.tasks]) == (
        "Grace", "2026-05-20", ["buy paint"],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Open Items", "Remediation plan", "Mitigation plan", "Outstanding items"])
def test_what_a_list_of_actions_is_called(name: str) -> None:
    assert [action.title for action in read(f"# Lamps out\n\n## {name}\n\n- A switch\n").report.actions] == [
        "A switch"
    ]


def test_mitigation_told_in_prose_beside_next_steps_is_the_resolution() -> None:
    text = (
        "# Lamps out\n\n## Mitigation\n\nThe switch was changed.\n\n## Next steps\n\n- Buy another switch\n"
    )
    report = read(text).report
    assert report.resolution == "The switch was changed."
    assert [action.title for action in report.actions] == ["Buy another switch"]


def test_mitigation_as_a_list_stays_one_of_actions() -> None:
    report = read("# Lamps out\n\n## Mitigation\n\n- Buy a switch\n\n## Tasks\n\n- Paint it\n").report
    assert [action.title for action in report.actions] == ["Buy a switch", "Paint it"]


WRONG = """Lamps out

Timeline (Eastern US Time):

2026-03-06 04:58AM: A keeper pulls a switch.
05:14AM: A keeper reverts the switch.

What Went Wrong

The dark was caused by a switch that impacted all lamps. Ships were blocked for an hour.

We have immediately updated our rules to prevent this going forward.
"""


def test_what_went_wrong_may_be_all_there_is() -> None:
    report = read(WRONG).report
    assert report.timezone == "America/New_York"
    assert [cause.text for cause in report.root_causes] == [
        "The dark was caused by a switch that impacted all lamps."
    ]
    assert report.resolution == "A keeper reverts the switch."
    assert [action.title[:32] for action in report.actions] == ["We have immediately updated our "]


def test_an_event_may_tell_what_people_suffered() -> None:
    text = "# Lamps out\n\n## Timeline\n\n- 2026-03-04 10:00 UTC: Fog. Visitors were unable to land.\n"
    assert read(text).report.impact == "Visitors were unable to land."


def test_users_and_services_below_the_impact_go_on_with_it() -> None:
    text = "# Lamps out\n\n## Impact\n\n- Service affected: the quay\n- Users affected: 12 ships\n"
    report = read(text).report
    assert report.impact == "- Service affected: the quay\n- Users affected: 12 ships"
    assert report.components == ()


def test_a_day_with_its_weekday_in_a_sentence_tells_when_it_was() -> None:
    text = (
        "# Lamps out\n\n## Timeline\n\n"
        "- The fault was seen on Friday 6th March, 2026 around 1300 hours (GMT) by all.\n"
        "- The switch was changed at 1500 hours GMT.\n"
    )
    assert [str(event.at)[:16] for event in read(text).report.timeline] == [
        "2026-03-06 13:00",
        "2026-03-06 15:00",
    ]


@pytest.mark.parametrize(
    "sentence", ["In fixing the fault, I changed it.", "After changing the wet part, all was well again."]
)
def test_where_the_mending_begins(sentence: str) -> None:
    text = f"# Lamps out\n\n## Root cause and resolution\n\nThe switch was wet. {sentence} It shone.\n"
    assert read(text).report.resolution == f"{sentence} It shone."


def test_the_longer_of_two_generic_titles() -> None:
    report = read("# postmortem\n\n## Postmortem: Web Stack Outage\n\n## Summary\n\nDark.\n").report
    assert report.title == "Postmortem: Web Stack Outage"


def test_the_last_event_may_end_a_stated_length() -> None:
    text = (
        "# Lamps out\n\n## Summary\n\nIt was dark.\n\n## Timeline\n\n- 2026-03-04 09:15 UTC: Lamps failed.\n"
        "- 11:45 UTC: The watch went home.\n\n## Impact\n\n- **Duration:** 2 hours and 30 minutes\n"
    )
    assert str(read(text).report.resolved_at) == "2026-03-04 11:45:00+00:00"


def test_title_and_summary_outweigh_a_field() -> None:
    text = (
        "---\ntitle: Lamps out 2026-03-04\nincident_date: 2025-10-19\n---\n\n"
        "## Summary\n\nOn March 4, 2026 it was dark."
        "\n\n## Timeline\n\n- 10:00 UTC: dark\n"
    )
    assert str(read(text).report.timeline[0].at) == "2026-03-04 10:00:00+00:00"


def test_a_box_that_is_ticked_is_still_done() -> None:
    report = read("# Lamps out\n\n## Open items\n\n- [x] **Action:** Buy a switch.\n").report
    assert (report.actions[0].title, report.actions[0].state) == ("Buy a switch.", ActionState.DONE)


@pytest.mark.parametrize("mark", ["-", "*", "+"])
def test_a_mark_may_touch_the_day(mark: str) -> None:
    text = f"# Lamps out\n\n## Timeline\n\n{mark}2026-03-14 9:45 UTC - dark\n"
    text += f"{mark}2026-03-14 10:45 UTC - light\n"
    assert [event.text for event in read(text).report.timeline] == ["dark", "light"]


@pytest.mark.parametrize("mark", ["-", "*"])
def test_a_mark_may_touch_the_time(mark: str) -> None:
    text = f"# Lamps out\n\n## Timeline\n\n{mark}9:45 AM: dark\n{mark}10:45 AM: light\n"
    assert [event.text for event in read(text).report.timeline] == ["dark", "light"]


def test_a_person_by_name_may_have_mended_it() -> None:
    text = "# Lamps out\n\n## Root cause and resolution\n\nIt was wet. Ada fixed the issue by drying it.\n"
    assert read(text).report.resolution == "Ada fixed the issue by drying it."


def test_what_has_fixed_it_is_told_in_the_summary() -> None:
    text = (
        "# Lamps out\n\n## Summary\n\nIt was dark.\n\nWe now dry each switch, which has fixed the problem.\n"
    )
    assert read(text).report.resolution == "We now dry each switch, which has fixed the problem."
