from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction

from incidents.models import (
    AffectedComponent,
    AuditEntry,
    Comment,
    Component,
    CorrectiveAction,
    Decision,
    DeployFailure,
    Incident,
    Notice,
    Publication,
    Revision,
    RootCause,
    Schedule,
    TimelineEvent,
    Waiver,
)
from tests.shell.cast import Cast, publish, start

NOW = datetime(2026, 8, 3, 9, tzinfo=UTC)
LATER = datetime(2026, 8, 3, 10, tzinfo=UTC)
DIGEST = "sha256:" + "0" * 64
WITHDRAWN = {
    "edition": 2,
    "kind": "withdrawal",
    "decision": None,
    "report": b"",
    "digest": "",
    "note": "Why.",
}
CORRECTED = {"edition": 2, "kind": "correction", "note": "What changed."}

Facts = dict[str, Any]


@pytest.fixture
def facts(cast: Cast) -> dict[type[models.Model], Facts]:
    """Return for every model the columns of a row that may stand, beside a published incident's own."""
    incident = start(cast.engineer)
    publish(incident, cast)
    decision = Decision.objects.get()
    cause = incident.root_causes.get(position=0)
    first = incident.comments.create(text="Why?", person=cast.manager, at=NOW)
    return {
        Incident: {
            "reference": "INC-X",
            "slug": "x",
            "author": cast.engineer,
            "created_at": NOW,
            "updated_at": NOW,
        },
        TimelineEvent: {"incident": incident, "position": 9},
        RootCause: {"incident": incident, "position": 9, "because_of": cause},
        CorrectiveAction: {"incident": incident, "position": 9},
        Component: {"name": "Payments"},
        AffectedComponent: {
            "incident": incident,
            "component": Component.objects.create(name="New"),
            "position": 9,
        },
        Revision: {
            "incident": incident,
            "number": 2,
            "report": b"{}",
            "digest": DIGEST,
            "public_digest": DIGEST,
            "submitted_by": cast.engineer,
            "submitted_at": NOW,
        },
        Decision: {
            "revision": decision.revision,
            "verdict": "approved",
            "person": cast.second_manager,
            "decided_at": NOW,
            "digest": DIGEST,
        },
        Publication: {
            "incident": incident,
            "decision": decision,
            "report": b"{}",
            "digest": DIGEST,
            "occurred_at": NOW,
            "month": date(2026, 7, 1),
            "published_by": cast.manager,
            "published_at": NOW,
            **CORRECTED,
        },
        Schedule: {
            "incident": incident,
            "decision": decision,
            "publish_at": LATER,
            "zone": "Europe/Berlin",
            "person": cast.manager,
            "made_at": NOW,
        },
        DeployFailure: {
            "publication": Publication.objects.get(),
            "at": NOW,
            "attempt": 1,
            "reason": "No space left on device",
        },
        Waiver: {
            "incident": incident,
            "fingerprint": "0123456789abcdef",
            "code": "no-actions",
            "message": "No action is promised.",
            "reason": "All was done that day.",
            "person": cast.manager,
            "at": NOW,
        },
        Comment: {"incident": incident, "text": "Is this so?", "person": cast.manager, "at": NOW},
        Notice: {"person": cast.engineer, "comment": first, "kind": "commented"},
        AuditEntry: {"incident": incident, "actor": cast.manager, "verb": "edited", "at": NOW},
    }


ALLOWED: list[tuple[type[models.Model], Facts]] = [
    (Incident, {}),
    (Incident, {"severity": "", "started_at": NOW, "resolved_at": NOW, "impact_percent": Decimal(100)}),
    (Incident, {"resolved_at": NOW}),
    (TimelineEvent, {}),
    (TimelineEvent, {"at": NOW}),
    (TimelineEvent, {"clock": "03:10"}),
    (RootCause, {}),
    (CorrectiveAction, {}),
    (Component, {}),
    (AffectedComponent, {}),
    (Revision, {}),
    (Decision, {}),
    (Decision, {"verdict": "sent_back", "note": "Why."}),
    (Publication, {}),
    (Publication, WITHDRAWN),
    (AuditEntry, {}),
    (AuditEntry, {"verb": "waived"}),
    (AuditEntry, {"verb": "revoked"}),
    (AuditEntry, {"verb": "unscheduled"}),
    (Waiver, {}),
    (Schedule, {}),
    (Schedule, {"outcome": "cancelled", "ended_at": NOW}),
    (Schedule, {"outcome": "published", "ended_at": LATER}),
    (Schedule, {"outcome": "held", "ended_at": LATER, "reason": "Why."}),
    (DeployFailure, {}),
    (Comment, {"anchor": "summary", "quote": "For ninety minutes"}),
    (Notice, {}),
    (Notice, {"kind": "mentioned", "read_at": LATER}),
]

