from collections.abc import Callable
from dataclasses import replace as rewrite
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import override_settings
from msgspec.structs import replace

from incidents import workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import (
    AuditEntry,
    Decision,
    Incident,
    Publication,
    PublicationKind,
    Revision,
    Schedule,
    Verb,
    Verdict,
)
from incidents.models.policy import policy_of
from incidents.report import canonical
from incidents.report.projection import public, public_digest
from incidents.report.value import Report
from incidents.workflow import Stage, Standing, Step, standing
from incidents.workflow.stage import standing_of
from incidents.workflow.steps import STEPS
from tests.shell.cast import (
    REPORT,
    Cast,
    approve,
    at_stage,
    draft_of,
    edit,
    ignore,
    now,
    plan,
    publish,
    reasons,
    start,
    submit,
    titled,
    withdraw,
)
from tests.shell.lifted import lifted

SITUATIONS: dict[str, tuple[Stage, set[Step]]] = {
    "draft": (Stage.DRAFT, {Step.SUBMIT}),
    "in review": (Stage.IN_REVIEW, {Step.RECALL, Step.APPROVE, Step.SEND_BACK}),
    "in review, changed": (Stage.IN_REVIEW, {Step.RECALL, Step.SUBMIT, Step.SEND_BACK}),
    "sent back": (Stage.SENT_BACK, {Step.SUBMIT}),
    "sent back, changed": (Stage.SENT_BACK, {Step.SUBMIT}),
    "approved": (Stage.APPROVED, {Step.PUBLISH, Step.SCHEDULE}),
    "approved, scheduled": (Stage.APPROVED, {Step.PUBLISH, Step.UNSCHEDULE}),
    "approved, scheduled and changed": (Stage.DRAFT, {Step.SUBMIT, Step.UNSCHEDULE}),
    "approved, scheduled and submitted": (
        Stage.IN_REVIEW,
        {Step.RECALL, Step.APPROVE, Step.SEND_BACK, Step.UNSCHEDULE},
    ),
    "approved, changed": (Stage.DRAFT, {Step.SUBMIT}),
    "published": (Stage.PUBLISHED, {Step.WITHDRAW}),
    "published, changed": (Stage.DRAFT, {Step.SUBMIT, Step.WITHDRAW}),
    "published, in review": (Stage.IN_REVIEW, {Step.RECALL, Step.APPROVE, Step.SEND_BACK, Step.WITHDRAW}),
    "published, sent back": (Stage.SENT_BACK, {Step.SUBMIT, Step.WITHDRAW}),
    "published, approved": (Stage.APPROVED, {Step.CORRECT, Step.SCHEDULE, Step.WITHDRAW}),
    "withdrawn": (Stage.WITHDRAWN, {Step.SUBMIT}),
    "withdrawn, changed": (Stage.DRAFT, {Step.SUBMIT}),
    "withdrawn, approved": (Stage.APPROVED, {Step.RESTORE, Step.SCHEDULE}),
}
STAGES = {stage.value.replace("_", " "): stage for stage in Stage}


def bring_to(situation: str, cast: Cast) -> Incident:
    first, _, then = situation.partition(", ")
    incident = at_stage(STAGES[first], cast)
    if "scheduled" in then:
        plan(incident, cast.manager)
    if then != "scheduled" and then:
        edit(incident, cast.second_engineer, impact="All of the orders.")
    if then == "scheduled and submitted":
        submit(incident, cast.engineer)
    elif then in {"in review", "sent back", "approved"}:
        revision = submit(incident, cast.engineer)
        if then == "sent back":
            workflow.send_back(incident, revision, by=cast.manager, at=now(), note="Say how many.")
        elif then == "approved":
            workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons(revision))
    return incident


