"""What colleagues said or did that concerns the person, newest first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from incidents import mailing
from incidents.models import Notice
from incidents.views.access import MemberRequest, member
from incidents.workflow import discussion as verbs

_ON_A_PAGE = 50
_HIGHEST = 2**63 - 1  # of a key


@require_safe
@member
def inbox(request: MemberRequest) -> HttpResponse:
    """A page of notices; the address may ask for those that are older than one."""
    before = request.GET.get("before", "")
    notices = request.user.notices.select_related(
        *("comment__person", "comment__decided_by", "comment__incident", "comment__reply_to"),
        *("incident", "entry__actor"),
    )
    if before.isascii() and before.isdecimal():
        notices = notices.filter(pk__lt=min(int(before), _HIGHEST))
    found = list(notices[: _ON_A_PAGE + 1])
    shown = found[:_ON_A_PAGE]
    context = {"notices": shown, "older": shown[-1].pk if len(found) > _ON_A_PAGE else None}
    return render(request, "workspace/inbox.html", context)


@require_POST
@member
def read_all(request: MemberRequest) -> HttpResponse:
    verbs.mark_read(request.user, at=timezone.now())
    return redirect("inbox")


@require_POST
@member
def read(request: MemberRequest, key: int) -> HttpResponse:
    """Mark one of the person's own notices as read, and lead to where it goes on if that was asked for."""
    rows = request.user.notices.select_related("comment__incident", "incident")
    notice: Notice = get_object_or_404(rows, pk=key)
    verbs.mark_read(request.user, at=timezone.now(), key=key)
    if "open" not in request.POST:
        return redirect("inbox")
    return redirect(mailing.page_of(notice))