REFUSED: list[tuple[type[models.Model], Facts]] = [
    (Incident, {"started_at": LATER, "resolved_at": NOW}),
    (Incident, {"severity": "sev9"}),
    (Incident, {"impact_percent": Decimal("100.000001")}),
    (Incident, {"impact_percent": Decimal("-0.000001")}),
    (Incident, {"reference": "INC-2026-0001"}),
    (Incident, {"slug": "orders-could-not-be-placed"}),
    (Incident, {"author": None}),
    (TimelineEvent, {"position": 0}),
    (TimelineEvent, {"position": -1}),
    (TimelineEvent, {"at": NOW, "clock": "03:10"}),
    (TimelineEvent, {"kind": "guessed"}),
    (TimelineEvent, {"audience": "everyone"}),
    (TimelineEvent, {"audience": ""}),
    (RootCause, {"position": 0}),
    (RootCause, {"kind": ""}),
    (RootCause, {"audience": "secret"}),
    (CorrectiveAction, {"position": 0}),
    (CorrectiveAction, {"kind": "hopeful"}),
    (CorrectiveAction, {"state": "forgotten"}),
    (CorrectiveAction, {"audience": ""}),
    (Component, {"name": "Checkout"}),
    (AffectedComponent, {"position": 0}),
    (Revision, {"number": 1}),
    (Revision, {"number": 0}),
    (Revision, {"digest": "md5:0"}),
    (Revision, {"public_digest": ""}),
    (Revision, {"submitted_by": None}),
    (Revision, {"submitted_at": None}),
    (Decision, {"verdict": None}),
    (Decision, {"verdict": ""}),
    (Decision, {"verdict": "perhaps"}),
    (Decision, {"person": None}),
    (Decision, {"decided_at": None}),
    (Decision, {"digest": None}),
    (Decision, {"digest": ""}),
    (Decision, {"digest": "md5:0"}),
    (Decision, {"verdict": "sent_back"}),
    (Publication, {"edition": 1}),  # a correction is never the first
    (Publication, {"edition": 1, "kind": "post"}),  # there is one
    (Publication, {"edition": 2, "kind": "post"}),
    (Publication, {"edition": 0}),
    (Publication, {"kind": "leak"}),
    (Publication, {"note": ""}),
    (Publication, {"decision": None}),
    (Publication, {"digest": ""}),
    (Publication, {"digest": "md5:0"}),
    (Publication, {**WITHDRAWN, "note": ""}),
    (Publication, {**WITHDRAWN, "digest": DIGEST}),
    (AuditEntry, {"verb": "deleted"}),
    (AuditEntry, {"actor": None}),
    (Schedule, {"publish_at": NOW}),
    (Schedule, {"zone": ""}),
    (Schedule, {"person": None}),
    (Schedule, {"decision": None}),
    (Schedule, {"outcome": "forgotten", "ended_at": NOW}),
    (Schedule, {"outcome": "cancelled"}),
    (Schedule, {"outcome": "published"}),
    (Schedule, {"ended_at": NOW}),
    (Schedule, {"reason": "Why."}),
    (Schedule, {"outcome": "held", "ended_at": NOW}),
    (Schedule, {"outcome": "published", "ended_at": NOW, "reason": "Why."}),
    (DeployFailure, {"attempt": 0}),
    (DeployFailure, {"reason": ""}),
    (DeployFailure, {"publication": None}),
    (Waiver, {"reason": ""}),
    (Waiver, {"person": None}),
    (Waiver, {"at": None}),
    (Waiver, {"revoked_at": NOW}),
    (Comment, {"text": ""}),
    (Comment, {"person": None}),
    (Comment, {"resolved_at": NOW}),
    (Notice, {"kind": "guessed"}),
    (Notice, {"comment": None}),
    (Notice, {"told_at": LATER}),
]


def _id(case: Any) -> str:
    return (
        case.__name__
        if isinstance(case, type)
        else ",".join(f"{name}={value}" for name, value in case.items())
    )


@pytest.mark.parametrize(("model", "said"), ALLOWED, ids=_id)
def test_a_row_that_makes_sense_is_kept(
    facts: dict[type[models.Model], Facts], model: type[models.Model], said: Facts
) -> None:
    model._default_manager.create(**{**facts[model], **said})


