"""Pictures for a report's texts, and text that was copied out of other programs."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from incidents import drafts, permissions, picturing
from incidents.errors import NotValidError
from incidents.forms.pictures import PictureForm, line
from incidents.models import Incident, Picture
from incidents.report.pictures import FOLDER, mentioned
from incidents.report.reading.pasted import LIMIT, to_markdown
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a picture that is not public yet to those who see reports; for others there is none."""
    if not permissions.may_view(request.user):
        raise Http404
    return picture_answer(name)


def picture_answer(name: str) -> HttpResponse:
    """Return a picture as the answer to whoever may see it; raises Http404 where there is none."""
    found = get_object_or_404(Picture, name=name)
    answer = HttpResponse(bytes(found.data), content_type=_TYPES[name.rpartition(".")[2]])
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
@member
def pictures(request: MemberRequest, reference: str) -> HttpResponse:
    """Take a picture in, and show those that the draft has with the line that shows each."""
    incident = get_object_or_404(Incident, reference=reference)
    permissions.check_edit(request.user)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, incident, form, status=422 if request.method == "POST" else 200)
    try:
        taken = picturing.take_in(form.data_of(), by=request.user, at=timezone.now())
    except NotValidError as error:
        form.add_error("file", spoken(error.message))
        return _shown(request, incident, form, status=422)
    said = line(taken.name, form.cleaned_data["alt"])
    if _is_script(request):
        return JsonResponse({"address": f"{FOLDER}{taken.name}", "line": said})
    return _shown(request, incident, PictureForm(), made=said)


@require_POST
@member
def pasted(request: MemberRequest, reference: str) -> HttpResponse:
    """Return text copied out of another program as Markdown. Nothing is stored."""
    get_object_or_404(Incident, reference=reference)
    html = request.POST.get("html", "")
    if len(html) > LIMIT:
        return JsonResponse({"problem": _("This is too much text to convert at once.")}, status=422)
    return JsonResponse({"markdown": to_markdown(html)})


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _shown(
    request: MemberRequest, incident: Incident, form: PictureForm, *, made: str = "", status: int = 200
) -> HttpResponse:
    if _is_script(request) and form.errors:
        problems = [str(problem) for found in form.errors.values() for problem in found]
        return JsonResponse({"problem": " ".join(problems)}, status=status)
    names = mentioned(drafts.snapshot(incident))
    known = Picture.objects.filter(name__in=names).values_list("name", flat=True)
    context = {
        "incident": incident,
        "form": form,
        "made": made,
        "pictures": [(f"{FOLDER}{name}", line(name, "")) for name in known],
    }
    return render(request, "workspace/pictures.html", context, status=status)
