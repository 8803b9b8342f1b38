"""Comments on a draft: where they belong, who is told, and that customers never read them."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from incidents import drafts
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Comment, Incident, Notice, Verb
from incidents.publishing.directory import DirectoryStore
from incidents.workflow import discussion
from tests.shell.cast import Cast, comment, now, publish, reply
from tests.shell.newsroom import files, put_out


def told(made: Comment) -> dict[str, str]:
    """Return who is told of a comment and why."""
    return {notice.person.username: notice.kind for notice in made.notices.all()}


def verbs(incident: Incident) -> list[str]:
    return list(incident.audit.order_by("pk").values_list("verb", flat=True))


# Where a comment belongs.


@pytest.mark.parametrize("anchor", ["", "title", "summary", "timeline", "went_wrong", "notes"])
def test_a_comment_is_about_the_report_or_a_field(incident: Incident, cast: Cast, anchor: str) -> None:
    made = comment(incident, cast.manager, " **Sure?**\r\n", anchor=anchor, quote=" ninety\r\nminutes ")

    kept = Comment.objects.get()
    assert (made, kept.anchor, kept.quote, kept.text) == (kept, anchor, " ninety\nminutes", " **Sure?**")
    assert (kept.person, kept.reply_to, kept.resolved_at) == (cast.manager, None, None)


def test_a_comment_is_about_a_row(incident: Incident, cast: Cast) -> None:
    for row in (incident.timeline.all()[0], incident.root_causes.all()[0], incident.actions.all()[0]):
        comment(incident, cast.manager, anchor=discussion.anchor_of(row))

    assert [made.anchor.split("/")[0] for made in Comment.objects.all()] == list(discussion.LISTS)


def test_a_comment_is_not_about_what_is_not_there(incident: Incident, cast: Cast) -> None:
    for anchor in (
        "weather",
        "timeline/99999",
        "components/1",
        "timeline/x",
        f"actions/{'9' * 30}",
    ):
        with pytest.raises(NotValidError, match="choose what your comment is about") as caught:
            comment(incident, cast.manager, anchor=anchor)
        assert caught.value.path == "anchor"
    assert not Comment.objects.exists()


def test_nothing_said_is_no_comment(incident: Incident, cast: Cast) -> None:
    with pytest.raises(NotValidError, match="Write what you have to say") as caught:
        comment(incident, cast.manager, " \n")
    assert caught.value.path == "text"
    first = comment(incident, cast.manager)
    with pytest.raises(NotValidError):
        reply(first, cast.engineer, " ")


# Threads.


def test_a_thread_is_resolved_and_reopened_on_record(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager, "Is *this* so?")
    discussion.resolve(first, by=cast.engineer, at=now())
    first.refresh_from_db()
    assert first.resolved_by == cast.engineer
    discussion.reopen(first, by=cast.second_manager, at=now())

    first.refresh_from_db()
    assert first in Comment.objects.open()
    assert verbs(incident) == [Verb.STARTED, Verb.RESOLVED, Verb.REOPENED]
    assert incident.audit.get(verb=Verb.REOPENED).detail == "Is *this* so?"


def test_each_step_is_taken_once(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager)
    with pytest.raises(WrongStateError, match="open already"):
        discussion.reopen(first, by=cast.manager, at=now())
    discussion.resolve(first, by=cast.manager, at=now())
    with pytest.raises(WrongStateError, match="resolved this thread already"):
        discussion.resolve(first, by=cast.engineer, at=now())
    assert verbs(incident) == [Verb.STARTED, Verb.RESOLVED]


def test_a_reply_opens_a_resolved_thread_again(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager)
    discussion.resolve(first, by=cast.engineer, at=now())
    reply(first, cast.manager)

    assert first in Comment.objects.open()
    assert verbs(incident)[-1] == Verb.REOPENED


def test_a_stranger_says_nothing(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager)
    for act in (
        lambda: comment(incident, cast.stranger),
        lambda: reply(first, cast.stranger),
        lambda: discussion.resolve(first, by=cast.stranger, at=now()),
        lambda: discussion.reopen(first, by=cast.stranger, at=now()),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert Comment.objects.count() == 1


# Who is told.


def test_the_author_and_who_is_mentioned_are_told(incident: Incident, cast: Cast) -> None:
    made = comment(incident, cast.manager, "@mats, is it so? Ask @emil.")
    assert told(made) == {"mats": "mentioned", "emil": "mentioned", "edda": "commented"}


def test_who_takes_part_in_the_thread_is_told_of_a_reply(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager)
    assert told(reply(first, cast.second_engineer)) == {"mara": "replied", "edda": "commented"}
    assert told(reply(first, cast.engineer)) == {"mara": "replied", "emil": "replied"}
    assert told(reply(first, cast.manager, "Thanks, @emil")) == {"edda": "replied", "emil": "mentioned"}


def test_nobody_is_told_of_their_own_words_nor_a_stranger(incident: Incident, cast: Cast) -> None:
    User.objects.filter(username="mats").update(is_active=False)
    made = comment(incident, cast.engineer, "@edda and @stella, @mats, @nobody: mail x@mara, see /@emil")
    assert told(made) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ada", {"ada"}),
        ("(@ada), @grace!", {"ada", "grace"}),
        ("Ask @j.doe.", {"j.doe", "j.doe."}),
        ("ada@example.com", set()),
        ("**@ada**", {"ada"}),
        ("no one @ all", set()),
    ],
)
def test_a_name_is_told_from_an_address(text: str, names: set[str]) -> None:
    assert discussion.mentioned(text) == names


def test_who_answers_or_resolves_has_read_the_thread(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager, "@emil?")
    other = comment(incident, cast.manager)
    reply(first, cast.engineer)
    discussion.resolve(first, by=cast.second_engineer, at=now())

    assert list(cast.engineer.notices.unread().values_list("comment", flat=True)) == [other.pk]
    assert not cast.second_engineer.notices.unread().exists()


def test_reading_is_each_persons_own(incident: Incident, cast: Cast) -> None:
    for _ in range(2):
        comment(incident, cast.manager, "@emil")
    notice = cast.engineer.notices.all()[0]
    discussion.mark_read(cast.second_engineer, at=now(), key=notice.pk)
    assert Notice.objects.unread().count() == 4
    discussion.mark_read(cast.engineer, at=now(), key=notice.pk)
    assert cast.engineer.notices.unread().count() == 1
    discussion.mark_read(cast.second_engineer, at=now())
    assert list(Notice.objects.unread().values_list("person", flat=True)) == [cast.engineer.pk]


# What customers read.


def test_no_word_of_the_discussion_is_published(cast: Cast, incident: Incident, tmp_path: Path) -> None:
    report = drafts.snapshot(incident)
    first = comment(incident, cast.manager, "Kumquat?", anchor="summary", quote="Persimmon")
    reply(first, cast.engineer, "Tamarillo.")
    discussion.resolve(first, by=cast.engineer, at=now())
    assert drafts.snapshot(incident) == report
    put_out(publish(incident, cast), DirectoryStore(tmp_path))

    public = b"".join(files(tmp_path).values()).lower()
    assert b"ninety minutes" in public
    for word in (b"kumquat", b"persimmon", b"tamarillo"):
        assert word not in public
