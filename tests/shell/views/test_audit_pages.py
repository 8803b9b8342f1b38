"""Managers read what was done on the whole site, and take it along."""

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents import house_rules
from incidents.forms.audit import PER_PAGE
from incidents.models import AuditEntry
from tests.shell.cast import Cast, now, publish, start
from tests.shell.test_policies import rule

NIGHT = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


def entry(cast: Cast, at: datetime, verb: str = "ruled", detail: str = "") -> AuditEntry:
    return AuditEntry.objects.create(actor=cast.manager, verb=verb, at=at, detail=detail)


def shown(client: Client, **asked: str) -> list[AuditEntry]:
    answer = client.get(reverse("audit"), asked)
    assert answer.status_code == 200
    found: list[AuditEntry] = answer.context["entries"]
    return found


def test_every_step_is_shown_with_its_person_incident_and_digest(manager: Client, cast: Cast) -> None:
    publication = publish(start(cast.engineer), cast)
    page = manager.get(reverse("audit")).content.decode()

    assert "started the draft" in page
    assert "let a warning stand" in page
    assert publication.digest in page
    assert publication.incident.reference in page


def test_a_rule_of_the_house_leaves_an_entry_without_an_incident(manager: Client, cast: Cast) -> None:
    rule(cast, "sev1", business_days=2)
    house_rules.save_template(None, {"name": "Ours"}, base="", by=cast.second_manager, at=now())

    template, days = shown(manager)
    assert (template.actor, template.detail, template.incident) == (
        cast.second_manager,
        "template Ours",
        None,
    )
    assert "due after 2 business days" in days.detail


def test_it_is_narrowed_by_person_verb_incident_and_days(manager: Client, cast: Cast) -> None:
    incident, other = start(cast.engineer), start(cast.second_engineer)
    late, early = entry(cast, NIGHT), entry(cast, MORNING)

    assert [each.incident for each in shown(manager, person="emil")] == [other]
    assert {each.incident for each in shown(manager, verb="started")} == {incident, other}
    assert [each.incident for each in shown(manager, incident=incident.reference.lower())] == [incident]
    assert shown(manager, since="2026-03-01", until="2026-03-01") == [late]
    assert shown(manager, since="2026-03-02", until="2026-03-02") == [early]
    assert shown(manager, person="mara", verb="started") == []
    assert "Nothing on record" in manager.get(reverse("audit"), {"incident": "INC-1"}).content.decode()


def test_pages_go_on_where_the_last_one_ended(manager: Client, cast: Cast) -> None:
    made = [entry(cast, MORNING, detail=str(number)) for number in range(PER_PAGE + 3)]
    with CaptureQueriesContext(connection) as first_asked:
        first = manager.get(reverse("audit"))
    with CaptureQueriesContext(connection) as then_asked:
        then = manager.get(reverse("audit"), {"after": first.context["after"]})

    assert [*first.context["entries"], *then.context["entries"]] == made[::-1]
    assert then.context["after"] == ""
    assert len(first_asked) == len(then_asked)


def test_a_day_that_is_none_is_said_and_exports_nothing(manager: Client, cast: Cast) -> None:
    for name in ("audit", "audit-export"):
        answer = manager.get(reverse(name), {"since": "2026-02-30"})
        assert answer.status_code == 422
        assert "Enter a valid date" in answer.content.decode()


def test_the_export_is_json_lines_oldest_first_of_what_is_asked_for(manager: Client, cast: Cast) -> None:
    incident = start(cast.engineer)
    entry(cast, NIGHT, detail="A line\nand “another”")
    answer = manager.get(reverse("audit-export"))
    everything = [json.loads(line) for line in _text(answer).splitlines()]

    assert [each["verb"] for each in everything] == ["ruled", "started"]
    assert everything[0] == {
        "id": everything[0]["id"],
        "at": "2026-03-01T23:59:00Z",
        "person": "mara",
        "verb": "ruled",
        "incident": None,
        "digest": None,
        "detail": "A line\nand “another”",
    }
    assert everything[1]["incident"] == incident.reference
    assert everything[1]["digest"].startswith("sha256:")
    narrowed = _text(manager.get(reverse("audit-export"), {"verb": "started"}))
    assert [json.loads(line)["verb"] for line in narrowed.splitlines()] == ["started"]


def test_only_managers_read_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    for name in ("audit", "audit-export"):
        assert client.get(reverse(name)).status_code == 403
    assert reverse("audit") not in client.get(reverse("home")).content.decode()
    client.force_login(cast.manager)
    assert reverse("audit") in client.get(reverse("home")).content.decode()


def test_the_command_exports_the_same(manager: Client, cast: Cast) -> None:
    incident = start(cast.engineer)
    entry(cast, NIGHT)

    assert exported() == _text(manager.get(reverse("audit-export")))
    narrowed = exported(
        "--person", "edda", "--incident", incident.reference, "--verb", "started", "--since", "2026-08-01"
    )
    assert [json.loads(line)["incident"] for line in narrowed.splitlines()] == [incident.reference]
    assert exported("--until", "2026-02-28") == ""


@pytest.mark.parametrize(
    "arguments",
    [("--person", "nobody"), ("--incident", "INC-1"), ("--verb", "smiled"), ("--since", "yesterday")],
)
def test_what_the_command_does_not_know_it_refuses(db: None, arguments: tuple[str, str]) -> None:
    with pytest.raises(CommandError) as caught:
        exported(*arguments)
    assert caught.value.returncode == 2 or "invalid" in str(caught.value)


def exported(*arguments: str) -> str:
    out = StringIO()
    call_command("export_audit", *arguments, stdout=out)
    return out.getvalue()


def _text(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()
