"""Suggesting other words, and what becomes of them: parts for htmx, pages otherwise."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from incidents import mailing
from incidents.errors import NotValidError, WrongStateError
from incidents.fixing import Done, Undo
from incidents.forms.suggestions import PlaceForm, SuggestForm
from incidents.models import Comment, Incident
from incidents.report import text as texts
from incidents.spoken import spoken
from incidents.views import fixes
from incidents.views.access import MemberRequest, member
from incidents.views.discussion import done, page, told
from incidents.views.threads import places
from incidents.workflow import passages
from incidents.workflow import suggestions as verbs

_IDS = "suggestion-%s"


@require_http_methods(["GET", "POST"])
@member
def suggest(request: MemberRequest, reference: str) -> HttpResponse:
    """Offer the text that the address names, or the marked words in it, to be changed; take what was made."""
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        return _offered(request, incident)
    form = SuggestForm(request.POST, auto_id=_IDS)
    try:
        if form.is_valid():
            sent = {**form.cleaned_data, "passage": form.cleaned_data["quote"]}
            del sent["quote"]
            made = verbs.suggest(incident, by=request.user, at=timezone.now(), tell=mailing.enqueue, **sent)
            return done(request, incident, told(made), f"comment-{made.pk}")
    except NotValidError as error:
        form = _over(incident, request.POST)
        form.refuse(error)
    return page(request, incident, status=422, **_suggesting(incident, form))


@require_POST
@member
def accept(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Put the words in; where that can't be, answer with both, the suggestion and what stands there."""
    first = _first(reference, key)
    try:
        made, undo = verbs.accept(first, by=request.user, at=timezone.now(), tell=mailing.enqueue)
    except WrongStateError as error:
        return page(request, first.incident, status=409, trouble=spoken(error.message))
    fixes.keep(request, first.incident, undo, suggestion=key)
    if request.htmx:
        return _accepted(request, first.incident, made, undo)
    return redirect(f"{reverse('editor', args=[reference])}#{fixes.touched(undo)[0]}")


@require_POST
@member
def decline(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    first, word = _first(reference, key), request.POST.get("word", "")
    try:
        verbs.decline(first, by=request.user, at=timezone.now(), tell=mailing.enqueue, word=word)
    except WrongStateError as error:
        return page(request, first.incident, status=409, trouble=spoken(error.message), typed=word)
    return done(request, first.incident, _("Declined."), f"thread-{key}")


def _accepted(request: MemberRequest, incident: Incident, made: Done, undo: Undo) -> HttpResponse:
    """Answer with the panel and with what changed, and have the parts that it touched fetched again."""
    fresh = Incident.objects.get(pk=incident.pk)
    note = {"incident": fresh, "fixed": fixes.fixed(undo, made, suggested=True), "floating": True}
    answer = page(request, fresh, said=_("Accepted."))
    answer.write(render_to_string("workspace/discussion/accepted.html", note, request))
    for part in ("draft", *fixes.touched(undo)):
        trigger_client_event(answer, f"{part}-changed", after="swap")
    return answer


def _offered(request: MemberRequest, incident: Incident) -> HttpResponse:
    """Offer the words that are meant; where that isn't sure, ask which text they are of."""
    marked = request.GET.get("quote", "").strip()
    anchor = request.GET.get("on", "")
    known = passages.texts(incident, anchor)
    if known is None:
        anchor = passages.where(incident, marked)
        known = passages.texts(incident, anchor)
    if known is None:
        return _shown(request, incident, _choosing(incident, marked))
    meant = passages.meant(known, marked)
    initial = {"anchor": anchor, "quote": meant, "instead": meant}
    form = SuggestForm(initial=initial, auto_id=_IDS)
    return _shown(request, incident, _suggesting(incident, form))


def _shown(request: MemberRequest, incident: Incident, context: dict[str, Any]) -> HttpResponse:
    if not request.htmx:
        return page(request, incident, **context)
    context |= {"incident": incident}
    return render(request, "workspace/discussion/suggestion_form.html", context)


def _over(incident: Incident, sent: QueryDict) -> SuggestForm:
    """Return the form as it was sent, over the text as it is now where its passage doesn't stand any more."""
    known = passages.texts(incident, sent.get("anchor", ""))
    data = sent.copy()
    if known and passages.only(known, texts.prose(sent.get("quote", ""))) is None:
        data["quote"] = passages.meant(known, "")
    form = SuggestForm(data, auto_id=_IDS)
    form.full_clean()
    return form


def _suggesting(incident: Incident, form: SuggestForm) -> dict[str, Any]:
    """Return what the form is shown with; the passage only where its field doesn't show it already."""
    anchor, quote = form["anchor"].value(), form["quote"].value() or ""
    known = passages.texts(incident, anchor) or {}
    title = next((place.title for place in places(incident) if place.anchor == anchor), "")
    shown = form.is_bound or quote not in known.values()
    return {"suggesting": form, "title": title, "passage": quote if shown else ""}


def _choosing(incident: Incident, marked: str) -> dict[str, Any]:
    choices = [
        (place.anchor, str(place.title))
        for place in places(incident)
        if passages.texts(incident, place.anchor) is not None
    ]
    return {"choosing": PlaceForm(initial={"quote": marked}, places=choices)}


def _first(reference: str, key: int) -> Comment:
    rows = Comment.objects.first_ones().select_related("incident")
    return get_object_or_404(rows, pk=key, incident__reference=reference, instead__isnull=False)