def take(step: Step, incident: Incident, by: User) -> None:
    """Try a step as the page would, on the revision that it shows."""
    revision = incident.revisions.order_by("number").last() or Revision()
    if step is Step.SUBMIT:
        workflow.submit(incident, by=by, at=now(), correction_note="More orders failed.")
    elif step is Step.APPROVE:
        workflow.approve(
            incident, revision, by=by, at=now(), reasons=reasons(revision) if revision.pk else {}
        )
    elif step is Step.SEND_BACK:
        workflow.send_back(incident, revision, by=by, at=now(), note="Say how many.")
    elif step is Step.WITHDRAW:
        workflow.withdraw(incident, by=by, at=now(), note="It named the wrong part.", enqueue=ignore)
    elif step is Step.RECALL:
        workflow.recall(incident, by=by, at=now())
    elif step is Step.SCHEDULE:
        plan(incident, by)
    elif step is Step.UNSCHEDULE:
        workflow.unschedule(incident, by=by, at=now())
    else:
        verbs = {
            Step.PUBLISH: workflow.publish,
            Step.CORRECT: workflow.correct,
            Step.RESTORE: workflow.restore,
        }
        verbs[step](incident, by=by, at=now(), enqueue=ignore)


def standing_of_row(incident: Incident) -> Standing:
    """Return the standing as another process sees it, whatever this instance holds in memory."""
    return standing(Incident.objects.get(pk=incident.pk))


def rows() -> tuple[list[object], ...]:
    kinds = (Incident, Revision, Decision, Schedule, Publication, AuditEntry)
    return tuple(list(kind._default_manager.order_by("pk").values()) for kind in kinds)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_has_its_stage_and_steps_and_refuses_every_other(cast: Cast, situation: str) -> None:
    incident = bring_to(situation, cast)
    stage, steps = SITUATIONS[situation]
    before = rows()

    stands = standing_of_row(incident)
    assert (stands.stage, set(stands.steps)) == (stage, steps)
    for step in set(Step) - steps:
        with pytest.raises(WrongStateError, match=r"^[A-Z].*\.$"):
            take(step, incident, cast.manager)
    assert rows() == before


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_lists_of_work_agree_with_the_stage(cast: Cast, situation: str) -> None:
    incident = bring_to(situation, cast)
    stage = SITUATIONS[situation][0]

    assert list(Incident.objects.in_review()) == ([incident] if stage is Stage.IN_REVIEW else [])
    if situation not in {
        "approved, changed",
        "approved, scheduled and changed",
    }:  # only a snapshot can tell; the list is of candidates
        assert list(Incident.objects.approved()) == ([incident] if stage is Stage.APPROVED else [])


@pytest.mark.parametrize(
    ("situation", "step"),
    [(situation, step) for situation, (_, steps) in SITUATIONS.items() for step in sorted(steps)],
)
def test_every_step_that_a_situation_offers_can_be_taken(cast: Cast, situation: str, step: Step) -> None:
    incident = bring_to(situation, cast)
    steps = incident.audit.exclude(verb=Verb.WAIVED)
    entries = steps.count()

    take(step, incident, cast.engineer if step is Step.RECALL else cast.manager)

    assert steps.count() == entries + 1
    assert standing_of_row(incident).stage is STEPS[SITUATIONS[situation][0]][step]


# Who may.

