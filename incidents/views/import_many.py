"""Many files at once: each becomes a draft by itself, and a table tells what became of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import importing, permissions
from incidents.forms.files import FilesForm
from incidents.models import ImportedFile
from incidents.views.access import MemberRequest, member


@require_http_methods(["GET", "POST"])
@member
def import_many(request: MemberRequest) -> HttpResponse:
    """Take the files and say what became of them; one without a draft stays until somebody removes it."""
    permissions.check_edit(request.user)
    if request.method != "POST":
        return _told(request, FilesForm())
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _told(request, form, status=422)
    importing.take(**form.cleaned_data, by=request.user, at=timezone.now())
    return redirect("import-many")


@require_safe
@member
def text(request: MemberRequest, key: int) -> HttpResponse:
    """Give the text of a file of which no draft was made, as it was read."""
    file = get_object_or_404(request.user.imported_files.exclude(text=""), pk=key)
    return HttpResponse(
        file.text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="file-{file.pk}.txt"'},
    )


@require_POST
@member
def retry(request: MemberRequest, key: int) -> HttpResponse:
    permissions.check_edit(request.user)
    importing.retry(get_object_or_404(request.user.imported_files, pk=key))
    messages.success(request, _("Trying again now."))
    return redirect("import-many")


@require_POST
@member
def remove(request: MemberRequest, key: int) -> HttpResponse:
    """Forget a file of which no draft was made, with its text."""
    file: ImportedFile = get_object_or_404(request.user.imported_files.failed(), pk=key)
    file.delete()
    messages.success(request, _("Removed: %(name)s.") % {"name": file.name})
    return redirect("import-many")


def _told(request: MemberRequest, form: FilesForm, status: int = 200) -> HttpResponse:
    files = list(request.user.imported_files.select_related("incident").defer("text"))
    with_text = set(request.user.imported_files.failed().exclude(text="").values_list("pk", flat=True))
    done = sum(each.is_done for each in files)
    context: dict[str, Any] = {
        "form": form,
        "files": files,
        "with_text": with_text,
        "done": done,
        "waiting": done < len(files),
    }
    part = "workspace/import/outcomes.html" if request.htmx else "workspace/import_many.html"
    return render(request, part, context, status=status)
