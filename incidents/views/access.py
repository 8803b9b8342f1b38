"""Who gets into the workspace: signed-in people of the two groups."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from incidents import permissions

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


class MemberRequest(HttpRequest):
    """A request by somebody who may see reports."""

    user: User


def member(view: Callable[Concatenate[MemberRequest, Rest], HttpResponse]) -> View[Rest]:
    """Let a view be seen only by those who may see reports; ask others to sign in, or refuse them."""

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        permissions.check_view(request.user)
        return view(request, *args, **named)

    return guarded
