"""What an entry of the audit trail adds to its verb, in the language of whoever reads it now."""

import re

from django.utils.translation import gettext as _

from incidents.changes import PARTS
from incidents.models import AuditEntry, Verb
from incidents.recalled import recalled

# What people wrote themselves: never translated, whatever it says.
_TYPED = frozenset(
    {Verb.SUBMITTED, Verb.SENT_BACK, Verb.APPROVED, Verb.WITHDREW, Verb.PUBLISHED, Verb.CORRECTED, Verb.RULED}
)
_LISTS = {"TimelineEvent": "timeline", "RootCause": "root_causes", "CorrectiveAction": "actions"}
_WITH_REASON = re.compile(r"(?P<reason>.*) \((?P<finding>.+)\)", re.DOTALL)
_UNDONE, _LIKE = "undo: ", "like "


def noted(entry: AuditEntry) -> str:
    """Return it as one sentence; empty where the verb says all."""
    verb, kept = Verb(entry.verb), entry.detail
    if verb in _TYPED:
        return kept
    if verb in {Verb.WAIVED, Verb.REVOKED}:
        return _with_reason(kept)
    if (part := _LISTS.get(kept, kept)) in PARTS:
        return str(PARTS[part])
    if kept.startswith(_UNDONE):
        return _("undone: %(what)s") % {"what": recalled(kept.removeprefix(_UNDONE))}
    if verb is Verb.STARTED and kept.startswith(_LIKE):
        return _("like %(reference)s") % {"reference": kept.removeprefix(_LIKE)}
    return recalled(kept)


def _with_reason(kept: str) -> str:
    """Return the reason as it was typed, and the finding's sentence in the reader's language."""
    found = _WITH_REASON.fullmatch(kept)
    return f"{found['reason']} ({recalled(found['finding'])})" if found else kept
