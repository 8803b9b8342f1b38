"""How pages show entries of the audit trail."""

from django import template

from incidents import noted as notes
from incidents.models import AuditEntry

register = template.Library()


@register.filter
def noted(entry: AuditEntry) -> str:
    return notes.noted(entry)
