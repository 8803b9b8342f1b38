"""Talking about a report: a panel of the editor and of the review for htmx, a page of its own otherwise."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import mailing, permissions
from incidents.errors import NotValidError
from incidents.forms.discussion import QUOTE_LIMIT, CommentForm, ReplyForm
from incidents.models import Comment, Incident
from incidents.views.access import MemberRequest, member
from incidents.views.threads import discussion, places, reply_ids
from incidents.workflow import discussion as verbs


@require_http_methods(["GET", "POST"])
@member
def discuss(request: MemberRequest, reference: str) -> HttpResponse:
    """Show the threads, and take a new one."""
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        return page(request, incident)
    form = CommentForm(request.POST, places=_choices(incident))
    try:
        if form.is_valid():
            made = verbs.comment(
                incident, by=request.user, at=timezone.now(), tell=mailing.enqueue, **form.cleaned_data
            )
            return done(request, incident, told(made), f"comment-{made.pk}")
    except NotValidError as error:
        form.refuse(error)
    return page(request, incident, form=form, status=422)


@require_safe
@member
def begin(request: MemberRequest, reference: str) -> HttpResponse:
    """Offer a form for a comment on what the address names: a part for htmx, the whole page otherwise."""
    incident = get_object_or_404(Incident, reference=reference)
    quote = request.GET.get("quote", "")[:QUOTE_LIMIT]
    form = CommentForm(
        initial={"anchor": request.GET.get("on", ""), "quote": quote}, places=_choices(incident)
    )
    if not request.htmx:
        return page(request, incident, form=form)
    context = {"incident": incident, "form": form}
    return render(request, "workspace/discussion/comment_form.html", context)


@require_POST
@member
def reply(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    first = _first(reference, key)
    form = ReplyForm(request.POST, auto_id=reply_ids(key))
    try:
        if form.is_valid():
            made = verbs.reply(
                first, by=request.user, at=timezone.now(), tell=mailing.enqueue, **form.cleaned_data
            )
            return done(request, first.incident, told(made), f"comment-{made.pk}")
    except NotValidError as error:
        form.refuse(error)
    return page(request, first.incident, refused=(key, form), status=422)


@require_POST
@member
def resolve(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    first = _first(reference, key)
    verbs.resolve(first, by=request.user, at=timezone.now())
    return done(request, first.incident, _("Resolved."), "discussion")


@require_POST
@member
def reopen(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    first = _first(reference, key)
    verbs.reopen(first, by=request.user, at=timezone.now())
    return done(request, first.incident, _("Open again."), f"thread-{key}")


def _first(reference: str, key: int) -> Comment:
    rows = Comment.objects.first_ones().select_related("incident")
    return get_object_or_404(rows, pk=key, incident__reference=reference)


def _choices(incident: Incident) -> list[tuple[str, str]]:
    return [(place.anchor, str(place.title)) for place in places(incident)]


def told(made: Comment) -> str:
    """Return what the writer is told: who will hear of it."""
    names = ", ".join(
        notice.person.get_full_name() or notice.person.get_username()
        for notice in made.notices.select_related("person").order_by("pk")
    )
    return _("Added. Told: %(names)s.") % {"names": names} if names else _("Added.")


def page(
    request: MemberRequest,
    incident: Incident,
    *,
    form: CommentForm | None = None,
    refused: tuple[int, ReplyForm] | None = None,
    said: str = "",
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    """Answer with the panel for htmx, which keeps open the form that could not be taken; else the page."""
    context = {
        "incident": incident,
        "discussion": discussion(incident, refused),
        "said": said,
        "form": form,
        "may_edit": permissions.may_edit(request.user),
        **more,
    }
    if request.htmx:
        return render(request, "workspace/discussion/panel.html", context, status=status)
    if not {"suggesting", "choosing"} & more.keys():
        context["form"] = form or CommentForm(places=_choices(incident))
    return render(request, "workspace/discussion/page.html", context, status=status)


def done(request: MemberRequest, incident: Incident, said: str, place: str) -> HttpResponse:
    """Answer with the fresh panel for htmx, else with the page at this place of it."""
    if request.htmx:
        return page(request, incident, said=said)
    messages.success(request, said)
    return redirect(reverse("discussion", args=[incident.reference]) + f"#{place}")
