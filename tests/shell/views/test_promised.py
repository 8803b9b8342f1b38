"""Actions in the editor: begun against a cause, what is not addressed yet, done in one press and undone."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.models import CorrectiveAction, Incident, RootCause
from incidents.report.value import ActionState, Audience, CauseKind
from incidents.templatetags.promises import base
from tests.shell.cast import Cast, draft_of, start

HTMX = {"HX-Request": "true"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """An incident with two causes, of which the first is addressed by its one action."""
    return start(cast.engineer)


def page(name: str, row: RootCause | CorrectiveAction) -> str:
    return reverse(name, args=[row.incident.reference, row.pk])


def editor(client: Client, incident: Incident) -> str:
    return unescape(client.get(reverse("editor", args=[incident.reference])).content.decode())


def second(incident: Incident) -> RootCause:
    return incident.root_causes.all()[1]


def action(incident: Incident) -> CorrectiveAction:
    return CorrectiveAction.objects.get(incident=incident)


def test_what_is_not_addressed_is_counted_and_listed(signed_in: Client, incident: Incident) -> None:
    html = editor(signed_in, incident)
    assert "One cause is not addressed yet" in html
    incident.root_causes.create(position=2, text="No alert.", kind=CauseKind.DETECTION_GAP.value)
    html = editor(signed_in, incident)
    assert "2 causes are not addressed yet" in html
    assert html.count("Nothing addresses this yet") == 2
    action(incident).addresses.set(incident.root_causes.all())
    html = editor(signed_in, incident)
    assert "Every cause is addressed" in html
    assert "Nothing addresses this yet" not in html


def test_causes_and_actions_name_each_other(signed_in: Client, incident: Incident) -> None:
    html = editor(signed_in, incident)
    cause = incident.root_causes.first()
    assert cause is not None
    assert f'<a href="#actions-{action(incident).pk}">Refuse zero</a>' in html
    assert f'<a href="#causes-{cause.pk}">A limit of zero.</a>' in html


def test_one_press_begins_an_action_against_the_cause(signed_in: Client, incident: Incident) -> None:
    row = second(incident)
    RootCause.objects.filter(pk=row.pk).update(audience=Audience.INTERNAL.value)
    asked = signed_in.get(page("cause-act", row), headers=HTMX).content.decode()
    assert "Against: Nobody checked limits." in asked
    sent = {"title": "Check limits", "owner": "Platform", "due": "2026-09-01"}
    answer = signed_in.post(page("cause-act", row), sent, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (200, "#actions")
    made = draft_of(incident).actions[1]
    assert (made.title, made.owner, made.due) == ("Check limits", "Platform", date(2026, 9, 1))
    assert (made.addresses, made.audience) == ((1,), Audience.INTERNAL)


def test_from_the_list_of_actions_one_goes_on_at_the_new_one(signed_in: Client, incident: Incident) -> None:
    address = f"{page('cause-act', second(incident))}?at=actions"
    answer = signed_in.post(address, {"title": "Check limits"}, headers=HTMX)
    assert answer.context["added"] == CorrectiveAction.objects.get(title="Check limits").pk
    plain = signed_in.post(address, {"title": "Again"})
    assert plain["Location"].endswith(f"#actions-{CorrectiveAction.objects.get(title='Again').pk}")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": " ", "owner": "Ada"}, "Say what will be done."),
        ({"title": "x", "owner": "Ada", "due": "2026-02-30"}, "There is no such day."),
        ({"title": "x" * 1001, "owner": "Ada"}, "longer than 1000 characters"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_an_action_that_cannot_be_made_is_said_at_the_field_and_kept(
    signed_in: Client, incident: Incident, headers: dict[str, str], sent: dict[str, str], sentence: str
) -> None:
    answer = signed_in.post(page("cause-act", second(incident)), sent, headers=headers)
    html = unescape(answer.content.decode())
    assert (answer.status_code, sentence in html, 'value="Ada"' in html) == (422, True, True)
    assert CorrectiveAction.objects.count() == 1


def test_done_is_one_press_and_so_is_taking_it_back(signed_in: Client, incident: Incident) -> None:
    CorrectiveAction.objects.update(state=ActionState.IN_PROGRESS.value)
    row = action(incident)
    before = draft_of(incident)
    answer = signed_in.post(page("action-done", row), {"base": base(row)}, headers=HTMX)
    assert "Marked as done: Refuse zero." in answer.content.decode()
    made = draft_of(incident).actions[0]
    assert (made.state, made.done_on) == (ActionState.DONE, timezone.now().date())
    assert (made.addresses, made.tasks) == (before.actions[0].addresses, before.actions[0].tasks)
    signed_in.post(page("action-reopen", row), {"base": base(action(incident))})
    assert draft_of(incident) == before


def test_what_was_done_before_is_open_again(signed_in: Client, incident: Incident) -> None:
    day = timezone.now().date() - timedelta(days=40)
    CorrectiveAction.objects.update(state=ActionState.DONE.value, done_on=day)
    signed_in.post(page("action-reopen", action(incident)), {"base": base(action(incident))})
    made = draft_of(incident).actions[0]
    assert (made.state, made.done_on) == (ActionState.OPEN, None)


@pytest.mark.parametrize("name", ["action-done", "action-reopen"])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_what_somebody_changed_meanwhile_stands(
    signed_in: Client, incident: Incident, name: str, headers: dict[str, str]
) -> None:
    stale = base(action(incident))
    CorrectiveAction.objects.update(owner="Theirs")
    answer = signed_in.post(page(name, action(incident)), {"base": stale}, headers=headers)
    assert answer.status_code == 409
    assert "Someone changed this action meanwhile" in answer.content.decode()
    assert draft_of(incident).actions[0].state is ActionState.OPEN


@pytest.mark.parametrize("name", ["action-done", "action-reopen", "cause-act"])
def test_only_members_change_actions(client: Client, cast: Cast, incident: Incident, name: str) -> None:
    row = second(incident) if name == "cause-act" else action(incident)
    sent = {"base": base(action(incident)), "title": "x"}
    before = draft_of(incident)
    assert client.post(page(name, row), sent).status_code == 401
    client.force_login(cast.stranger)
    assert client.post(page(name, row), sent).status_code == 403
    assert draft_of(incident) == before
    client.force_login(cast.engineer)
    other = start(cast.engineer)
    assert client.post(reverse(name, args=[other.reference, row.pk]), sent).status_code == 404


@pytest.mark.parametrize("name", ["action-done", "action-reopen"])
def test_done_wants_a_form(signed_in: Client, incident: Incident, name: str) -> None:
    assert signed_in.get(page(name, action(incident))).status_code == 405


def test_people_and_days_are_offered_and_tickets_named(
    signed_in: Client, cast: Cast, incident: Incident
) -> None:
    cast.manager.first_name, cast.manager.last_name = "Mara", "Lind"
    cast.manager.save()
    CorrectiveAction.objects.update(tracker="https://github.com/acme/exports/issues/12")
    html = editor(signed_in, incident)
    assert '<option value="Mara Lind"></option>' in html
    assert "stella" not in html
    assert f'data-text="{timezone.now().date() + timedelta(days=14)}"' in html
    assert ">acme/exports#12</a>" in html


def test_a_long_list_of_actions_costs_no_more_questions(signed_in: Client, incident: Incident) -> None:
    address = reverse("entries", args=[incident.reference, "actions"])
    with CaptureQueriesContext(connection) as few:
        signed_in.get(address, headers=HTMX)
    for place in range(2, 12):
        cause = incident.root_causes.create(position=place, text=f"Cause {place}")
        incident.actions.create(position=place, title=f"Action {place}").addresses.set([cause])
    for name, most in (("actions", len(few)), ("causes", len(few) + 2)):
        with CaptureQueriesContext(connection) as many:
            signed_in.get(reverse("entries", args=[incident.reference, name]), headers=HTMX)
        assert len(many) <= most
