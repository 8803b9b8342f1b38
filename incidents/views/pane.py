"""What stands beside the report in its editor: the public preview, the checks or the discussion."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse

TABS = ("preview", "checks", "discussion")
_COOKIE = "candor-pane"  # static/js/pane.js writes it too
_ONE_YEAR = 365 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Pane:
    """The tab that is open. Where the address asks for it, narrow screens show it in place of the report."""

    tab: str
    is_asked: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return what the address asks for, or else what the person looked at last."""
        asked = request.GET.get("pane", "")
        if asked in TABS:
            return cls(asked, is_asked=True)
        last = request.COOKIES.get(_COOKIE, "")
        return cls(last if last in TABS else TABS[0], is_asked=False)

    def remember(self, answer: HttpResponse) -> HttpResponse:
        if self.is_asked:
            answer.set_cookie(_COOKIE, self.tab, max_age=_ONE_YEAR, path="/workspace/", samesite="Lax")
        return answer