MANAGERS_ONLY = (
    Step.APPROVE,
    Step.SEND_BACK,
    Step.SCHEDULE,
    Step.UNSCHEDULE,
    Step.PUBLISH,
    Step.CORRECT,
    Step.RESTORE,
    Step.WITHDRAW,
)
SITUATION_FOR = {
    Step.SUBMIT: "draft",
    Step.RECALL: "in review",
    Step.APPROVE: "in review",
    Step.SEND_BACK: "in review",
    Step.SCHEDULE: "approved",
    Step.UNSCHEDULE: "approved, scheduled",
    Step.PUBLISH: "approved",
    Step.CORRECT: "published, approved",
    Step.RESTORE: "withdrawn, approved",
    Step.WITHDRAW: "published",
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("who", ["engineer", "second_engineer", "second_manager", "stranger", "gone"])
def test_each_step_is_for_its_people(cast: Cast, step: Step, who: str) -> None:
    incident = bring_to(SITUATION_FOR[step], cast)
    if who == "gone":
        User.objects.filter(pk=cast.second_manager.pk).update(is_active=False)
    person = User.objects.get(pk=cast.second_manager.pk if who == "gone" else getattr(cast, who).pk)
    allowed = who == "second_manager" or ("engineer" in who and step is Step.SUBMIT)
    if step is Step.RECALL:
        allowed = who == "engineer"

    if allowed:
        take(step, incident, person)
    else:
        with pytest.raises(NotAllowedError, match=r"\.$"):
            take(step, incident, person)


def test_a_stranger_starts_nothing(stranger: User) -> None:
    with pytest.raises(NotAllowedError):
        start(stranger)

    assert not Incident.objects.exists()


def test_nobody_decides_on_what_they_wrote_or_submitted(cast: Cast) -> None:
    incident = start(cast.second_manager)
    revision = submit(incident, cast.manager)

    for person in (cast.manager, cast.second_manager):
        with pytest.raises(NotAllowedError, match="someone else must decide on it"):
            workflow.approve(incident, revision, by=person, at=now())
        with pytest.raises(NotAllowedError):
            workflow.send_back(incident, revision, by=person, at=now(), note="x")
    assert not Decision.objects.exists()


# Approval binds the revision that was read, and its public digest.


def test_a_decision_on_an_outdated_revision_is_refused(cast: Cast) -> None:
    incident = start(cast.engineer)
    old = submit(incident, cast.engineer)
    edit(incident, cast.engineer, impact="All of the orders.")
    new = submit(incident, cast.engineer)

    elsewhere = submit(start(cast.engineer), cast.engineer)

    for revision in (old, elsewhere, Revision()):
        with pytest.raises(WrongStateError, match="newer revision"):
            workflow.approve(incident, revision, by=cast.manager, at=now())
        with pytest.raises(WrongStateError, match="newer revision"):
            workflow.send_back(incident, revision, by=cast.manager, at=now(), note="x")
    workflow.approve(incident, new, by=cast.manager, at=now(), reasons=reasons(new))
    assert Decision.objects.get().digest == new.public_digest


def test_a_public_note_that_nobody_read_is_not_approved_with_an_old_page(cast: Cast) -> None:
    incident = bring_to("published, changed", cast)
    read = submit(incident, cast.engineer, note="All orders failed, not a third.")
    workflow.send_back(incident, read, by=cast.second_manager, at=now(), note="Say it shorter.")
    unread = submit(incident, cast.engineer, note="The vendor is to blame.")
    assert unread.public_digest == read.public_digest

    with pytest.raises(WrongStateError, match="newer revision"):
        workflow.approve(incident, read, by=cast.manager, at=now())
    assert standing_of_row(incident).stage is Stage.IN_REVIEW
    workflow.approve(incident, unread, by=cast.manager, at=now(), reasons=reasons(unread))
    assert standing_of_row(incident).stage is Stage.APPROVED


def test_an_approval_says_who_when_and_on_what(cast: Cast) -> None:
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    at = now()
    decision = workflow.approve(
        incident,
        revision,
        by=cast.manager,
        at=at,
        note=" Well\r\nwritten. ",
        reasons=reasons(revision),
    )

    stored = Decision.objects.get()
    assert stored == decision
    assert (stored.person, stored.decided_at, stored.digest) == (cast.manager, at, public_digest(REPORT))
    assert (stored.verdict, stored.note) == (Verdict.APPROVED, " Well\nwritten.")


@pytest.mark.parametrize(
    "change",
    [
        ("impact", {"impact": REPORT.impact}),
        ("notes", {"notes": "The vendor was told."}),
        ("notes", {"notes": ""}),
    ],
)
def test_saving_unchanged_or_touching_a_note_keeps_the_approval(
    cast: Cast, change: tuple[str, dict[str, str]]
) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    edit(incident, cast.second_engineer, change[0], **change[1])

    assert standing_of_row(incident).stage is Stage.APPROVED


def test_a_changed_public_character_voids_the_approval_until_it_is_changed_back(cast: Cast) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    edit(incident, cast.engineer, impact=REPORT.impact + "!")
    with pytest.raises(WrongStateError, match="submit it first"):
        workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)

    edit(incident, cast.engineer, impact=REPORT.impact)
    assert standing_of_row(incident).stage is Stage.APPROVED


