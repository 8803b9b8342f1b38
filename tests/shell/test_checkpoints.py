"""The draft as people left it: what is kept of each hand, when, and at what cost."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import checkpoints, drafts, editing
from incidents.errors import WrongStateError
from incidents.models import Checkpoint, Incident
from incidents.report import canonical
from incidents.report.value import Report
from tests.shell.cast import REPORT, WHEN, Cast, draft_of, edit

SECOND = timedelta(seconds=1)


def save(incident: Incident, by: User, impact: str, at: datetime) -> None:
    base = drafts.fingerprint(editing.section_values(draft_of(incident), "impact"))
    editing.save_section(incident, "impact", {"impact": impact}, base=base, by=by, at=at)


def kept(incident: Incident) -> list[tuple[User, str]]:
    """Return who left which impact, newest first."""
    return [(each.person, recalled(each).impact) for each in incident.checkpoints.all()]


def recalled(checkpoint: Checkpoint) -> Report:
    return canonical.recall(bytes(checkpoint.report))


def test_the_draft_as_it_was_begun_stays(incident: Incident, cast: Cast) -> None:
    save(incident, cast.engineer, "One.", WHEN)
    first = incident.checkpoints.last()
    assert first is not None
    assert (first.person, first.at, first.pinned) == (cast.engineer, incident.created_at, True)
    assert recalled(first) == REPORT


def test_what_one_person_saves_within_ten_minutes_is_one_checkpoint(incident: Incident, cast: Cast) -> None:
    for minutes, text in enumerate(["One.", "Two.", "Three."]):
        save(incident, cast.engineer, text, WHEN + timedelta(minutes=4 * minutes))
    assert kept(incident) == [(cast.engineer, "Three."), (cast.engineer, REPORT.impact)]
    newest = incident.checkpoints.first()
    assert newest is not None
    assert (newest.since, newest.at) == (WHEN, WHEN + timedelta(minutes=8))
    save(incident, cast.engineer, "Four.", WHEN + checkpoints.SPAN)
    assert [text for _person, text in kept(incident)] == ["Four.", "Three.", REPORT.impact]


def test_no_text_is_lost_to_somebody_elses_hands(incident: Incident, cast: Cast) -> None:
    save(incident, cast.engineer, "Mine.", WHEN)
    save(incident, cast.second_engineer, "Theirs.", WHEN + SECOND)
    save(incident, cast.engineer, "Mine again.", WHEN + 2 * SECOND)
    assert kept(incident) == [
        (cast.engineer, "Mine again."),
        (cast.second_engineer, "Theirs."),
        (cast.engineer, "Mine."),
        (cast.engineer, REPORT.impact),
    ]


def test_the_newest_says_what_the_draft_says(incident: Incident, cast: Cast) -> None:
    edit(incident, cast.engineer, "summary", title="Orders failed")
    row = incident.timeline.get(position=1)
    editing.move_entry(row, "up", by=cast.second_engineer, at=WHEN)
    newest = incident.checkpoints.first()
    assert newest is not None
    assert recalled(newest) == draft_of(incident)
    assert newest.digest == canonical.digest(bytes(newest.report))
    assert newest.size == len(bytes(newest.report))


def test_a_save_that_is_refused_keeps_nothing(incident: Incident, cast: Cast) -> None:
    with pytest.raises(WrongStateError):
        editing.save_section(incident, "impact", {"impact": "Lost."}, base="stale", by=cast.engineer, at=WHEN)
    assert not incident.checkpoints.exists()


def test_a_clock_that_was_put_back_leaves_them_in_order(incident: Incident, cast: Cast) -> None:
    save(incident, cast.engineer, "First.", WHEN)
    save(incident, cast.second_engineer, "Second.", WHEN - timedelta(hours=1))
    assert [text for _person, text in kept(incident)] == ["Second.", "First.", REPORT.impact]


def test_old_ones_are_thinned_when_one_is_made(incident: Incident, cast: Cast) -> None:
    for minutes in range(0, 90, 15):
        save(incident, cast.engineer, f"After {minutes}.", WHEN + timedelta(minutes=minutes))
    save(incident, cast.engineer, "Three days on.", WHEN + timedelta(days=3))
    assert [text for _person, text in kept(incident)] == [
        "Three days on.",
        "After 75.",
        "After 45.",
        REPORT.impact,
    ]


def test_what_is_thinned_hands_on_who_wrote_it_and_since_when(incident: Incident, cast: Cast) -> None:
    hands = [cast.second_engineer, cast.engineer, cast.manager, cast.engineer]
    for minutes, by in enumerate(hands):
        save(incident, by, f"After {minutes}.", WHEN + timedelta(minutes=minutes))
    for by in hands:  # so that none of those is the last of its person
        save(incident, by, f"By {by}.", WHEN + timedelta(days=3))
    thinned = incident.checkpoints.get(at=WHEN + timedelta(minutes=3))
    assert recalled(thinned).impact == "After 3."
    assert (thinned.person, thinned.since) == (cast.engineer, WHEN)
    assert {each.username for each in thinned.people()} == {"edda", "emil", "mara"}


def test_a_save_asks_three_questions_more_and_a_few_where_a_checkpoint_begins(
    incident: Incident, cast: Cast
) -> None:
    def asked(text: str, at: datetime) -> int:
        with CaptureQueriesContext(connection) as queries:
            save(incident, cast.engineer, text, at)
        return len([each for each in queries if "incidents_checkpoint" in each["sql"]])

    save(incident, cast.engineer, "One.", WHEN)
    assert asked("Two.", WHEN + SECOND) == 3  # is there one, which is the newest, write over it
    assert asked("Three.", WHEN + timedelta(days=1)) == 4  # which are there to thin
    for after, many in ((10, 2), (40, 30)):
        for step in range(many):
            at = WHEN + timedelta(days=after, minutes=11 * step)
            save(incident, cast.engineer, f"Day {after}, step {step}.", at)
        assert asked("Much later.", WHEN + timedelta(days=after + 20)) == 10  # hand on, delete
