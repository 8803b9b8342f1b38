"""Other words are suggested, and put in only where the passage they are for still stands, once."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from incidents import editing
from incidents.drafts import fingerprint
from incidents.editing import StaleError, entry_values
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Checkpoint, Comment, Incident, Verb
from incidents.report import canonical
from incidents.workflow import discussion, suggestions
from tests.shell.cast import Cast, comment, draft_of, edit, ignore_notice, now, reply

LONG = "For ninety minutes orders failed. A third of the orders was lost. We are sorry."


def suggest(incident: Incident, by: User, **given: Any) -> Comment:
    sent = {"anchor": "summary", "passage": "ninety minutes", "instead": "eighty minutes", **given}
    return suggestions.suggest(incident, by=by, at=now(), tell=ignore_notice, **sent)


def accept(first: Comment, by: User) -> Any:
    return suggestions.accept(first, by=by, at=now(), tell=ignore_notice)


def decline(first: Comment, by: User, word: str = "") -> None:
    suggestions.decline(first, by=by, at=now(), tell=ignore_notice, word=word)


def told(made: Comment) -> dict[str, str]:
    return {notice.person.username: notice.kind for notice in made.notices.all()}


def verbs(incident: Incident) -> list[str]:
    return list(incident.audit.order_by("pk").values_list("verb", flat=True))


# Suggesting.


def test_a_suggestion_is_a_thread_with_the_sentence_that_changes(incident: Incident, cast: Cast) -> None:
    edit(incident, cast.engineer, "summary", summary=LONG)
    made = suggest(incident, cast.manager, passage=LONG, instead=LONG.replace("A third", "A fifth"))

    assert (made.quote, made.instead) == (
        "A third of the orders was lost.",
        "A fifth of the orders was lost.",
    )
    assert made in Comment.objects.open().waiting()
    assert told(made) == {"edda": "suggested"}


@pytest.mark.parametrize(
    ("passage", "instead", "kept"),
    [
        ("ninety", "eighty", ("For ninety minutes orders failed.", "For eighty minutes orders failed.")),
        (LONG, f"{LONG} Again.", ("We are sorry.", "We are sorry. Again.")),
        (LONG, LONG.replace(" A third of the orders was lost.", ""), None),
        ("We are sorry.", "", None),
        (LONG, LONG.replace("failed. A", "failed. They came back. A"), None),
    ],
)
def test_what_is_kept_of_it_makes_the_whole_again(
    incident: Incident, cast: Cast, passage: str, instead: str, kept: tuple[str, str] | None
) -> None:
    edit(incident, cast.engineer, "summary", summary=LONG)
    made = suggest(incident, cast.manager, passage=passage, instead=instead)

    if kept:
        assert (made.quote, made.instead) == kept
    accept(made, cast.engineer)
    assert draft_of(incident).summary == LONG.replace(passage, instead).rstrip()


def test_an_empty_field_can_be_given_words(incident: Incident, cast: Cast) -> None:
    accept(suggest(incident, cast.manager, anchor="closing", passage="", instead="Sorry."), cast.engineer)
    assert draft_of(incident).closing == "Sorry."


def test_a_row_is_changed_where_it_says_so(incident: Incident, cast: Cast) -> None:
    anchor = discussion.anchor_of(incident.actions.get())
    accept(suggest(incident, cast.manager, anchor=anchor, passage="zero", instead="0"), cast.engineer)
    accept(suggest(incident, cast.manager, anchor=anchor, passage="", instead="All of it."), cast.engineer)
    action = draft_of(incident).actions[0]
    assert (action.title, action.detail) == ("Refuse 0", "All of it.")
    assert action.addresses == (0,)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"passage": "eighty"}, "It now reads as shown"),
        ({"passage": "s"}, "It now reads as shown"),
        ({"instead": "ninety minutes"}, "say what stands there already"),
        ({"anchor": "title", "passage": "Orders", "instead": "x" * 1001}, "shorten it"),
        ({"anchor": "title", "passage": "", "instead": "x"}, "It now reads as shown"),
    ],
)
def test_what_can_not_be_suggested_is_said_at_the_field(
    incident: Incident, cast: Cast, given: dict[str, str], message: str
) -> None:
    with pytest.raises(NotValidError, match=message) as caught:
        suggest(incident, cast.manager, **given)
    assert caught.value.path == "instead"
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "anchor", ["", "timeline", "components", "impact_percent", "weather", "timeline/99999"]
)
def test_nothing_is_suggested_for_what_has_no_words_or_is_gone(
    incident: Incident, cast: Cast, anchor: str
) -> None:
    with pytest.raises(NotValidError, match="deleted meanwhile; say it in a comment"):
        suggest(incident, cast.manager, anchor=anchor)


# Accepting.


def test_accepting_puts_the_words_in_and_tells_who_suggested_them(incident: Incident, cast: Cast) -> None:
    made = suggest(incident, cast.manager, text="It was shorter.")
    accept(made, cast.second_engineer)

    assert draft_of(incident).summary == "For eighty minutes orders failed."
    made.refresh_from_db()
    assert (made.reception, made.decided_by, made.resolved_by) == ("accepted", *[cast.second_engineer] * 2)
    assert told(made) == {"edda": "suggested", "mara": "accepted"}
    assert made.notices.get(person=cast.manager).by == cast.second_engineer
    entry = incident.audit.get(verb=Verb.ACCEPTED)
    assert (entry.actor, entry.detail) == (cast.second_engineer, "“For eighty minutes orders failed.”")
    newest = Checkpoint.objects.filter(incident=incident).latest("at")
    assert newest.person == cast.second_engineer
    assert canonical.recall(bytes(newest.report)) == draft_of(incident)


def test_other_edits_of_the_field_do_not_matter(incident: Incident, cast: Cast) -> None:
    made = suggest(incident, cast.manager)
    edit(incident, cast.engineer, "summary", summary=f"Hello. {draft_of(incident).summary} Sorry.")
    accept(made, cast.engineer)
    assert draft_of(incident).summary == "Hello. For eighty minutes orders failed. Sorry."


@pytest.mark.parametrize(
    "summary", ["For seventy minutes orders failed.", "", "For ninety minutes orders failed. " * 2]
)
def test_where_the_passage_does_not_stand_once_nothing_is_put_in(
    incident: Incident, cast: Cast, summary: str
) -> None:
    made = suggest(incident, cast.manager)
    edit(incident, cast.engineer, "summary", summary=summary)
    with pytest.raises(StaleError, match="Compare both"):
        accept(made, cast.engineer)
    assert draft_of(incident).summary == summary.strip()
    assert made in Comment.objects.open().waiting()


def test_what_was_for_a_deleted_row_is_kept_and_says_so(incident: Incident, cast: Cast) -> None:
    row = incident.timeline.all()[1]
    made = suggest(incident, cast.manager, anchor=discussion.anchor_of(row), passage="Called", instead="Rang")
    editing.remove_entry(row, base=fingerprint(entry_values(row)), by=cast.engineer, at=now())
    with pytest.raises(StaleError, match="deleted meanwhile"):
        accept(made, cast.engineer)
    decline(made, cast.engineer)
    assert Comment.objects.get().instead == "Rang the vendor."


@pytest.mark.parametrize("again", [accept, decline])
@pytest.mark.parametrize(("first", "word"), [(accept, "accepted"), (decline, "declined")])
def test_a_suggestion_is_decided_once(
    incident: Incident, cast: Cast, first: Any, again: Any, word: str
) -> None:
    made = suggest(incident, cast.manager)
    first(made, cast.engineer)
    before = draft_of(incident)
    with pytest.raises(WrongStateError, match=f"edda {word} this suggestion already"):
        again(made, cast.second_engineer)
    assert draft_of(incident) == before
    assert len(verbs(incident)) == 2


def test_a_comment_that_suggests_nothing_is_not_accepted(incident: Incident, cast: Cast) -> None:
    with pytest.raises(WrongStateError, match="suggests no other words"):
        accept(comment(incident, cast.manager), cast.engineer)


def test_a_suggestion_is_not_resolved_beside_its_decision(incident: Incident, cast: Cast) -> None:
    made = suggest(incident, cast.manager)
    with pytest.raises(WrongStateError, match="Accept or decline"):
        discussion.resolve(made, by=cast.engineer, at=now())
    decline(made, cast.engineer)
    reply(made, cast.manager, "Why?")
    discussion.resolve(made, by=cast.engineer, at=now())
    assert verbs(incident)[1:] == [Verb.DECLINED, Verb.REOPENED, Verb.RESOLVED]


# Declining and taking back.


def test_declining_changes_nothing_and_a_word_is_a_reply(incident: Incident, cast: Cast) -> None:
    before = draft_of(incident)
    made = suggest(incident, cast.manager)
    decline(made, cast.engineer, " ")
    assert told(made) == {"edda": "suggested", "mara": "declined"}
    other = suggest(incident, cast.manager)
    decline(other, cast.engineer, "It was ninety, @emil knows.")

    assert draft_of(incident) == before
    said = other.replies.get()
    assert (said.text, said.person) == ("It was ninety, @emil knows.", cast.engineer)
    assert told(said) == {"emil": "mentioned", "mara": "declined"}
    assert told(other) == {"edda": "suggested"}


def test_who_decides_on_their_own_is_told_nothing(incident: Incident, cast: Cast) -> None:
    made = suggest(incident, cast.engineer)
    accept(made, cast.engineer)
    assert told(made) == {}


def test_an_acceptance_is_taken_back_whole(incident: Incident, cast: Cast) -> None:
    before = draft_of(incident)
    made = suggest(incident, cast.manager)
    _done, undo = accept(made, cast.engineer)
    suggestions.take_back(made, undo, by=cast.engineer, at=now())

    assert draft_of(incident) == before
    assert made in Comment.objects.open().waiting()
    assert told(made) == {"edda": "suggested"}
    accept(made, cast.engineer)
    assert draft_of(incident).summary == "For eighty minutes orders failed."


def test_a_stranger_suggests_and_decides_nothing(incident: Incident, cast: Cast) -> None:
    made = suggest(incident, cast.manager)
    for act in (suggest, lambda _incident, by: accept(made, by), lambda _incident, by: decline(made, by)):
        with pytest.raises(NotAllowedError):
            act(incident, cast.stranger)
    assert Comment.objects.get().is_waiting


# What belongs together.


@pytest.mark.parametrize(
    "torn",
    [
        {"instead": "ninety minutes"},
        {"anchor": ""},
        {"reception": "accepted"},
        {"reception": "lost"},
        {"instead": None, "text": ""},
    ],
)
def test_half_a_suggestion_is_not_kept(incident: Incident, cast: Cast, torn: dict[str, Any]) -> None:
    made = suggest(incident, cast.manager)
    torn = {name: made.quote if name == "instead" and given else given for name, given in torn.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=made.pk).update(**torn)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=made.pk).update(resolved_at=now(), resolved_by=cast.engineer)
