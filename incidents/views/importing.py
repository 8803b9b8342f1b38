"""From pasted or uploaded text to a draft, by way of a page that shows what was read and from where."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.choices import ChoicesForm, choices_of
from incidents.report.reading import Reading, read
from incidents.report.reading.reviewing import reviewed
from incidents.report.value import Report
from incidents.spoken import spoken
from incidents.views import starting
from incidents.views.access import MemberRequest, member
from incidents.views.shown_reading import shown


@require_http_methods(["GET", "POST"])
@member
def paste(request: MemberRequest) -> HttpResponse:
    """Take text or a file, and show what was read from it. Nothing is saved yet."""
    permissions.check_edit(request.user)
    if request.method != "POST":
        return starting.page(request)
    return _answered(request, make=False)


@require_POST
@member
def create(request: MemberRequest) -> HttpResponse:
    """Make the draft from the text that was reviewed; reading is deterministic, so it is the same draft."""
    return _answered(request, make=True)


def _answered(request: MemberRequest, *, make: bool) -> HttpResponse:
    form = ChoicesForm(request.POST, request.FILES or None)
    if not form.is_valid():
        return starting.page(request, form=form, status=422)
    now = timezone.now()
    try:
        first = read(form.cleaned_data["text"], today=form.day(now.date()))
    except NotValidError as error:
        form.add_error("text", spoken(error.message))
        return starting.page(request, form=form, status=422)
    try:
        choices = choices_of(request.POST)
        reading = reviewed(first, choices)
    except NotValidError as error:
        return _review(request, form, first, first, {}, error=spoken(error.message))
    if not make:
        return _review(request, form, first, reading, choices)
    return _made(request, reading.report, now)


def _made(request: MemberRequest, report: Report, now: datetime) -> HttpResponse:
    """Answer with the draft; a form that is sent again leads to the one that it made before."""
    incident = workflow.started_lately(report, by=request.user, at=now)
    if incident:
        messages.info(request, _("You made this draft already; nothing was made a second time."))
    else:
        incident = workflow.start(report, by=request.user, at=now)
        messages.success(request, _("The draft is made. Check the sections and fill the gaps."))
    return redirect("editor", incident.reference)


def _review(
    request: MemberRequest,
    form: ChoicesForm,
    first: Reading,
    now: Reading,
    choices: dict[int, str],
    *,
    error: str = "",
) -> HttpResponse:
    part = "workspace/import/review.html" if request.htmx else "workspace/import_review.html"
    context = shown(form.cleaned_data["text"], first, now, choices)
    today = form.day(timezone.now().date())
    return render(request, part, {**context, "today": today, "error": error}, status=422 if error else 200)
