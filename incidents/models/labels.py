"""How each member of an enumeration is called on a page. A test answers for every member."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.models.audit_entry import Verb
from incidents.models.comment import Reception
from incidents.models.component_state import ComponentStatus
from incidents.models.decision import Verdict
from incidents.models.job import JobKind
from incidents.models.notice import NoticeKind
from incidents.models.policy import ANYONE, OUTSIDE, Again
from incidents.models.publication import PublicationKind
from incidents.models.schedule import Outcome
from incidents.models.shared_link import LinkKind
from incidents.models.site_identity import LinkPlace
from incidents.report.checks import Level
from incidents.report.value import ActionKind, ActionState, Audience, CauseKind, EventKind, Severity

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Kept apart by enumeration: members of two that are spelled alike are one key of a dictionary.
LABELS: "dict[type[StrEnum], dict[str, StrPromise]]" = {
    Severity: {
        Severity.SEV1: _("Sev 1: critical"),
        Severity.SEV2: _("Sev 2: major"),
        Severity.SEV3: _("Sev 3: minor"),
        Severity.SEV4: _("Sev 4: small"),
    },
    ComponentStatus: {
        ComponentStatus.OPERATIONAL: _("Operational"),
        ComponentStatus.UNDER_MAINTENANCE: _("Under maintenance"),
        ComponentStatus.DEGRADED_PERFORMANCE: _("Degraded performance"),
        ComponentStatus.PARTIAL_OUTAGE: _("Partial outage"),
        ComponentStatus.MAJOR_OUTAGE: _("Major outage"),
    },
    JobKind: {
        JobKind.VERIFY: _("Compare every file"),
        JobKind.REPAIR: _("Mend what differs"),
        JobKind.REBUILD: _("Make all of it again"),
        JobKind.IDENTITY: _("Show the new identity on every page"),
    },
    Audience: {
        Audience.PUBLIC: _("Public"),
        Audience.INTERNAL: _("Internal"),
    },
    EventKind: {
        EventKind.STARTED: _("Started"),
        EventKind.DETECTED: _("Detected"),
        EventKind.ACKNOWLEDGED: _("Acknowledged"),
        EventKind.INVESTIGATING: _("Investigating"),
        EventKind.MISLEADING: _("Misleading path"),
        EventKind.ESCALATED: _("Escalated"),
        EventKind.NOTIFIED: _("Public notified"),
        EventKind.IDENTIFIED: _("Cause identified"),
        EventKind.MITIGATED: _("Mitigated"),
        EventKind.RESOLVED: _("Resolved"),
        EventKind.OTHER: _("Event"),
    },
    CauseKind: {
        CauseKind.TRIGGER: _("Trigger"),
        CauseKind.ROOT: _("Root cause"),
        CauseKind.CONTRIBUTING: _("Contributing factor"),
        CauseKind.DETECTION_GAP: _("Detection gap"),
    },
    ActionKind: {
        ActionKind.CORRECTIVE: _("Corrective"),
        ActionKind.PREVENTIVE: _("Preventive"),
        ActionKind.DETECTIVE: _("Detective"),
        ActionKind.MITIGATING: _("Mitigating"),
    },
    ActionState: {
        ActionState.OPEN: _("To do"),
        ActionState.IN_PROGRESS: _("In progress"),
        ActionState.DONE: _("Done"),
        ActionState.CANCELLED: _("Cancelled"),
    },
    Level: {
        Level.BLOCKS: _("Must be mended"),
        Level.WARNS: _("Should be mended"),
        Level.ADVISES: _("Worth a thought"),
    },
    Verdict: {
        Verdict.APPROVED: _("Approved"),
        Verdict.SENT_BACK: _("Sent back"),
        Verdict.RECALLED: _("Taken back"),
    },
    Reception: {
        Reception.ACCEPTED: _("Accepted"),
        Reception.DECLINED: _("Declined"),
    },
    PublicationKind: {
        PublicationKind.POST: _("Published"),
        PublicationKind.CORRECTION: _("Corrected"),
        PublicationKind.RESTORATION: _("Restored"),
        PublicationKind.WITHDRAWAL: _("Withdrawn"),
    },
    Outcome: {
        Outcome.CANCELLED: _("Cancelled"),
        Outcome.PUBLISHED: _("Published"),
        Outcome.HELD: _("Held"),
    },
    Verb: {
        Verb.STARTED: _("started the draft"),
        Verb.EDITED: _("edited"),
        Verb.RESTORED: _("restored"),
        Verb.SUBMITTED: _("submitted for review"),
        Verb.WAIVED: _("let a warning stand"),
        Verb.REVOKED: _("took back a waiver"),
        Verb.APPROVED: _("approved"),
        Verb.SENT_BACK: _("sent back"),
        Verb.TOOK_BACK: _("took the submission back"),
        Verb.SCHEDULED: _("scheduled the publication"),
        Verb.UNSCHEDULED: _("cancelled the scheduled publication"),
        Verb.HELD: _("had scheduled the publication, and it was held"),
        Verb.PUBLISHED: _("published"),
        Verb.CORRECTED: _("published a correction"),
        Verb.REINSTATED: _("restored the post"),
        Verb.WITHDREW: _("withdrew the post"),
        Verb.RESOLVED: _("resolved a thread"),
        Verb.REOPENED: _("opened a thread again"),
        Verb.RULED: _("changed a rule of the house"),
        Verb.ACCEPTED: _("accepted a suggestion"),
        Verb.DECLINED: _("declined a suggestion"),
        Verb.DELEGATED: _("named who decides in their stead"),
        Verb.RECALLED: _("ended that somebody decides in another's stead"),
        Verb.SHARED: _("made a link for somebody without an account"),
        Verb.UNSHARED: _("took back a link"),
        Verb.OPENED: _("had made a link, and it was opened"),
        Verb.LET_APPROVE: _("had made a link, by which the reader approved"),
        Verb.LET_SEND_BACK: _("had made a link, by which the reader sent it back"),
    },
    Again: {
        Again.ALL: _("All approvals again"),
        Again.ONE: _("Only one approval"),
    },
    LinkKind: {
        LinkKind.READ: _("Read"),
        LinkKind.DECIDE: _("Approve or send back"),
    },
    LinkPlace: {
        LinkPlace.HEADER: _("At the top"),
        LinkPlace.FOOTER: _("At the bottom"),
    },
    NoticeKind: {
        NoticeKind.MENTIONED: _("mentioned you"),
        NoticeKind.REPLIED: _("replied in a thread of yours"),
        NoticeKind.COMMENTED: _("commented on your report"),
        NoticeKind.SUGGESTED: _("suggested other words for your report"),
        NoticeKind.ACCEPTED: _("accepted your suggestion"),
        NoticeKind.DECLINED: _("declined your suggestion"),
        NoticeKind.DECIDE: _("For your decision"),
        NoticeKind.PUBLISH: _("Approved, and for you to publish"),
        NoticeKind.APPROVED: _("Your report was approved"),
        NoticeKind.SENT_BACK: _("Your report was sent back"),
        NoticeKind.HELD: _("A scheduled publication was held"),
        NoticeKind.DUE: _("Due soon: customers were told nothing yet"),
        NoticeKind.OVERDUE: _("Overdue: customers were told nothing yet"),
    },
}

# What is pressed on an event to make it one of a kind.
KIND_KEYS = {
    "s": EventKind.STARTED,
    "d": EventKind.DETECTED,
    "a": EventKind.ACKNOWLEDGED,
    "i": EventKind.INVESTIGATING,
    "x": EventKind.MISLEADING,
    "e": EventKind.ESCALATED,
    "n": EventKind.NOTIFIED,
    "c": EventKind.IDENTIFIED,
    "m": EventKind.MITIGATED,
    "r": EventKind.RESOLVED,
    "o": EventKind.OTHER,
}


def label(member: StrEnum) -> "StrPromise":
    return LABELS[type(member)][member]


def group_label(group: str) -> str:
    """Return what a group of a policy is called; a group of accounts has its own name."""
    if group == ANYONE:
        return gettext("anyone who may decide")
    return gettext("a reader without an account") if group == OUTSIDE else group


def choices(kinds: type[StrEnum]) -> "list[tuple[str, StrPromise]]":
    return [(kind.value, label(kind)) for kind in kinds]
