"""A warning stands where somebody who may says why, for as long as the checks find the same."""

from datetime import UTC, date, datetime

import pytest
from django.test import override_settings
from msgspec.structs import replace

from incidents import readiness, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Incident, Revision, Verb, Waiver
from incidents.report.checks import Finding, Level
from incidents.report.value import Report
from incidents.workflow import waivers
from tests.shell.cast import REPORT, Cast, edit, now, start, submit

TODAY = date(2026, 8, 3)


def warnings(report: Report = REPORT) -> dict[str, Finding]:
    """Return by their codes what the checks warn of in the report."""
    found = readiness.findings(report, TODAY)
    return {finding.code: finding for finding in found if finding.level is Level.WARNS}


def fingerprint(code: str) -> str:
    return warnings()[code].fingerprint


def owner_is_known(incident: Incident, revision: Revision, cast: Cast) -> Waiver:
    reasons = {fingerprint("action-without-owner"): "The owner is known on Monday."}
    (waiver,) = workflow.waive(incident, revision, reasons, by=cast.manager, at=now())
    return waiver


@pytest.fixture
def revision(incident: Incident, cast: Cast) -> Revision:
    return submit(incident, cast.engineer)


# What keeps a report from customers.


def test_what_blocks_and_what_warns_unwaived_is_told_in_reading_order(db: None) -> None:
    codes = [finding.code for finding in readiness.unwaived(replace(REPORT, title=""), (), TODAY)]

    assert codes == [
        "title-missing",
        "cause-without-action",
        "resolution-missing",
        "action-without-due",
        "action-without-owner",
    ]


def test_nothing_waives_what_blocks(db: None) -> None:
    report = replace(REPORT, title="")
    everything = {finding.fingerprint for finding in readiness.findings(report, TODAY)}

    with pytest.raises(NotValidError, match="The report has no title") as caught:
        readiness.check_publishable(report, everything, TODAY)
    assert caught.value.path == "title"


def test_a_waived_report_may_go_out(db: None) -> None:
    waived = {finding.fingerprint for finding in warnings().values()}
    readiness.check_publishable(REPORT, waived, TODAY)

    with pytest.raises(NotValidError, match="“Refuse zero” has no owner") as caught:
        readiness.check_publishable(REPORT, waived - {fingerprint("action-without-owner")}, TODAY)
    assert caught.value.path == "actions[0].owner"


# Giving one and taking it back.


def test_a_waiver_says_who_when_why_and_of_what(incident: Incident, revision: Revision, cast: Cast) -> None:
    at = datetime(2026, 8, 3, 10, tzinfo=UTC)
    reasons = {fingerprint("action-without-owner"): " The owner\r\nis known on Monday. "}

    workflow.waive(incident, revision, reasons, by=cast.manager, at=at)

    waiver = Waiver.objects.get()
    assert (waiver.incident, waiver.person, waiver.at) == (incident, cast.manager, at)
    assert waiver.reason == "The owner is known on Monday."
    assert waiver.message == warnings()["action-without-owner"].message
    assert waivers.waived(incident) == {fingerprint("action-without-owner")}
    entry = incident.audit.get(verb=Verb.WAIVED)
    assert (entry.actor, entry.at, entry.digest) == (cast.manager, at, revision.public_digest)
    assert "known on Monday" in entry.detail
    assert "has no owner" in entry.detail


@pytest.mark.parametrize("who", ["engineer", "second_engineer", "stranger"])
def test_only_managers_waive_and_take_back(
    incident: Incident, revision: Revision, cast: Cast, who: str
) -> None:
    person = getattr(cast, who)
    with pytest.raises(NotAllowedError, match="Only managers"):
        workflow.waive(incident, revision, {fingerprint("action-without-due"): "So."}, by=person, at=now())
    waiver = owner_is_known(incident, revision, cast)
    with pytest.raises(NotAllowedError, match="Only managers"):
        workflow.revoke(waiver, by=person, at=now())


