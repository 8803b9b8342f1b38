"""Suggesting other words on the pages, with htmx and without."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from incidents.models import Comment, Incident, TimelineEvent
from incidents.workflow import Stage, discussion, suggestions
from tests.shell import cast as people
from tests.shell.cast import Cast, draft_of, edit, ignore_notice, now
from tests.shell.views.test_queries import counting

HTMX = {"HX-Request": "true"}
STEPS = ["suggestion-accept", "suggestion-decline"]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer)


def suggest(incident: Incident, cast: Cast, **given: Any) -> Comment:
    sent = {"anchor": "summary", "passage": "ninety", "instead": "eighty", **given}
    return suggestions.suggest(incident, by=cast.manager, at=now(), tell=ignore_notice, **sent)


@pytest.fixture
def first(incident: Incident, cast: Cast) -> Comment:
    return suggest(incident, cast, text="I counted.")


def at(incident: Incident, name: str = "suggest", *more: int) -> str:
    return reverse(name, args=[incident.reference, *more])


def test_who_is_not_a_member_is_refused_and_keeps_what_was_typed(
    client: Client, cast: Cast, first: Comment
) -> None:
    pages = [at(first.incident), *(at(first.incident, step, first.pk) for step in STEPS)]
    for page in pages:
        answer = client.post(page, {"instead": "Typed for long."})
        assert answer.status_code == 401
        assert "Typed for long." in answer.content.decode()
    client.force_login(cast.stranger)
    assert client.get(pages[0]).status_code == 403
    assert [client.post(page, {"instead": "x"}).status_code for page in pages] == [403, 403, 403]
    assert Comment.objects.get().is_waiting


def test_only_a_suggestion_of_this_report_is_decided_on(
    signed_in: Client, cast: Cast, first: Comment
) -> None:
    other, plain = people.start(cast.engineer), people.comment(first.incident, cast.manager)
    for step in STEPS:
        assert signed_in.post(at(other, step, first.pk)).status_code == 404
        assert signed_in.post(at(first.incident, step, plain.pk)).status_code == 404
        assert signed_in.get(at(first.incident, step, first.pk)).status_code == 405


# The form.


@pytest.mark.parametrize(
    ("asked", "anchor", "meant"),
    [
        ({"on": "summary", "quote": "ninety minutes"}, "summary", "ninety minutes"),
        ({"on": "summary"}, "summary", "For ninety minutes orders failed."),
        ({"on": "summary", "quote": "words of a picture"}, "summary", "For ninety minutes orders failed."),
        ({"on": "closing", "quote": "x"}, "closing", ""),
        ({"quote": "A third"}, "impact", "A third"),
        ({"quote": "limit of  zero"}, "root_causes", "A limit of zero."),
        ({"on": "weather", "quote": "the vendor."}, "timeline", "the vendor."),
    ],
)
def test_the_marked_words_or_all_of_their_text_are_offered(
    signed_in: Client, incident: Incident, asked: dict[str, str], anchor: str, meant: str
) -> None:
    form = signed_in.get(at(incident), asked).context["suggesting"]
    assert form["anchor"].value().partition("/")[0] == anchor
    assert form["quote"].value() == form["instead"].value() == meant


@pytest.mark.parametrize("asked", [{}, {"quote": "zero"}, {"on": "timeline"}, {"on": "timeline/999999"}])
def test_where_it_is_not_sure_the_text_is_asked_for(
    signed_in: Client, incident: Incident, asked: dict[str, str]
) -> None:
    page = signed_in.get(at(incident), asked)
    choices = [title for _anchor, title in page.context["choosing"].fields["on"].choices]
    assert "Summary" in choices
    assert "Root causes: A limit of zero." in choices
    assert not {"The whole report", "Timeline", "Components"} & set(choices)
    assert "Show the text" in page.content.decode()


def test_the_form_of_a_comment_leads_there(signed_in: Client, incident: Incident) -> None:
    asked = {"on": "summary", "quote": "ninety & more"}
    page = signed_in.get(at(incident, "discussion-begin"), asked, headers=HTMX).content.decode()
    assert f'href="{at(incident)}?on=summary&amp;quote=ninety%20%26%20more"' in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_suggestion_is_added_and_shown_marked(
    signed_in: Client, incident: Incident, headers: dict[str, str]
) -> None:
    sent = {"anchor": "summary", "quote": "ninety", "instead": "<b>eighty</b>", "text": "@mara knows."}
    page = signed_in.post(at(incident), sent, headers=headers, follow=True).content.decode()
    assert "Added. Told: mara." in page
    assert "For <del>ninety</del><ins>&lt;b&gt;eighty&lt;/b&gt;</ins> minutes orders failed." in page
    assert ">Accept<" in page
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_written_over_a_text_that_changed_is_kept(
    signed_in: Client, cast: Cast, incident: Incident, headers: dict[str, str]
) -> None:
    edit(incident, cast.second_engineer, "summary", summary="For an hour orders failed.")
    sent = {"anchor": "summary", "quote": "ninety", "instead": "eighty", "text": "I counted."}
    answer = signed_in.post(at(incident), sent, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It now reads as shown" in page
    assert "<blockquote>For an hour orders failed.</blockquote>" in page
    assert answer.context["suggesting"]["instead"].value() == "eighty"
    assert "I counted." in page
    sent |= {
        "quote": answer.context["suggesting"]["quote"].value(),
        "instead": "For 80 minutes orders failed.",
    }
    assert signed_in.post(at(incident), sent).status_code == 302
    assert Comment.objects.get().quote == "For an hour orders failed."


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_suggestion_for_a_deleted_entry_says_so_and_loses_nothing(
    signed_in: Client, incident: Incident, headers: dict[str, str]
) -> None:
    row = TimelineEvent.objects.get(text="Called the vendor.")
    sent = {"anchor": discussion.anchor_of(row), "quote": "Called", "instead": "Rang for long"}
    row.delete()
    answer = signed_in.post(at(incident), sent, headers=headers)
    assert answer.status_code == 422
    assert "say it in a comment on the whole report" in answer.content.decode()
    assert "Rang for long" in answer.content.decode()


# What becomes of it.


def test_accepting_shows_what_changed_and_how_to_undo_it(signed_in: Client, first: Comment) -> None:
    answer = signed_in.post(at(first.incident, "suggestion-accept", first.pk), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{at(first.incident, 'editor')}#summary", 302)]
    assert "<strong>Accepted:</strong>" in page
    assert "Accepted</span> edda" in page

    base = answer.context["fixed"].base
    signed_in.post(at(first.incident, "fix-undo"), {"base": base})
    assert draft_of(first.incident).summary == "For ninety minutes orders failed."
    assert Comment.objects.get().is_waiting


def test_with_htmx_panel_and_field_come_again(signed_in: Client, first: Comment) -> None:
    answer = signed_in.post(at(first.incident, "suggestion-accept", first.pk), headers=HTMX)
    page = answer.content.decode()
    assert page.lstrip().startswith('<section class="card section discussion" id="discussion"')
    assert 'hx-swap-oob="innerHTML:.messages"' in page
    assert "summary-changed" in answer["HX-Trigger-After-Swap"]
    undone = signed_in.post(
        at(first.incident, "fix-undo"), {"base": answer.context["fixed"].base}, headers=HTMX
    )
    assert "discussion-changed" in undone["HX-Trigger-After-Swap"]
    assert ">Accept<" in signed_in.get(at(first.incident, "discussion"), headers=HTMX).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_passage_that_changed_is_shown_beside_the_suggestion(
    signed_in: Client, cast: Cast, first: Comment, headers: dict[str, str]
) -> None:
    edit(first.incident, cast.engineer, "summary", summary="For an hour orders failed.")
    answer = signed_in.post(at(first.incident, "suggestion-accept", first.pk), headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Compare both and change it by hand." in page
    assert "<del>ninety</del><ins>eighty</ins>" in page
    assert "<blockquote>For an hour orders failed.</blockquote>" in page
    assert ">Accept<" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_somebody_decided_already_is_said_and_a_word_is_kept(
    signed_in: Client, cast: Cast, first: Comment, headers: dict[str, str]
) -> None:
    suggestions.decline(first, by=cast.second_engineer, at=now(), tell=ignore_notice)
    for step in STEPS:
        answer = signed_in.post(at(first.incident, step, first.pk), {"word": "Too long."}, headers=headers)
        assert answer.status_code == 409
        assert "emil declined this suggestion already." in answer.content.decode()
    assert "Too long." in answer.content.decode()


def test_declining_with_a_word_is_told(client: Client, cast: Cast, first: Comment) -> None:
    client.force_login(cast.engineer)
    client.post(at(first.incident, "suggestion-decline", first.pk), {"word": "It was *ninety*."})
    client.force_login(cast.manager)
    inbox = client.get(reverse("inbox")).content.decode()
    assert "<strong>edda</strong> declined your suggestion" in inbox
    assert "It was *ninety*." in inbox
    page = client.get(at(first.incident, "discussion")).content.decode()
    assert "Declined</span> edda" in page
    assert "1 resolved thread" in page


@pytest.mark.parametrize("name", ["discussion", "editor", "review", "inbox"])
def test_many_suggestions_cost_what_two_do(client: Client, cast: Cast, name: str) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)

    def add(count: int) -> None:
        for turn in range(count):
            row = discussion.anchor_of(incident.timeline.all()[0])
            suggest(incident, cast, anchor=row, passage="fired", instead=f"rang {turn}")
            done = suggest(incident, cast)
            suggestions.decline(done, by=cast.second_engineer, at=now(), tell=ignore_notice)

    client.force_login(cast.engineer)
    page = reverse(name) if name == "inbox" else at(incident, name)
    add(1)
    with counting() as few:
        client.get(page)
    add(4)
    with counting() as many:
        client.get(page)
    assert len(many) == len(few)