def test_what_is_published_is_what_was_approved_even_if_the_draft_went_on(cast: Cast) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    edit(incident, cast.engineer, "notes", notes="Later thoughts.")
    publication = workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)

    stored = Publication.objects.get()
    assert bytes(stored.report) == canonical.encode(public(REPORT))
    assert stored.digest == canonical.digest(bytes(stored.report)) == Decision.objects.get().digest
    assert (stored, stored.decision, stored.edition) == (publication, Decision.objects.get(), 1)
    assert b"vendor" not in bytes(stored.report)


def test_a_revision_tampered_with_is_not_published(cast: Cast) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    with lifted():
        Revision.objects.update(report=canonical.encode(titled("Something else")))

    with pytest.raises(WrongStateError, match="no longer matches its approval"):
        workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    assert not Publication.objects.exists()


def test_a_revision_keeps_everything_as_it_was_submitted(cast: Cast) -> None:
    incident = start(cast.engineer)
    workflow.submit(incident, by=cast.second_engineer, at=now(), message=" Please\r\nread. ")
    edit(incident, cast.engineer, impact="All of the orders.")

    revision = Revision.objects.get()
    assert canonical.decode(bytes(revision.report)) == REPORT
    assert revision.digest == canonical.digest(bytes(revision.report))
    assert (revision.public_digest, revision.number) == (public_digest(REPORT), 1)
    assert (revision.submitted_by, revision.message) == (cast.second_engineer, " Please\nread.")
    assert revision.correction_note == ""


# What must be said.


@pytest.mark.parametrize(
    ("report", "path", "message"),
    [
        (replace(REPORT, title=""), "title", "The report has no title"),
        (replace(REPORT, summary=""), "summary", "There is no summary"),
        (replace(REPORT, summary="Ask eve@example.com."), "summary", "eve@example.com"),
        (Report(), "title", "The report has no title"),
    ],
)
def test_a_report_without_the_first_things_is_not_submitted(
    cast: Cast, report: Report, path: str, message: str
) -> None:
    incident = start(cast.engineer, report)
    with pytest.raises(NotValidError, match=message) as caught:
        workflow.submit(incident, by=cast.engineer, at=now())

    assert caught.value.path == path
    assert not Revision.objects.exists()


@pytest.mark.parametrize("note", ["", " \r\n ", "\x00", "\ufeff"])
def test_what_goes_to_readers_or_back_to_authors_is_explained(cast: Cast, note: str) -> None:
    in_review = at_stage(Stage.IN_REVIEW, cast)
    revision = in_review.revisions.get()
    published = at_stage(Stage.PUBLISHED, cast)
    changed = bring_to("published, changed", cast)

    with pytest.raises(NotValidError, match="Say in a sentence what should change"):
        workflow.send_back(in_review, revision, by=cast.manager, at=now(), note=note)
    with pytest.raises(NotValidError, match="why the post is withdrawn"):
        workflow.withdraw(published, by=cast.manager, at=now(), note=note, enqueue=ignore)
    with pytest.raises(NotValidError, match="what this correction changes") as caught:
        workflow.submit(changed, by=cast.engineer, at=now(), correction_note=note)
    assert caught.value.path == "correction_note"


# Editions.


def test_corrections_and_withdrawals_are_later_editions(cast: Cast) -> None:
    incident = at_stage(Stage.PUBLISHED, cast)
    slug = Incident.objects.get().slug
    edit(incident, cast.engineer, "summary", title="Orders and payments failed")
    revision = submit(incident, cast.engineer, note="Payments  failed too.\r\n")
    workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons(revision))
    workflow.correct(incident, by=cast.manager, at=now(), enqueue=ignore)
    withdraw(incident, cast)
    approve(incident, cast)
    workflow.restore(incident, by=cast.manager, at=now(), enqueue=ignore)

    editions = list(Publication.objects.values_list("edition", "kind", "note"))
    assert editions == [
        (1, PublicationKind.POST, ""),
        (2, PublicationKind.CORRECTION, "Payments  failed too."),
        (3, PublicationKind.WITHDRAWAL, "It named the wrong part."),
        (4, PublicationKind.RESTORATION, "The number was wrong."),
    ]
    assert standing_of_row(incident).stage is Stage.PUBLISHED
    assert Incident.objects.get().slug == slug