def test_nobody_waives_in_what_they_wrote_or_submitted(cast: Cast) -> None:
    incident = start(cast.second_manager)
    revision = submit(incident, cast.manager)
    reasons = {fingerprint("action-without-due"): "So."}

    for person in (cast.manager, cast.second_manager):
        with pytest.raises(NotAllowedError, match="someone else must decide"):
            workflow.waive(incident, revision, reasons, by=person, at=now())
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("reason", ["", " \r\n ", "\x00", "\ufeff"])
def test_a_waiver_says_why(incident: Incident, revision: Revision, cast: Cast, reason: str) -> None:
    reasons = {fingerprint("action-without-due"): reason}
    with pytest.raises(NotValidError, match="why this may stand"):
        workflow.waive(incident, revision, reasons, by=cast.manager, at=now())


def test_what_is_not_found_or_waived_already_is_not_waived(
    incident: Incident, revision: Revision, cast: Cast
) -> None:
    owner_is_known(incident, revision, cast)
    advice = next(
        finding.fingerprint for finding in readiness.findings(REPORT, TODAY) if finding.level is Level.ADVISES
    )

    for found in ("0" * 16, advice, fingerprint("action-without-owner")):
        with pytest.raises(WrongStateError, match="Nothing is left to waive"):
            workflow.waive(incident, revision, {found: "So."}, by=cast.manager, at=now())
    assert Waiver.objects.count() == 1


def test_only_the_revision_that_was_read_last_is_waived_in(
    incident: Incident, revision: Revision, cast: Cast
) -> None:
    edit(incident, cast.engineer, impact="All of the orders.")
    submit(incident, cast.engineer)

    with pytest.raises(WrongStateError, match="newer revision"):
        owner_is_known(incident, revision, cast)


def test_a_waiver_holds_for_later_revisions_while_the_finding_is_the_same(
    incident: Incident, revision: Revision, cast: Cast
) -> None:
    owner_is_known(incident, revision, cast)
    incident.actions.create(position=1, title="Look for other limits", due=date(2026, 9, 1), owner="Data")
    later = submit(incident, cast.engineer)
    assert "action-without-owner" not in codes(incident, later)

    incident.actions.filter(position=0).update(title="Refuse nought")
    renamed = submit(incident, cast.engineer)
    assert "action-without-owner" in codes(incident, renamed)


def test_a_waiver_taken_back_leaves_its_trace_and_can_be_given_again(
    incident: Incident, revision: Revision, cast: Cast
) -> None:
    waiver = owner_is_known(incident, revision, cast)
    at = now()
    workflow.revoke(waiver, by=cast.second_manager, at=at)

    waiver.refresh_from_db()
    assert (waiver.revoked_by, waiver.revoked_at) == (cast.second_manager, at)
    assert "action-without-owner" in codes(incident, revision)
    assert incident.audit.get(verb=Verb.REVOKED).actor == cast.second_manager
    with pytest.raises(WrongStateError, match="taken back already"):
        workflow.revoke(waiver, by=cast.manager, at=now())
    owner_is_known(incident, revision, cast)
    assert Waiver.objects.count() == 2


@override_settings(CHECKS={"off": ["action-without-owner"], "levels": {"action-without-due": "blocks"}})
def test_the_options_of_today_count(incident: Incident, cast: Cast) -> None:
    with override_settings(CHECKS={}):
        revision = submit(incident, cast.engineer)

    assert codes(incident, revision) == ["cause-without-action", "resolution-missing", "action-without-due"]
    waived = {finding.fingerprint for finding in readiness.findings(REPORT, TODAY)}
    with pytest.raises(NotValidError, match="due date"):
        readiness.check_publishable(REPORT, waived, TODAY)


def codes(incident: Incident, revision: Revision) -> list[str]:
    """Return what keeps the revision from customers."""
    return [finding.code for finding in waivers.unwaived(incident, revision, TODAY)]
