"""Two people change one part of a draft: what each wrote stands, or one is asked; nothing is overwritten."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from incidents.forms.sections import SECTION_FORMS
from incidents.merging import Texts, merge
from incidents.models import Incident
from incidents.views.lists import LISTS
from tests.shell.cast import Cast, draft_of, make_cast, start

AUTOMATIC = {"Accept": "application/json"}
NAMES = ("resolution", "went_well", "went_wrong", "lucky", "closing")
texts = st.fixed_dictionaries(
    {name: st.sampled_from(["", "a", "b", "c"]) for name in ("x", "y", "when", "zone")}
)
READ_BY = {"when": "zone"}


@given(texts)
def test_a_form_sent_untouched_takes_what_the_other_wrote(other: Texts) -> None:
    base = dict.fromkeys(other, "a")
    merged = merge(base, base, other, read_by=READ_BY)
    assert merged.texts == other
    assert not merged.contested


@given(texts, texts, texts)
def test_whichever_of_the_two_saves_first_the_outcome_is_the_same(
    base: Texts, mine: Texts, other: Texts
) -> None:
    merged, mirrored = merge(base, mine, other, read_by=READ_BY), merge(base, other, mine, read_by=READ_BY)
    assert set(merged.contested) == set(mirrored.contested)
    free = set(base) - set(merged.contested)
    assert {name: merged.texts[name] for name in free} == {name: mirrored.texts[name] for name in free}


@given(texts, texts, texts)
def test_no_text_gives_way_but_to_one_written_over_it(base: Texts, mine: Texts, other: Texts) -> None:
    merged = merge(base, mine, other, read_by=READ_BY)
    for name in set(base) - set(merged.contested):
        if mine[name] != base[name]:
            assert merged.texts[name] == mine[name]
        if other[name] != base[name]:
            assert merged.texts[name] == other[name]


@given(texts, texts)
def test_where_nobody_knows_what_it_was_every_difference_is_contested(mine: Texts, other: Texts) -> None:
    merged = merge(None, mine, other, read_by={})
    assert set(merged.contested) == {name for name in mine if mine[name] != other[name]}


def test_blank_edges_and_line_ends_are_no_change() -> None:
    merged = merge({"x": "a\nb"}, {"x": "\r\na\r\nb \r\n"}, {"x": "theirs"}, read_by={})
    assert (merged.texts, merged.theirs) == ({"x": "theirs"}, ("x",))


def test_a_time_and_a_change_of_its_zone_are_contested() -> None:
    base, typed = {"when": "10:00", "zone": "UTC"}, {"when": "10:05", "zone": "UTC"}
    merged = merge(base, typed, {"when": "10:00", "zone": "Europe/Berlin"}, read_by=READ_BY)
    assert merged.contested == ("when",)


class Person:
    """Somebody with one section open: what it said when it was opened, and what stands in the form now."""

    def __init__(self, client: Client, page: str) -> None:
        self.client, self.page = client, page
        self.base: dict[str, Any] = {}
        self.typed: dict[str, Any] = {}

    def open(self, incident: Incident) -> None:
        self.base = SECTION_FORMS["resolution"].opened(draft_of(incident)).texts()
        self.typed = dict(self.base)

    def save(self) -> Any:
        data = {**self.typed, "base": json.dumps(self.base)}
        return self.client.post(self.page, data, headers=AUTOMATIC)


class TwoEditors(RuleBasedStateMachine):
    """Two people open, type into and save one section in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        people = make_cast()
        self.incident = start(people.engineer)
        page = reverse("section", args=[self.incident.reference, "resolution"])
        self.people = []
        for person in (people.engineer, people.second_engineer):
            client = Client()
            client.force_login(person)
            self.people.append(Person(client, page))
            self.people[-1].open(self.incident)
        self.words = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @rule(who=st.sampled_from([0, 1]))
    def open(self, who: int) -> None:
        self.people[who].open(self.incident)

    @rule(who=st.sampled_from([0, 1]), name=st.sampled_from(NAMES))
    def type(self, who: int, name: str) -> None:
        self.words += 1
        self.people[who].typed[name] += f" word{self.words}"

    @rule(who=st.sampled_from([0, 1]), name=st.sampled_from(NAMES))
    def clear(self, who: int, name: str) -> None:
        self.people[who].typed[name] = ""

    @rule(who=st.sampled_from([0, 1]))
    def save(self, who: int) -> None:
        person, before = self.people[who], self._stands()
        answer = person.save()
        after = self._stands()
        contested = [name for name in NAMES if _contested(person, before, name)]
        assert answer.status_code == (409 if contested else 200)
        if contested:
            assert after == before
            return
        for name in NAMES:
            typed = _plain(person.typed[name])
            assert after[name] == (before[name] if typed == _plain(person.base[name]) else typed)
        person.base = answer.json()["values"]
        person.typed = dict(person.base)

    def _stands(self) -> dict[str, Any]:
        return SECTION_FORMS["resolution"].opened(draft_of(self.incident)).texts()


