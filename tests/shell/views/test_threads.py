"""The threads about a report are shown where they belong, and cost the same however many there are."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incidents import editing
from incidents.drafts import fingerprint
from incidents.editing import entry_values
from incidents.models import Incident, TimelineEvent
from incidents.workflow import Stage, discussion
from tests.shell import cast as people
from tests.shell.cast import Cast, comment, now, reply
from tests.shell.views.test_queries import counting


def at(incident: Incident, name: str = "discussion") -> str:
    return reverse(name, args=[incident.reference])


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer)


def test_threads_come_in_the_reports_order(signed_in: Client, cast: Cast, incident: Incident) -> None:
    late, early = incident.timeline.all()[2], incident.timeline.all()[0]
    for anchor in ("notes", discussion.anchor_of(late), "", "impact", discussion.anchor_of(early), "title"):
        comment(incident, cast.manager, anchor=anchor)
    threads = signed_in.get(at(incident)).context["discussion"].open
    assert [str(thread.place.title) for thread in threads] == [
        "The whole report",
        "Title",
        "Impact",
        "Timeline: An alert fired.",
        "Timeline: The limit was put back.",
        "Notes",
    ]


def test_a_thread_outlives_its_entry(signed_in: Client, cast: Cast, incident: Incident) -> None:
    row = TimelineEvent.objects.get(text="Called the vendor.")
    comment(incident, cast.manager, "Who?", anchor=discussion.anchor_of(row), quote="the vendor")
    editing.remove_entry(row, base=fingerprint(entry_values(row)), by=cast.engineer, at=now())
    page = signed_in.get(at(incident)).content.decode()
    assert "On an entry that was deleted" in page
    assert "the vendor</blockquote>" in page


@pytest.mark.parametrize("name", ["editor", "review"])
def test_editor_and_review_show_the_threads(client: Client, cast: Cast, name: str) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    comment(incident, cast.manager, "Is **this** so?", anchor="summary", quote="For ninety")
    done = comment(incident, cast.manager, "Folded.")
    discussion.resolve(done, by=cast.manager, at=now())
    client.force_login(cast.engineer)
    page = client.get(at(incident, name)).content.decode()
    assert "Is <strong>this</strong> so?" in page
    assert page.index("1 resolved thread") < page.index("Folded.")


def test_fields_and_entries_count_their_open_threads(
    signed_in: Client, cast: Cast, incident: Incident
) -> None:
    row = incident.actions.get()
    for anchor in ("summary", "summary", discussion.anchor_of(row)):
        done = comment(incident, cast.manager, anchor=anchor)
    comment(incident, cast.manager, anchor="summary")
    discussion.resolve(done, by=cast.manager, at=now())
    page = signed_in.get(at(incident, "editor")).content.decode()
    assert '<span class="number">3</span> open<span class="sr">: Summary</span>' in page
    assert f"discussion/new/?on=actions%2F{row.pk}" in page
    links = re.findall(r'class="threads" href="[^"]*"( hidden)?>', page)
    assert links.count("") == 1


@pytest.mark.parametrize("name", ["discussion", "editor", "review", "inbox"])
def test_many_threads_cost_what_two_do(client: Client, cast: Cast, name: str) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)

    def add(count: int) -> None:
        for row in list(incident.timeline.all())[:2] * count:
            reply(comment(incident, cast.manager, anchor=discussion.anchor_of(row)), cast.second_engineer)
            discussion.resolve(comment(incident, cast.manager, "@emil"), by=cast.manager, at=now())

    client.force_login(cast.engineer)
    page = reverse(name) if name == "inbox" else at(incident, name)
    add(1)
    with counting() as few:
        client.get(page)
    add(6)
    with counting() as many:
        client.get(page)
    assert len(many) == len(few)
