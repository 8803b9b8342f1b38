from incidents.models.audit_entry import AuditEntry, Verb
from incidents.models.checkpoint import Checkpoint
from incidents.models.comment import Comment, Reception
from incidents.models.component import AffectedComponent, Component
from incidents.models.corrective_action import CorrectiveAction
from incidents.models.deadline import Deadline
from incidents.models.decision import Decision, Verdict
from incidents.models.deploy_failure import DeployFailure
from incidents.models.incident import Incident, ReferenceCounter
from incidents.models.incident_words import IncidentWords
from incidents.models.ledger_entry import LedgerEntry, LedgerHead
from incidents.models.notice import Notice, NoticeKind
from incidents.models.presence import Presence
from incidents.models.publication import Publication, PublicationKind
from incidents.models.report_template import ReportTemplate
from incidents.models.revision import Revision
from incidents.models.root_cause import RootCause
from incidents.models.schedule import Outcome, Schedule
from incidents.models.timeline_event import TimelineEvent
from incidents.models.waiver import Waiver

__all__ = [
    "AffectedComponent",
    "AuditEntry",
    "Checkpoint",
    "Comment",
    "Component",
    "CorrectiveAction",
    "Deadline",
    "Decision",
    "DeployFailure",
    "Incident",
    "IncidentWords",
    "LedgerEntry",
    "LedgerHead",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Presence",
    "Publication",
    "PublicationKind",
    "Reception",
    "ReferenceCounter",
    "ReportTemplate",
    "Revision",
    "RootCause",
    "Schedule",
    "TimelineEvent",
    "Verb",
    "Verdict",
    "Waiver",
]