def _contested(person: Person, before: dict[str, Any], name: str) -> bool:
    """Say whether saving the field would take away words that the person has never seen."""
    typed, was = _plain(person.typed[name]), _plain(person.base[name])
    return before[name] not in {typed, was} and typed != was


def _plain(text: str) -> str:
    return text.rstrip()


@pytest.mark.django_db
def test_two_editors_never_lose_a_word() -> None:
    run_state_machine_as_test(
        TwoEditors,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def _sent(form: Any, **typed: Any) -> dict[str, Any]:
    return {**form.texts(), "base": form["base"].value(), **typed}


@pytest.fixture
def editors(cast: Cast) -> tuple[Client, Client]:
    first, second = Client(), Client()
    first.force_login(cast.engineer)
    second.force_login(cast.second_engineer)
    return first, second


def test_changes_of_two_fields_of_an_entry_are_both_kept(
    editors: tuple[Client, Client], incident: Incident
) -> None:
    row = incident.timeline.get(position=1)
    form = LISTS["timeline"].opened(row)
    page = reverse("entry", args=[incident.reference, "timeline", row.pk])
    assert editors[0].post(page, _sent(form, source="the log")).status_code == 302
    answer = editors[1].post(page, _sent(form, text="Called twice."), follow=True)
    assert "together with what somebody else changed meanwhile: Source." in answer.content.decode()
    row.refresh_from_db()
    assert (row.text, row.source) == ("Called twice.", "the log")


def test_a_time_typed_by_the_old_zone_is_not_read_by_the_new_one(
    editors: tuple[Client, Client], incident: Incident
) -> None:
    row = incident.timeline.get(position=0)
    form = LISTS["timeline"].opened(row)
    page = reverse("entry", args=[incident.reference, "timeline", row.pk])
    zone = _sent(SECTION_FORMS["summary"].opened(draft_of(incident)), timezone="UTC")
    assert editors[0].post(reverse("section", args=[incident.reference, "summary"]), zone).status_code == 302
    answer = editors[1].post(page, _sent(form, when="2026-07-01 12:06"), headers=AUTOMATIC)
    assert answer.status_code == 409
    assert answer.json() == {"contested": ["When"]}
    assert editors[1].post(page, _sent(form, text="It fired."), headers=AUTOMATIC).status_code == 200


def test_the_three_versions_stand_side_by_side(editors: tuple[Client, Client], incident: Incident) -> None:
    page = reverse("section", args=[incident.reference, "summary"])
    form = SECTION_FORMS["summary"].opened(draft_of(incident))
    editors[0].post(page, _sent(form, severity="sev1", title="Orders failed"))
    answer = editors[1].post(page, _sent(form, severity="sev3", summary="No orders."))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert [(was, stands) for _, was, stands in answer.context["versions"]] == [
        ("Sev 2: major", "Sev 1: critical")
    ]
    assert '<option value="sev3" selected>' in shown
    mine = answer.context["mine"]
    assert editors[1].post(page, _sent(mine)).status_code == 302
    report = draft_of(incident)
    assert (report.severity, report.title, report.summary) == ("sev3", "Orders failed", "No orders.")


def test_what_two_people_wrote_together_is_checked_as_one(
    editors: tuple[Client, Client], incident: Incident
) -> None:
    page = reverse("section", args=[incident.reference, "summary"])
    form = SECTION_FORMS["summary"].opened(draft_of(incident))
    assert editors[0].post(page, _sent(form, started_at="2026-07-01 13:00")).status_code == 302
    answer = editors[1].post(page, _sent(form, resolved_at="2026-07-01 12:30"), headers=AUTOMATIC)
    assert answer.status_code == 422
    assert answer.json()["problems"] == [
        {"field": "Resolved", "message": "This is before the start. Correct one of the two."}
    ]


def test_what_was_typed_in_some_minutes_is_one_entry_of_the_trail(
    editors: tuple[Client, Client], incident: Incident
) -> None:
    def save(editor: int, **typed: str) -> None:
        form = SECTION_FORMS["notes"].opened(draft_of(incident))
        page = reverse("section", args=[incident.reference, "notes"])
        assert editors[editor].post(page, _sent(form, **typed), headers=AUTOMATIC).status_code == 200

    for editor, text in [(0, "a"), (0, "ab"), (0, "abc"), (1, "abcd"), (0, "abcde"), (0, "abcdef")]:
        save(editor, notes=text)
    edits = incident.audit.filter(verb="edited").order_by("pk")
    assert [entry.actor.username for entry in edits] == ["edda", "emil", "edda"]