@pytest.mark.parametrize(("model", "said"), REFUSED, ids=_id)
def test_the_database_refuses_nonsense(
    facts: dict[type[models.Model], Facts], model: type[models.Model], said: Facts
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**{**facts[model], **said})


def test_a_cause_is_not_its_own_explanation(incident: Incident) -> None:
    cause = incident.root_causes.get(position=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        RootCause.objects.filter(pk=cause.pk).update(because_of=cause)


def test_a_component_is_affected_once(incident: Incident) -> None:
    component = Component.objects.get(name="Checkout")
    with pytest.raises(IntegrityError), transaction.atomic():
        AffectedComponent.objects.create(incident=incident, component=component, position=9)


def test_one_person_decides_once_on_a_revision(facts: dict[type[models.Model], Facts]) -> None:
    Decision.objects.create(**facts[Decision])
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**facts[Decision])


def test_an_incident_has_one_schedule_until_something_comes_of_it(
    facts: dict[type[models.Model], Facts],
) -> None:
    first = Schedule.objects.create(**facts[Schedule])
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.create(**facts[Schedule])

    Schedule.objects.filter(pk=first.pk).update(outcome="cancelled", ended_at=NOW)
    second = Schedule.objects.create(**facts[Schedule])
    assert list(Schedule.objects.standing()) == [second]


def test_a_finding_is_waived_once_until_the_waiver_is_taken_back(
    facts: dict[type[models.Model], Facts], cast: Cast
) -> None:
    first = Waiver.objects.create(**facts[Waiver])
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(**facts[Waiver])
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=first.pk).update(revoked_by=cast.manager)

    Waiver.objects.filter(pk=first.pk).update(revoked_by=cast.manager, revoked_at=LATER)
    second = Waiver.objects.create(**facts[Waiver])
    assert list(Waiver.objects.in_force().filter(code="no-actions")) == [second]


@pytest.mark.parametrize("said", [{"anchor": "summary"}, {"quote": "For ninety"}, {"resolved_at": NOW}])
def test_what_belongs_to_a_thread_stands_on_its_first_comment(
    facts: dict[type[models.Model], Facts], cast: Cast, said: Facts
) -> None:
    first = Comment.objects.create(**facts[Comment])
    resolved = {"resolved_by": cast.manager} if "resolved_at" in said else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**{**facts[Comment], **said, **resolved, "reply_to": first})
    Comment.objects.filter(pk=first.pk).update(resolved_at=LATER, resolved_by=cast.manager)
    Comment.objects.create(**facts[Comment], reply_to=first)
    assert first not in Comment.objects.open()


def test_somebody_is_told_of_a_comment_once(facts: dict[type[models.Model], Facts]) -> None:
    Notice.objects.create(**facts[Notice])
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**{**facts[Notice], "kind": "mentioned"})


@pytest.mark.parametrize(
    "delete",
    [
        lambda cast, _incident: cast.manager.delete(),
        lambda cast, _incident: cast.engineer.delete(),
        lambda _cast, incident: incident.delete(),
        lambda _cast, incident: incident.revisions.get().delete(),
        lambda _cast, _incident: Decision.objects.get().delete(),
        lambda _cast, _incident: Component.objects.get(name="Checkout").delete(),
    ],
)
def test_what_a_publication_rests_on_cannot_be_deleted(
    cast: Cast, delete: Callable[[Cast, Incident], None]
) -> None:
    incident = start(cast.engineer)
    publish(incident, cast)

    with pytest.raises(models.ProtectedError):
        delete(cast, incident)


def test_lists_come_in_their_order(incident: Incident, engineer: User) -> None:
    incident.timeline.filter(position=0).update(position=7)

    assert [row.text for row in incident.timeline.all()] == [
        "Called the vendor.",
        "The limit was put back.",
        "An alert fired.",
    ]


def test_the_current_edition_is_the_newest_one(cast: Cast) -> None:
    first, second = start(cast.engineer), start(cast.engineer)
    publish(first, cast)
    only = publish(second, cast)
    facts = {"published_by": cast.manager, "published_at": NOW, "occurred_at": NOW, "month": date(2026, 7, 1)}
    notice = Publication.objects.create(incident=first, **WITHDRAWN, **facts)

    assert set(Publication.objects.current()) == {notice, only}


def test_pending_editions_come_oldest_first(cast: Cast) -> None:
    first, second, third = (publish(start(cast.engineer), cast) for _ in range(3))
    Publication.objects.filter(pk=second.pk).update(deployed_at=NOW)

    assert list(Publication.objects.pending()) == [first, third]
