"""People without an account read one report by a link, or decide on it, until the link is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from incidents import workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import AuditEntry, Decision, Incident, LinkKind, Revision, SharedLink, Verb, Verdict
from incidents.models.policy import ANYONE, OUTSIDE
from incidents.workflow import Stage, links, standing
from tests.shell.cast import Cast, edit, now, start, submit
from tests.shell.test_policies import decide, rule, stage

WEEK = timedelta(days=7)


@pytest.fixture
def revision(cast: Cast) -> Revision:
    rule(cast, approvals={"manager": 1, OUTSIDE: 1})
    return submit(start(cast.engineer), cast.engineer)


def share(
    revision: Revision, by: User, kind: LinkKind = LinkKind.DECIDE, **said: Any
) -> tuple[SharedLink, str]:
    at = now()
    usual: dict[str, Any] = {"reader": "Jo of ACME", "expires_at": at + WEEK, "at": at, "revision": revision}
    return workflow.share(revision.incident, kind, by=by, **(usual | said))


def answer(link: SharedLink, verdict: Verdict = Verdict.APPROVED, **said: Any) -> Decision:
    usual: dict[str, Any] = {"name": "Jo Doe", "note": "", "at": now()}
    return workflow.decide_by_link(link, verdict, **(usual | said))


def test_an_approval_by_a_link_fills_the_place_of_the_outside_and_no_other(
    cast: Cast, revision: Revision
) -> None:
    decision = answer(share(revision, cast.manager)[0], note="Fine.")
    assert (decision.person, decision.name, decision.groups) == (None, "Jo Doe", [OUTSIDE])
    assert decision.digest == revision.public_digest
    assert stage(revision.incident) is Stage.IN_REVIEW
    assert standing(revision.incident).missing == [frozenset({"manager"})]
    decide(revision, cast.manager)
    assert stage(revision.incident) is Stage.APPROVED


def test_sending_back_by_a_link_ends_the_review_and_says_why(cast: Cast, revision: Revision) -> None:
    link, _secret = share(revision, cast.manager)
    with pytest.raises(NotValidError, match="what should change"):
        answer(link, Verdict.SENT_BACK)
    answer(link, Verdict.SENT_BACK, note="Our name is spelled wrong.")
    assert stage(revision.incident) is Stage.SENT_BACK


def test_the_secret_is_kept_nowhere_and_opens_one_report(cast: Cast, revision: Revision) -> None:
    link, secret = share(revision, cast.manager)
    other, other_secret = share(revision, cast.manager)
    assert secret not in str(SharedLink.objects.filter(pk=link.pk).values().get())
    assert not AuditEntry.objects.filter(detail__contains=secret).exists()
    assert links.found(link.pk, secret) == link
    for key, tried in [(link.pk, other_secret), (other.pk, secret), (link.pk, ""), (0, secret), (0, "")]:
        assert links.found(key, tried) is None


@pytest.mark.parametrize("ended", ["expired", "revoked"])
def test_a_link_that_is_over_decides_nothing(cast: Cast, revision: Revision, ended: str) -> None:
    link, _secret = share(revision, cast.manager)
    if ended == "revoked":
        workflow.revoke_link(link, by=cast.second_manager, at=now())
        with pytest.raises(WrongStateError):
            workflow.revoke_link(link, by=cast.manager, at=now())
    at = link.expires_at if ended == "expired" else now()
    assert not links.is_open(SharedLink.objects.get(pk=link.pk), at)
    with pytest.raises(WrongStateError, match="by this link any more"):
        answer(link, at=at)
    assert not Decision.objects.exists()


def test_a_link_to_read_decides_nothing(cast: Cast, revision: Revision) -> None:
    with pytest.raises(WrongStateError, match="by this link any more"):
        answer(share(revision, cast.manager, LinkKind.READ)[0])


def test_a_link_decides_once(cast: Cast, revision: Revision) -> None:
    link, _secret = share(revision, cast.manager)
    answer(link)
    for verdict in (Verdict.APPROVED, Verdict.SENT_BACK):
        with pytest.raises(WrongStateError, match="by this link already"):
            answer(link, verdict, note="Again.")


def test_a_second_link_fills_no_second_place(cast: Cast, revision: Revision) -> None:
    first, second = share(revision, cast.manager)[0], share(revision, cast.manager)[0]
    answer(first)
    with pytest.raises(WrongStateError, match="not among those that are missing"):
        answer(second)


def test_a_link_binds_the_revision_that_it_shows(cast: Cast, revision: Revision) -> None:
    link, _secret = share(revision, cast.manager)
    edit(revision.incident, cast.engineer, impact="Half.")
    with pytest.raises(WrongStateError, match="draft changed"):
        answer(link)
    submit(revision.incident, cast.engineer)
    with pytest.raises(WrongStateError, match="newer revision"):
        answer(link)


def test_who_decides_by_a_link_says_who_they_are(cast: Cast, revision: Revision) -> None:
    with pytest.raises(NotValidError) as refused:
        answer(share(revision, cast.manager)[0], name="  ")
    assert refused.value.path == "name"


def test_a_link_to_decide_is_made_only_where_the_policy_asks_for_one(cast: Cast, revision: Revision) -> None:
    link, _secret = share(revision, cast.manager)
    rule(cast, approvals={ANYONE: 1})
    with pytest.raises(WrongStateError, match="nobody without an account"):
        share(revision, cast.manager)
    with pytest.raises(WrongStateError, match="nobody without an account"):
        answer(link)


def test_nobody_chooses_who_decides_on_their_own_report(cast: Cast) -> None:
    rule(cast, approvals={OUTSIDE: 1})
    revision = submit(start(cast.manager), cast.engineer)
    with pytest.raises(NotAllowedError, match="You wrote or submitted"):
        share(revision, cast.manager)
    share(revision, cast.manager, LinkKind.READ)
    with pytest.raises(NotAllowedError, match="Only managers show"):
        share(revision, cast.second_engineer, LinkKind.READ)


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"reader": " "}, "reader"),
        ({"expires_at": now()}, "until"),
        ({"expires_at": now() + 5 * WEEK}, "until"),
    ],
)
def test_a_link_names_its_reader_and_expires(cast: Cast, revision: Revision, said: Any, path: str) -> None:
    with pytest.raises(NotValidError) as refused:
        share(revision, cast.manager, **said)
    assert refused.value.path == path


def test_every_use_is_on_record(cast: Cast, revision: Revision) -> None:
    link, _secret = share(revision, cast.manager)
    links.opened(link, at=now())
    answer(link, note="Fine.")
    read, _secret = share(revision, cast.second_manager, LinkKind.READ)
    workflow.revoke_link(read, by=cast.manager, at=now())

    found = AuditEntry.objects.filter(incident=revision.incident).order_by("pk")
    entries = [(entry.verb, entry.actor) for entry in found if entry.verb not in {"started", "submitted"}]
    assert entries == [
        (Verb.SHARED, cast.manager),
        (Verb.OPENED, cast.manager),
        (Verb.LET_APPROVE, cast.manager),
        (Verb.SHARED, cast.second_manager),
        (Verb.UNSHARED, cast.manager),
    ]
    assert found.get(verb=Verb.LET_APPROVE).detail == "Jo Doe: Fine."
    assert found.get(verb=Verb.LET_APPROVE).digest == revision.public_digest
    assert Incident.objects.get().links.count() == 2