def test_a_withdrawal_shows_nothing_of_the_report_and_stays_in_its_month(cast: Cast) -> None:
    incident = at_stage(Stage.WITHDRAWN, cast)
    post, notice = incident.publications.order_by("edition")

    assert (bytes(notice.report), notice.digest, notice.decision) == (b"", "", None)
    assert (notice.month, notice.occurred_at) == (post.month, post.occurred_at)
    assert not standing_of_row(incident).is_live


def test_a_withdrawal_ends_the_review_that_was_under_way(cast: Cast) -> None:
    incident = bring_to("published, in review", cast)
    withdraw(incident, cast)

    assert standing_of_row(incident).stage is Stage.WITHDRAWN
    with pytest.raises(WrongStateError, match="withdrawn"):
        take(Step.APPROVE, incident, cast.manager)


@pytest.mark.parametrize(
    ("zone", "began", "month"),
    [
        ("Europe/Berlin", "2026-03-01T00:30:00+01:00", date(2026, 3, 1)),  # still February in UTC
        ("America/New_York", "2026-02-28T23:30:00-05:00", date(2026, 2, 1)),
        (None, "2026-02-28T23:30:00", date(2026, 2, 1)),
        ("Europe/Berlin", None, date(2026, 8, 1)),  # not stated: when it was published
    ],
)
@override_settings(CHECKS={"off": ["date-missing"]})
def test_a_post_is_listed_in_the_month_its_own_clocks_showed(
    cast: Cast, zone: str | None, began: str | None, month: date
) -> None:
    moment = datetime.fromisoformat(began) if began else None
    report = replace(REPORT, timezone=zone, started_at=moment, resolved_at=None, timeline=())

    assert publish(start(cast.engineer, report), cast).month == month


# Addresses.


def test_no_address_tells_a_title_that_is_not_approved_and_published(cast: Cast) -> None:
    incident = start(cast.engineer)
    assert Incident.objects.get().slug == incident.reference.lower()
    approve(incident, cast)
    assert Incident.objects.get().slug == incident.reference.lower()

    take(Step.PUBLISH, incident, cast.manager)
    assert Incident.objects.get().slug == "orders-could-not-be-placed"


def published_slug(cast: Cast, title: str) -> str:
    incident = start(cast.engineer, titled(title))
    publish(incident, cast)
    incident.refresh_from_db()
    incident.full_clean()  # the column's length and alphabet, which SQLite does not hold to
    return incident.slug


def test_posts_of_one_title_have_addresses_of_their_own(cast: Cast) -> None:
    long = "Orders could not be placed in any of the regions that we serve from Frankfurt and Dublin"
    slugs = [
        published_slug(cast, title)
        for title in (long, long, "Ünïcode & <b>", "Ünïcode & <b>", "注文", "注文")
    ]

    assert len(set(slugs)) == 6
    assert slugs[0] == "orders-could-not-be-placed-in-any-of-the-regions-that-we-ser"
    assert slugs[1] == f"{slugs[0]}-inc-2026-0002"
    assert slugs[4:] == ["inc-2026-0005", "inc-2026-0006"]


def test_a_title_never_takes_the_place_of_an_incident_to_come(cast: Cast) -> None:
    assert published_slug(cast, "INC-2026-0002") == "inc-2026-0002-inc-2026-0001"
    assert published_slug(cast, "Orders INC-2026-0004") == "orders-inc-2026-0004"
    assert published_slug(cast, "Orders") == "orders"
    assert published_slug(cast, "Orders") == "orders-inc-2026-0004-2"


# Traces and jobs.


