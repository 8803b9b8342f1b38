"""Who gets into the workspace: signed-in people of the two groups."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from incidents import permissions

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


class MemberRequest(HttpRequest):
    """A request by somebody who may see reports."""

    user: User
    htmx: HtmxDetails


def member(view: Callable[Concatenate[MemberRequest, Rest], HttpResponse]) -> View[Rest]:
    """Let a view be seen only by those who may see reports; ask others to sign in, or refuse them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        someone = cast("MemberRequest", request)
        permissions.check_view(someone.user)
        return view(someone, *args, **named)

    return cast("View[Rest]", login_required(guarded))
