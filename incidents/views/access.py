"""Who gets into the workspace: signed-in people of the two groups."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from incidents import permissions
from incidents.views import unsent

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request by somebody who may see reports."""

    user: User
    htmx: HtmxDetails


def member(view: Callable[Concatenate[MemberRequest, Rest], HttpResponseBase]) -> View[Rest]:
    """Let a view be seen only by those who may see reports; ask others to sign in, or refuse them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **named: Rest.kwargs) -> HttpResponseBase:
        someone = cast("MemberRequest", request)
        if not request.user.is_authenticated:
            # A redirect would lose what was typed, and htmx would put the sign-in page into the form's place.
            if request.method == "POST" or someone.htmx:
                return unsent.signed_out(request)
            return redirect_to_login(request.get_full_path())
        permissions.check_view(someone.user)
        return view(someone, *args, **named)

    return cast("View[Rest]", guarded)
