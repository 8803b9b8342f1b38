from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from incidents.models.constraints import one_of
from incidents.report.value import Severity

ANYONE = ""  # among groups: whoever may decide
OUTSIDE = "external"  # the group that a reviewer without an account counts for
LONGEST = 250  # business days: about a year

Groups = frozenset[str]


class Again(StrEnum):
    """How many approvals a report needs that was wholly approved before and changed since."""

    ALL = "all"
    ONE = "one"


class PolicyQuerySet(models.QuerySet["Policy"]):
    def in_force(self) -> Self:
        """The newest version of each severity's policy."""
        newer = Policy.objects.filter(severity=OuterRef("severity"), version__gt=OuterRef("version"))
        return self.filter(~Exists(newer))


def _one_of_anyone() -> dict[str, int]:
    return {ANYONE: 1}


class Policy(models.Model):
    """What a report of a severity, or of none yet, needs before customers read it.

    A version is never changed: a newer one supersedes it. Groups stand by their names. Where a severity has
    no row, the rules are those of an unsaved one.
    """

    severity = models.CharField(max_length=4, blank=True)
    version = models.PositiveIntegerField(default=0)
    approvals = models.JSONField(default=_one_of_anyone)  # how many, by the group they are from
    again = models.CharField(max_length=3, default=Again.ALL.value)
    contributors_decide = models.BooleanField(default=False)  # whether who wrote in the draft may
    publishers = models.JSONField(default=list, blank=True)  # groups; none: whoever may publish
    sections = models.JSONField(default=list, blank=True)  # paths of the report that must not be empty
    business_days = models.PositiveSmallIntegerField(null=True, blank=True)  # until due; None: on no day
    # Empty for what came with Candor or stood before there were versions.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)  # why it was made

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ("severity", "-version")
        verbose_name_plural = "policies"
        default_permissions = ()
        constraints = (
            one_of("policy", "severity", Severity, empty=True),
            one_of("policy", "again", Again),
            models.UniqueConstraint(fields=["severity", "version"], name="policy_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="policy_version_from_one"),
            models.CheckConstraint(
                condition=Q(business_days=None) | Q(business_days__lte=LONGEST), name="policy_within_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.severity or 'no severity'} version {self.version}"

    def seats(self, *, again: bool) -> list[Groups]:
        """Return the approvals it asks for, each as the groups it may come from.

        `again` says that the report was wholly approved before.
        """
        if again and self.again == Again.ONE:
            return [frozenset(self.approvals)]
        return [frozenset([group]) for group, count in self.approvals.items() for _seat in range(count)]

    def is_open_to(self, groups: Groups) -> bool:
        """Say whether any approval it asks for may come from somebody of these groups."""
        return bool(groups & set(self.approvals))


def unfilled(seats: Sequence[Groups], given: Iterable[Groups]) -> list[Groups]:
    """Return the seats that remain when as many as possible are filled.

    Each approval is `given` by somebody of some groups and fills one seat: whichever leaves most filled.
    """
    approvals, taken = list(given), dict[int, int]()

    def place(approval: int, tried: set[int]) -> bool:
        for seat, groups in enumerate(seats):
            if seat in tried or not groups & approvals[approval]:
                continue
            tried.add(seat)
            if seat not in taken or place(taken[seat], tried):
                taken[seat] = approval
                return True
        return False

    for approval in range(len(approvals)):
        place(approval, set())
    return [groups for seat, groups in enumerate(seats) if seat not in taken]


def policies() -> Mapping[str, Policy]:
    """Return the policy in force by severity; "" is that of a report that names none."""
    found = {severity: Policy(severity=severity) for severity in ("", *Severity)}
    return found | {policy.severity: policy for policy in Policy.objects.in_force().select_related("made_by")}


def policy_of(severity: str) -> Policy:
    """Return the policy in force for a severity, or for "" that of a report that names none."""
    newest = Policy.objects.filter(severity=severity).order_by("-version").first()
    return newest or Policy(severity=severity)
