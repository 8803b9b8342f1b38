from incidents.models.announcement import Announcement
from incidents.models.audit_entry import AuditEntry, Verb
from incidents.models.checkpoint import Checkpoint
from incidents.models.comment import Comment, Reception
from incidents.models.component import AffectedComponent, Component
from incidents.models.component_state import ComponentState, ComponentStatus
from incidents.models.corrective_action import CorrectiveAction
from incidents.models.decision import Decision, Verdict
from incidents.models.delegation import Delegation
from incidents.models.deploy_failure import DeployFailure
from incidents.models.imported_file import ImportedFile
from incidents.models.incident import Incident, ReferenceCounter
from incidents.models.incident_words import IncidentWords
from incidents.models.job import Job, JobKind
from incidents.models.ledger_entry import LedgerEntry, LedgerHead
from incidents.models.listing import Listing, Shelf
from incidents.models.notice import Notice, NoticeKind
from incidents.models.picture import Depiction, Picture
from incidents.models.policy import Again, Policy
from incidents.models.post_words import PostWords
from incidents.models.presence import Presence
from incidents.models.publication import Publication, PublicationKind
from incidents.models.report_template import ReportTemplate
from incidents.models.revision import Revision
from incidents.models.root_cause import RootCause
from incidents.models.schedule import Outcome, Schedule
from incidents.models.shared_link import LinkKind, SharedLink
from incidents.models.site_day import SiteDay
from incidents.models.site_identity import LinkPlace, SiteIdentity
from incidents.models.subscriber import Subscriber
from incidents.models.timeline_event import TimelineEvent
from incidents.models.waiver import Waiver
from incidents.models.worker import Worker

__all__ = [
    "AffectedComponent",
    "Again",
    "Announcement",
    "AuditEntry",
    "Checkpoint",
    "Comment",
    "Component",
    "ComponentState",
    "ComponentStatus",
    "CorrectiveAction",
    "Decision",
    "Delegation",
    "Depiction",
    "DeployFailure",
    "ImportedFile",
    "Incident",
    "IncidentWords",
    "Job",
    "JobKind",
    "LedgerEntry",
    "LedgerHead",
    "LinkKind",
    "LinkPlace",
    "Listing",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Picture",
    "Policy",
    "PostWords",
    "Presence",
    "Publication",
    "PublicationKind",
    "Reception",
    "ReferenceCounter",
    "ReportTemplate",
    "Revision",
    "RootCause",
    "Schedule",
    "SharedLink",
    "Shelf",
    "SiteDay",
    "SiteIdentity",
    "Subscriber",
    "TimelineEvent",
    "Verb",
    "Verdict",
    "Waiver",
    "Worker",
]
