"""From pasted or uploaded text to a draft, by way of a page that shows what was read and from where."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.importing import ImportForm
from incidents.report.reading import Reading, read
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member


@dataclass(frozen=True)
class SourceLine:
    number: int
    text: str
    fields: tuple[str, ...]
    problems: tuple[Any, ...]


@require_http_methods(["GET", "POST"])
@member
def paste(request: MemberRequest) -> HttpResponse:
    """Take text or a file, and show what was read from it. Nothing is saved yet."""
    permissions.check_edit(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "workspace/import.html", {"form": form})
    if not form.is_valid():
        return render(request, "workspace/import.html", {"form": form}, status=422)
    text = form.cleaned_data["text"]
    try:
        reading = read(text, today=timezone.now().date())
    except NotValidError as error:
        form.add_error("text", error.message)
        return render(request, "workspace/import.html", {"form": form}, status=422)
    return render(request, "workspace/import_review.html", _review(text, reading))


@require_POST
@member
def create(request: MemberRequest) -> HttpResponse:
    """Make the draft from the text that was reviewed; reading is deterministic, so it is the same draft."""
    form = ImportForm(request.POST)
    if not form.is_valid():
        return render(request, "workspace/import.html", {"form": form}, status=422)
    now = timezone.now()
    report = read(form.cleaned_data["text"], today=now.date()).report
    incident = workflow.start(report, by=request.user, at=now)
    messages.success(request, _("The draft is made. Check the sections and fill the gaps."))
    return redirect("editor", incident.reference)


@require_POST
@member
def blank(request: MemberRequest) -> HttpResponse:
    """Start an empty draft."""
    incident = workflow.start(Report(), by=request.user, at=timezone.now())
    return redirect("editor", incident.reference)


def _review(text: str, reading: Reading) -> dict[str, Any]:
    lines = [
        SourceLine(
            number,
            line,
            tuple(path for path, (first, last) in reading.spans.items() if first <= number <= last),
            tuple(problem for problem in reading.problems if problem.line == number),
        )
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    return {"text": text, "report": reading.report, "reading": reading, "lines": lines}
