"""Many files at once: each becomes a draft by itself, and a table tells what became of each."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import importing, permissions
from incidents.errors import NotValidError
from incidents.forms.files import FilesForm
from incidents.forms.importing import SUFFIXES
from incidents.report.reading import source_text
from incidents.views.access import MemberRequest, member

_KEY = "imported files"  # in the session: a list of name, job, said


@require_http_methods(["GET", "POST"])
@member
def import_many(request: MemberRequest) -> HttpResponse:
    """Take the files and say what became of them; the last files stay to be looked at until sign-out."""
    permissions.check_edit(request.user)
    if request.method != "POST":
        return _told(request, FilesForm())
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _told(request, form, status=422)
    request.session[_KEY] = [_taken(each, request) for each in form.cleaned_data["documents"]]
    return redirect("import-many")


def _taken(file: "UploadedFile[bytes]", request: MemberRequest) -> dict[str, str]:
    name = file.name or ""
    if not name.lower().endswith(SUFFIXES):
        return {
            "name": name,
            "job": "",
            "said": _("This file is not text; choose a .txt, .md, .html, .docx or .json file."),
        }
    try:
        return {"name": name, "job": importing.enqueue(source_text(file.read()), request.user), "said": ""}
    except NotValidError as error:
        return {"name": name, "job": "", "said": error.message}


def _told(request: MemberRequest, form: FilesForm, status: int = 200) -> HttpResponse:
    files: list[dict[str, str]] = request.session.get(_KEY, [])
    found = importing.outcomes({each["job"]: each["name"] for each in files if each["job"]})
    told = [found.get(each["job"]) or importing.Outcome(each["name"], said=each["said"]) for each in files]
    context: dict[str, Any] = {
        "form": form,
        "outcomes": told,
        "done": sum(each.done for each in told),
        "waiting": not all(each.done for each in told),
    }
    part = "workspace/import/outcomes.html" if request.htmx else "workspace/import_many.html"
    return render(request, part, context, status=status)
