"""The links by which people without an account read a report or decide on it: made, seen and taken back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions, workflow
from incidents.errors import NotValidError
from incidents.forms import days
from incidents.forms.links import LinkForm
from incidents.models import Incident, LinkKind, SharedLink
from incidents.models.labels import label
from incidents.models.policy import OUTSIDE
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member
from incidents.workflow import Standing, Step

_SHOWN = 50


@require_http_methods(["GET", "POST"])
@member
def links(request: MemberRequest, reference: str) -> HttpResponse:
    """Show the open links of a report, and make one. Its address is shown this once: only a hash is kept."""
    permissions.check_share(request.user)
    incident = get_object_or_404(Incident.objects.select_related("author"), reference=reference)
    now, standing = timezone.now(), workflow.standing(incident)
    kinds = [(kind.value, label(kind)) for kind in _kinds(request, standing)]
    form = LinkForm(request.POST or None, kinds=kinds, today=now.date())
    if request.method != "POST":
        return _shown(request, incident, form, now)
    if not form.is_valid():
        return _shown(request, incident, form, now, status=422)
    said = form.cleaned_data
    try:
        link, secret = workflow.share(
            incident,
            LinkKind(said["kind"]),
            reader=said["reader"],
            expires_at=days.end(said["until"]),
            by=request.user,
            at=now,
            revision=None if standing.changed else standing.revision,
        )
    except NotValidError as error:
        form.add_error(error.path, spoken(error.message))
        return _shown(request, incident, form, now, status=422)
    address = f"{settings.SITE_URL}{reverse('shared', args=[link.pk, secret])}"
    fresh = LinkForm(kinds=kinds, today=now.date())
    return _shown(request, incident, fresh, now, made=link, address=address)


@require_POST
@member
def revoke(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    link = get_object_or_404(
        SharedLink.objects.select_related("incident", "revision"), incident__reference=reference, pk=key
    )
    workflow.revoke_link(link, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. Its address shows nothing any more."))
    return redirect("links", reference)


def _kinds(request: MemberRequest, standing: Standing) -> list[LinkKind]:
    """Return what a link may be for: deciding where the policy asks for it, and not on one's own report."""
    asked = standing.policy.is_open_to(frozenset({OUTSIDE})) and Step.APPROVE in standing.steps
    own = standing.revision is not None and permissions.is_own(request.user, standing.revision)
    return [LinkKind.READ, LinkKind.DECIDE] if asked and not own else [LinkKind.READ]


def _shown(
    request: MemberRequest,
    incident: Incident,
    form: LinkForm,
    now: datetime,
    *,
    status: int = 200,
    **made: Any,
) -> HttpResponse:
    rows = incident.links.open(now).select_related("revision", "made_by").prefetch_related("decisions")
    context = {"incident": incident, "form": form, "links": list(rows[:_SHOWN]), **made}
    response = render(request, "workspace/links.html", context, status=status)
    if made:
        response["Cache-Control"] = "no-store"  # the address is a secret
    return response
