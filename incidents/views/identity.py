"""How the public site presents itself: what holds, what is typed as it would look, and every version."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import identity as identities
from incidents import permissions, picturing
from incidents.errors import NotValidError
from incidents.forms.identity import IdentityForm
from incidents.models import Job, JobKind, SiteIdentity
from incidents.models.site_identity import from_settings, in_force
from incidents.publishing import jobs
from incidents.publishing.frames import Scheme, style
from incidents.spoken import spoken
from incidents.versions import ChangedMeanwhileError
from incidents.views.access import MemberRequest, member
from incidents.views.framing import Typed, as_typed, framed

_PER_PAGE = 10


@require_http_methods(["GET", "POST"])
@member
def identity(request: MemberRequest) -> HttpResponse:
    """Show what holds, and make the next version."""
    permissions.check_set_rules(request.user)
    if request.method != "POST":
        return _shown(request, IdentityForm.opened(in_force()))
    form = _with_kept_logo(request)
    if "show" in request.POST:  # without JavaScript the preview comes with the page
        return _shown(request, form)
    if not form.is_valid():
        return _shown(request, form, status=422)
    try:
        row = _save(request, form.said(), base=form.cleaned_data["base"], note=form.cleaned_data["note"])
    except NotValidError as error:
        form.add_error(error.path or None, spoken(error.message))
        return _shown(request, form, status=422)
    except ChangedMeanwhileError:
        return _overtaken(request, form)
    messages.success(request, _said(row, form.cleaned_data["base"]))
    return redirect("identity")


@require_POST
@member
def preview(request: MemberRequest) -> HttpResponse:
    """Answer what is typed as pages would show it. Nothing is stored."""
    permissions.check_set_rules(request.user)
    form = IdentityForm(request.POST, request.FILES)
    return render(request, "workspace/identity/shown.html", framed(as_typed(form), request.POST))


@require_safe
def sheet(request: HttpRequest, digits: str, scheme: str) -> HttpResponse:
    """Answer the style sheet of an accent for the frame of a preview, to those who see such a frame."""
    if not permissions.may_view(request.user) or scheme not in set(Scheme):
        raise Http404
    answer = HttpResponse(style(f"#{digits}", Scheme(scheme)), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=60"
    return answer


@require_POST
@member
def restore(request: MemberRequest, version: int) -> HttpResponse:
    """Have an earlier version be the next one; 0 is what the settings of the machine say."""
    permissions.check_set_rules(request.user)
    row = get_object_or_404(SiteIdentity, version=version) if version else from_settings()
    note = _("As version %(number)s again") % {"number": version}
    base = request.POST.get("base", "")
    if not base.isdecimal():
        raise Http404
    said = identities.said_by(row)
    try:
        _save(request, said, base=int(base), note=note)
    except ChangedMeanwhileError:
        form = IdentityForm.opened(row, base=in_force().version, note=note)
        return _shown(request, form, row, overtaken=True, status=409)
    messages.success(
        request, _("Version %(number)s holds again. Every page follows now.") % {"number": version}
    )
    return redirect("identity")


@require_safe
@member
def progress(request: MemberRequest) -> HttpResponse:
    """Answer how far the pages have followed, for the page that is open."""
    permissions.check_set_rules(request.user)
    return render(request, "workspace/identity/progress.html", _following(request))


def _save(request: MemberRequest, said: Mapping[str, Any], *, base: int, note: str) -> SiteIdentity:
    return identities.make_identity(
        said, base=base, note=note, by=request.user, at=timezone.now(), enqueue=jobs.follow_identity
    )


def _said(row: SiteIdentity, base: int) -> str:
    number = {"number": row.version}
    if row.version == base:
        return _("Nothing was changed: version %(number)s says the same.") % number
    return _("Version %(number)s holds. Every page follows now; you may leave this one.") % number


def _with_kept_logo(request: MemberRequest) -> IdentityForm:
    """Return the form as it was sent, with a new logo kept already: browsers don't send a file twice."""
    form = IdentityForm(request.POST, request.FILES)
    form.is_valid()
    data = form.data_of_file()
    if not data:
        return form
    try:
        logo = picturing.take_in_logo(data, by=request.user, at=timezone.now())
    except NotValidError as error:
        form.add_error("file", spoken(error.message))
        return form
    typed = request.POST.copy()
    typed["logo"] = logo.name
    typed.pop("no_logo", None)
    return IdentityForm(typed)


def _overtaken(request: MemberRequest, form: IdentityForm) -> HttpResponse:
    """Show what was typed once more; saving it again is then a decision, not an accident."""
    typed = {**dict(form.data.items()), "base": str(in_force().version)}
    return _shown(request, IdentityForm(typed), overtaken=True, status=409)


def _shown(
    request: MemberRequest,
    form: IdentityForm,
    row: SiteIdentity | None = None,
    *,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show the page with a form as it was sent, or one that was opened on a row: else on what holds."""
    versions = SiteIdentity.objects.select_related("logo", "made_by").defer("logo__data")
    now = in_force()
    typed = as_typed(form) if form.is_bound else Typed(row or now)
    context = {
        "form": form,
        "now": now,
        "overtaken": overtaken,
        "page": Paginator(versions, _PER_PAGE).get_page(request.GET.get("page")),
        "from_settings": from_settings(),
        "zones": sorted(zone for zone in available_timezones() if "/" in zone),
        **framed(typed, request.POST),
        **_following(request),
    }
    return render(request, "workspace/identity.html", context, status=status)


def _following(request: MemberRequest) -> dict[str, Any]:
    job = Job.objects.exclude(kind=JobKind.VERIFY.value).first()
    may_publish = permissions.may_publish(request.user)
    return {"job": job, "may_publish": may_publish}
