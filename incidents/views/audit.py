"""What was done on the whole site, by whom: for managers to read, and to take along."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents import permissions, trail
from incidents.forms.audit import AuditForm
from incidents.views.access import MemberRequest, member


@require_safe
@member
def audit(request: MemberRequest) -> HttpResponse:
    """Entries by what the address asks for, a page at a time."""
    permissions.check_read_audit(request.user)
    form = AuditForm(request.GET)
    page = form.page()
    context = {"form": form, "entries": page.entries, "after": page.after, "narrowed": form.is_narrowed()}
    return render(request, "workspace/audit.html", context, status=422 if form.errors else 200)


@require_safe
@member
def export(request: MemberRequest) -> HttpResponseBase:
    """Send all that the address asks for as JSON lines, oldest first."""
    permissions.check_read_audit(request.user)
    form = AuditForm(request.GET)
    asked = form.asked()
    if form.errors:  # rather than more than was meant
        context = {"form": form, "entries": [], "after": "", "narrowed": True}
        return render(request, "workspace/audit.html", context, status=422)
    return StreamingHttpResponse(
        trail.lines(asked),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.jsonl"'},
    )
