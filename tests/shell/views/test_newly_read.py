"""The review page says what customers will read that they could not read before."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incidents import workflow
from incidents.models import Incident
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import Cast


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


def newly(client: Client, incident: Incident) -> str:
    page = client.get(reverse("review", args=[incident.reference])).content.decode()
    part = page[page.index('id="newly"') : page.index('id="who"')]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_a_first_publication_is_new_as_a_whole(manager: Client, cast: Cast) -> None:
    said = newly(manager, people.at_stage(Stage.IN_REVIEW, cast))
    assert "This is the first publication: all of it is new to customers." in said


def test_a_correction_shows_the_public_changes_since_the_edition_before(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(incident, cast.engineer, impact="Half of the orders.")
    people.edit(incident, cast.engineer, "notes", notes="The vendor called again.")
    revision = people.submit(incident, cast.engineer)
    said = newly(manager, incident)
    assert re.search(r"Since edition 1, published on 3 Aug 2026: Impact", said)
    assert "Half" in said
    assert "vendor" not in said
    workflow.approve(incident, revision, by=cast.manager, at=people.now(), reasons=people.reasons(revision))
    workflow.correct(incident, by=cast.manager, at=people.now(), enqueue=people.ignore)
    assert newly(manager, incident) == said


def test_a_withdrawn_edition_is_named_as_such(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.WITHDRAWN, cast)
    people.submit(incident, cast.engineer)
    said = newly(manager, incident)
    assert "and withdrawn by now:" in said
    assert "Nothing: customers would read the same." in said


def test_what_was_approved_before_counts_where_nothing_was_published(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    people.edit(incident, cast.engineer, impact="Half of the orders.")
    people.submit(incident, cast.engineer)
    said = newly(manager, incident)
    assert "Nothing was published before. Since revision 1, which was approved: Impact" in said
