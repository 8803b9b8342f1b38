"""What the walks of test_workflow_walks.py share: one incident, its people, and writing in its draft."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from incidents import house_rules, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Again, Incident, Publication, Revision, Verb
from incidents.models.policy import ANYONE, OUTSIDE, policy_of
from incidents.workflow import Standing, Step, standing, waivers
from tests.shell.cast import Cast, draft_of, edit, make_cast, now, start
from tests.shell.test_policies import RULES

Refusal = type[NotAllowedError | NotValidError | WrongStateError]

PEOPLE = ("engineer", "manager", "second_manager")
people = st.sampled_from(PEOPLE)
managers = st.sampled_from(PEOPLE[1:])
begun = precondition(lambda self: self.incident is not None)
_NOT_COUNTED: Mapping[str, Any] = MappingProxyType({"verb__in": [Verb.WAIVED, Verb.EDITED]})


class Walking(RuleBasedStateMachine):
    """One incident, written by an engineer or a manager, in a transaction that is rolled back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.cast: Cast = make_cast()
        self.incident: Incident | None = None
        self.done = 0  # steps that left an entry in the trail
        self.enqueued: list[Publication] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(who=people)
    def begin(self, who: str) -> None:
        self.incident = start(self.person(who))
        self.done = 1

    @begun
    @rule(who=people, text=st.sampled_from(["A third.", "Half.", "All of them."]))
    def write_publicly(self, who: str, text: str) -> None:
        self._edit(who, "impact", text)

    @begun
    @rule(who=people, text=st.sampled_from(["SECRET one", "SECRET two"]))
    def write_internally(self, who: str, text: str) -> None:
        before = self.standing()
        self._edit(who, "notes", text)
        assert self.standing().stage is before.stage

    @rule(count=st.integers(1, 2), outside=st.booleans(), again=st.sampled_from(Again), wrote=st.booleans())
    def make_a_policy(self, count: int, again: Again, *, outside: bool, wrote: bool) -> None:
        approvals = {ANYONE: count} | ({OUTSIDE: 1} if outside else {})
        said = RULES | {"approvals": approvals, "again": again.value, "contributors_decide": wrote}
        base = policy_of("sev2").version
        house_rules.make_policy("sev2", said, base=base, by=self.cast.manager, at=now())

    @begun
    @rule(who=people, minor=st.booleans())
    def submit(self, who: str, *, minor: bool) -> None:
        refusal = None if Step.SUBMIT in self.standing().steps else WrongStateError
        self.attempt(
            refusal,
            lambda: workflow.submit(
                self.row(), by=self.person(who), at=now(), correction_note="So.", minor=minor
            ),
        )

    @begun
    @rule(who=people)
    def recall(self, who: str) -> None:
        by, stands = self.person(who), self.standing()
        refusal: Refusal | None = None if Step.RECALL in stands.steps else WrongStateError
        if refusal is None and not self.is_own(by, stands):
            refusal = NotAllowedError
        self.attempt(refusal, lambda: workflow.recall(self.row(), by=by, at=now()))

    def person(self, who: str) -> User:
        found: User = getattr(self.cast, who)
        return found

    def row(self) -> Incident:
        assert self.incident is not None
        return Incident.objects.get(pk=self.incident.pk)

    def standing(self) -> Standing:
        return standing(self.row())

    def traces(self) -> int:
        """Return how many steps the trail tells of."""
        return self.row().audit.exclude(**_NOT_COUNTED).count()

    def attempt(self, refusal: Refusal | None, act: Callable[[], object]) -> object | None:
        """Take a step; it must work where no refusal is expected, and else be refused by exactly that."""
        if refusal is not None:
            with pytest.raises(refusal):
                act()
            return None
        made = act()
        self.done += 1
        return made

    def is_own(self, by: User, stands: Standing) -> bool:
        return stands.revision is not None and by in {stands.revision.submitted_by, self.row().author}

    def has_warnings(self, revision: Revision | None) -> bool:
        """Say whether the revision warns of something that nobody has waived."""
        return bool(revision and revision.pk and waivers.unwaived(self.row(), revision, now().date()))

    def _edit(self, who: str, section: str, text: str) -> None:
        changed = getattr(draft_of(self.row()), section) != text
        person = self.person(who)
        edit(self.row(), person, section, **{section: text})
        if changed:
            last = self.row().audit.filter(actor=person, detail=section).first()
            assert last is not None
            assert (
                not self.row().audit.filter(at__gt=last.at).exclude(actor=person, verb=Verb.EDITED).exists()
            )
