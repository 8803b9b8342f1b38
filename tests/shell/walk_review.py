"""The part of the walks in which people decide: for themselves, for one who is away, or by a link."""

from datetime import timedelta

from django.contrib.auth.models import User
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from incidents import permissions, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import (
    Again,
    Delegation,
    LinkKind,
    Revision,
    SharedLink,
    Verb,
    Verdict,
)
from incidents.models.policy import ANYONE, OUTSIDE
from incidents.workflow import Standing, Step, links
from tests.shell.cast import now, reasons
from tests.shell.walking import PEOPLE, Refusal, Walking, begun, managers, people

REVIEWED = {Step.APPROVE, Step.SEND_BACK}
VERDICTS = {Verdict.APPROVED: Step.APPROVE, Verdict.SENT_BACK: Step.SEND_BACK}
_WEEK = timedelta(days=7)
everybody = st.sampled_from([*PEOPLE, "second_engineer"])


class Reviewing(Walking):
    @rule(away=managers, colleague=everybody)
    def stand_in(self, away: str, colleague: str) -> None:
        if away != colleague:
            at = now()
            named = {"by": self.person(away), "begins_at": at, "ends_at": at + _WEEK, "at": at}
            workflow.delegate(self.person(colleague), **named)  # type: ignore[arg-type]

    @precondition(lambda _: Delegation.objects.to_come(now()).exists())
    @rule()
    def come_back(self) -> None:
        made = Delegation.objects.to_come(now()).earliest("pk")
        workflow.end(made, by=made.person, at=now())

    @begun
    @rule(
        who=everybody,
        stead=st.sampled_from([None, None, "manager", "second_manager"]),
        step=st.sampled_from(sorted(REVIEWED)),
        back=st.sampled_from([0, 0, 0, 1]),
        told=st.booleans(),
    )
    def decide(self, who: str, stead: str | None, step: Step, *, back: int, told: bool) -> None:
        revisions = list(self.row().revisions.order_by("-number"))
        shown = revisions[back] if len(revisions) > back else Revision()
        by, away = self.person(who), self.person(stead) if stead else None
        verb = workflow.approve if step is Step.APPROVE else workflow.send_back
        said = reasons(shown) if told and shown.pk else {}
        self.attempt(
            self._refusal(step, by, away, shown=shown, told=told),
            lambda: verb(self.row(), shown, by=by, at=now(), note="Read.", reasons=said, stead=away),
        )

    def read_it(self) -> None:
        """Give an approval that is missing, by somebody who may."""
        stands = self.standing()
        if self._is_asked(OUTSIDE, stands) and not self.is_own(self.cast.manager, stands):
            self.share(who="manager", kind=LinkKind.DECIDE)
            self.answer(verdict=Verdict.APPROVED, back=0)
        for who in PEOPLE[1:]:
            person, now_stands = self.person(who), self.standing()
            if Step.APPROVE in now_stands.steps and not self._spent({person}, now_stands):
                self.decide(who=who, stead=None, step=Step.APPROVE, back=0, told=True)

    def _refusal(
        self, step: Step, by: User, away: User | None, *, shown: Revision, told: bool
    ) -> Refusal | None:
        stands = self.standing()
        if not self._may_decide(by, away):
            return NotAllowedError
        if step not in stands.steps or shown != stands.revision:
            return WrongStateError
        principals = {by, away} - {None}
        if any(self.is_own(one, stands) or self._wrote(one, stands) for one in principals if one):
            return NotAllowedError
        if step is Step.APPROVE and (self._spent(principals, stands) or not self._is_asked(ANYONE, stands)):
            return WrongStateError
        if told and self.has_warnings(shown) and not permissions.may_waive(by):
            return NotAllowedError  # to waive is not handed over
        return NotValidError if step is Step.APPROVE and not told and self.has_warnings(shown) else None

    def _may_decide(self, by: User, away: User | None) -> bool:
        if away is None:
            return by in {self.cast.manager, self.cast.second_manager}
        return Delegation.objects.running(now()).filter(person=away, colleague=by).exists()

    def _wrote(self, by: User, stands: Standing) -> bool:
        """Say whether the policy excludes the person as one who wrote in what was submitted."""
        assert stands.revision
        wrote = self.row().audit.filter(verb=Verb.EDITED, actor=by, at__lte=stands.revision.submitted_at)
        return not stands.policy.contributors_decide and wrote.exists()

    def _spent(self, principals: set[User | None], stands: Standing) -> bool:
        given = {one for each in stands.approvers for one in (each.person, each.stead) if one}
        return bool(given & principals)

    def _is_asked(self, group: str, stands: Standing) -> bool:
        """Say whether an approval of this group is among those that are missing."""
        wanted, revision = stands.policy.approvals, stands.revision
        if stands.policy.again == Again.ONE and revision and revision.again:
            return group in wanted
        by_link = [each for each in stands.approvers if each.link]
        given = len(by_link) if group == OUTSIDE else len(stands.approvers) - len(by_link)
        return given < int(wanted.get(group, 0))

    @begun
    @rule(who=people, kind=st.sampled_from(LinkKind))
    def share(self, who: str, kind: LinkKind) -> None:
        by, stands, at = self.person(who), self.standing(), now()
        refusal: Refusal | None = None
        if who == "engineer":
            refusal = NotAllowedError
        elif kind is LinkKind.DECIDE and Step.APPROVE not in stands.steps:
            refusal = WrongStateError
        elif kind is LinkKind.DECIDE and self.is_own(by, stands):
            refusal = NotAllowedError
        elif kind is LinkKind.DECIDE and OUTSIDE not in stands.policy.approvals:
            refusal = WrongStateError
        said = {"reader": "Jo of ACME", "expires_at": at + _WEEK, "at": at, "revision": stands.revision}
        self.attempt(refusal, lambda: workflow.share(self.row(), kind, by=by, **said))  # type: ignore[arg-type]

    @precondition(lambda _: SharedLink.objects.exists())
    @rule(
        verdict=st.sampled_from(sorted(VERDICTS)),
        back=st.sampled_from([0, 0, 1]),
    )
    def answer(self, verdict: Verdict, back: int) -> None:
        link = list(SharedLink.objects.select_related("revision").order_by("-pk"))[: back + 1][-1]
        stands = self.standing()
        right = (
            link.kind == LinkKind.DECIDE and links.is_open(link, now()) and link.revision == stands.revision
        )
        right = right and VERDICTS[verdict] in stands.steps and not link.decisions.exists()
        right = right and OUTSIDE in stands.policy.approvals
        right = right and (verdict is Verdict.SENT_BACK or self._is_asked(OUTSIDE, stands))
        self.attempt(
            None if right else WrongStateError,
            lambda: workflow.decide_by_link(link, verdict, name="Jo", note="Read.", at=now()),
        )

    @precondition(lambda _: SharedLink.objects.exists())
    @rule(who=managers)
    def take_link_back(self, who: str) -> None:
        link = SharedLink.objects.latest("pk")
        refusal = WrongStateError if link.revoked_at else None
        self.attempt(refusal, lambda: workflow.revoke_link(link, by=self.person(who), at=now()))