def test_each_verb_leaves_one_audit_entry(cast: Cast) -> None:
    incident = bring_to("published, sent back", cast)
    take(Step.SUBMIT, incident, cast.engineer)
    take(Step.APPROVE, incident, cast.manager)
    take(Step.CORRECT, incident, cast.second_manager)
    take(Step.WITHDRAW, incident, cast.manager)

    waived = incident.audit.filter(verb=Verb.WAIVED)
    assert waived.count() == incident.waivers.count() == len({*waived.values_list("detail")}) > 1
    entries = list(
        incident.audit.exclude(verb=Verb.WAIVED).order_by("at").values_list("verb", "actor__username")
    )
    assert entries == [
        (Verb.STARTED, "edda"),
        (Verb.SUBMITTED, "edda"),
        (Verb.APPROVED, "mara"),
        (Verb.PUBLISHED, "mara"),
        (Verb.EDITED, "emil"),
        (Verb.SUBMITTED, "edda"),
        (Verb.SENT_BACK, "mara"),
        (Verb.SUBMITTED, "edda"),
        (Verb.APPROVED, "mara"),
        (Verb.CORRECTED, "mats"),
        (Verb.WITHDREW, "mara"),
    ]
    digests = dict(incident.audit.order_by("at").values_list("verb", "digest"))
    assert digests[Verb.APPROVED] == digests[Verb.CORRECTED] == public_digest(draft_of(incident))
    assert digests[Verb.WITHDREW] == ""


RELEASES: list[tuple[str, Callable[..., Publication]]] = [
    ("approved", workflow.publish),
    ("published, approved", workflow.correct),
    ("withdrawn, approved", workflow.restore),
    ("published", lambda incident, **facts: workflow.withdraw(incident, note="Wrong.", **facts)),
]


@pytest.mark.parametrize(("situation", "verb"), RELEASES)
def test_an_edition_is_enqueued_once_inside_the_transaction(
    cast: Cast, situation: str, verb: Callable[..., Publication]
) -> None:
    incident = bring_to(situation, cast)
    outside = len(connection.savepoint_ids)
    seen = []

    def enqueue(publication: Publication) -> None:
        seen.append(
            (
                publication,
                len(connection.savepoint_ids),
                Publication.objects.filter(pk=publication.pk).exists(),
            )
        )

    publication = verb(incident, by=cast.manager, at=now(), enqueue=enqueue)

    assert seen == [(publication, outside + 1, True)]


@pytest.mark.parametrize(("situation", "verb"), RELEASES)
def test_nothing_is_published_that_could_not_be_enqueued(
    cast: Cast, situation: str, verb: Callable[..., Publication]
) -> None:
    incident = bring_to(situation, cast)
    before = rows()

    def enqueue(_publication: Publication) -> None:
        raise OSError("the queue is full")

    with pytest.raises(OSError, match="the queue is full"):
        verb(incident, by=cast.manager, at=now(), enqueue=enqueue)
    assert rows() == before


# The stage is derived, not told by clocks.


def test_a_submission_whose_clock_was_read_before_the_publication_is_still_in_review(cast: Cast) -> None:
    incident = start(cast.engineer)
    early = now()
    post = publish(incident, cast)
    edit(incident, cast.engineer, impact="All of the orders.")
    for submitted_at in (early, post.published_at):
        workflow.submit(incident, by=cast.engineer, at=submitted_at, correction_note="More.")
        assert standing_of_row(incident).stage is Stage.IN_REVIEW
        assert list(Incident.objects.in_review()) == [incident]
        take(Step.SEND_BACK, incident, cast.manager)


def test_the_standing_is_a_pure_function_of_the_newest_of_each(cast: Cast) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    revision, decision = Revision.objects.get(), Decision.objects.get()
    digest = revision.public_digest

    policy = policy_of("sev2")

    assert standing_of(digest, None, [], None, policy=policy).stage is Stage.DRAFT
    assert standing_of(digest, revision, [], None, policy=policy).stage is Stage.IN_REVIEW
    assert standing_of(digest, revision, [decision], None, policy=policy) == standing_of_row(incident)
    assert standing_of("other", revision, [decision], None, policy=policy).stage is Stage.DRAFT
    assert rewrite(standing_of_row(incident), changed=True).steps == {Step.PUBLISH, Step.SCHEDULE}


def test_a_long_review_is_listed_first(cast: Cast) -> None:
    late, early = start(cast.engineer), start(cast.engineer)
    first = datetime(2026, 9, 1, tzinfo=UTC)
    workflow.submit(late, by=cast.engineer, at=first + timedelta(days=1))
    workflow.submit(early, by=cast.engineer, at=first)

    assert list(Incident.objects.in_review()) == [early, late]
