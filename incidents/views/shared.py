"""What somebody without an account sees by a link: one report, as customers would read it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from incidents import drafts, mailing, workflow
from incidents.errors import NotValidError, WrongStateError
from incidents.forms.links import OutsideForm
from incidents.models import LinkKind, SharedLink, Verdict
from incidents.models.policy import OUTSIDE
from incidents.models.site_identity import in_force
from incidents.publishing import preview
from incidents.report import canonical
from incidents.report.pictures import FOLDER, mentioned
from incidents.report.projection import public
from incidents.spoken import spoken
from incidents.views.newly_read import NewlyRead, since_publication
from incidents.views.pictures import picture_answer
from incidents.workflow import Standing, Step, links

Rest = ParamSpec("Rest")
_TYPES = {"index.html": "text/html; charset=utf-8", "timeline.svg": "image/svg+xml"}
_VERDICTS = {"approve": Verdict.APPROVED, "send_back": Verdict.SENT_BACK}


def by_link(
    view: Callable[Concatenate[HttpRequest, SharedLink, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, int, str, Rest], HttpResponse]:
    """Let a view be seen with the secret of an open link only, and leave no trace of it anywhere.

    The address is all the authority there is: no cookie gives any, so no other site can use one.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, key: int, secret: str, *args: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        rates = {"shared_link": settings.SHARED_LINK_RATE}
        if not ratelimit.consume(request, app="candor", action="shared_link", config=rates, limit_get=True):
            return _unseen(render(request, "outside/wait.html", status=429))
        link = links.found(key, secret)
        if link is None:
            return _unseen(render(request, "outside/none.html", status=404))
        if not links.is_open(link, timezone.now()):
            return _unseen(render(request, "outside/over.html", {"link": link}, status=410))
        return _unseen(view(request, link, *args, **named))

    return cast("Callable[Concatenate[HttpRequest, int, str, Rest], HttpResponse]", csrf_exempt(guarded))


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def shared(request: HttpRequest, link: SharedLink) -> HttpResponse:
    """Show the page of a link, and take the decision of its reader."""
    if request.method != "POST":
        links.opened(link, at=timezone.now())
        return _shown(request, link, OutsideForm())
    form, verdict = OutsideForm(request.POST), _VERDICTS.get(request.POST.get("verdict", ""))
    if verdict is None or not form.is_valid():
        return _shown(request, link, form, status=422)
    try:
        workflow.decide_by_link(link, verdict, **form.cleaned_data, at=timezone.now(), tell=mailing.enqueue)
    except NotValidError as error:
        form.add_error(error.path, spoken(error.message))
        return _shown(request, link, form, status=422)
    except WrongStateError as error:
        return _shown(request, link, form, refused=spoken(error.message), status=409)
    return redirect(request.path)


@require_safe
@by_link
def post(_request: HttpRequest, link: SharedLink, file: str = "index.html") -> HttpResponse:
    """Serve the post as it would be published, from the revision of a link or from the draft."""
    if link.revision:
        files = preview.of_revision(link.revision)
    else:
        files = preview.of_draft(link.incident, at=timezone.now())
    if file not in files:
        raise Http404
    # Pictures that are not public yet stand behind the link as well, since its reader signs in nowhere.
    data = files[file].replace(f'src="{FOLDER}'.encode(), b'src="media/')
    return HttpResponse(data, content_type=_TYPES[file])


@require_safe
@by_link
def picture(_request: HttpRequest, link: SharedLink, name: str) -> HttpResponse:
    """Serve a picture that the post of a link shows, or the site's logo, and no other."""
    report = drafts.snapshot(link.incident)
    if link.revision:
        report = canonical.recall(bytes(link.revision.report))
    logo = in_force().logo
    if name not in mentioned(public(report)) and not (logo and name == logo.name):
        raise Http404
    return picture_answer(name)


def _shown(
    request: HttpRequest, link: SharedLink, form: OutsideForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    standing = workflow.standing(link.incident)
    decision = link.decisions.first()
    context = {
        "link": link,
        "form": form if decision is None and _may_decide(link, standing) else None,
        "decision": decision,
        "is_newest": link.revision is None or link.revision == standing.revision,
        "newly": _newly(link, standing),
        "refused": refused,
        "site_name": in_force().name,
    }
    return render(request, "outside/link.html", context, status=status)


def _may_decide(link: SharedLink, standing: Standing) -> bool:
    return (
        link.kind == LinkKind.DECIDE
        and link.revision == standing.revision
        and Step.SEND_BACK in standing.steps
        and standing.policy.is_open_to(frozenset({OUTSIDE}))
    )


def _newly(link: SharedLink, standing: Standing) -> NewlyRead | None:
    """Return what customers will newly read; None before the first publication: all of it."""
    if link.revision:
        report = public(canonical.recall(bytes(link.revision.report)))
    else:
        report = public(drafts.snapshot(link.incident))
    return since_publication(report, link.incident, link.revision, standing)


def _unseen(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
