"""The change that a check offers, made and taken back with one button each.

What takes the last fix back is kept in the session: it is one person's, it is forgotten with the sign-out,
and it can be as long as the report's own texts, which no hidden field of a page should be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from incidents import changes, drafts, fixing
from incidents.changes import ToldPart
from incidents.errors import WrongStateError
from incidents.fixing import Done, Undo
from incidents.forms.places import spot
from incidents.models import Incident
from incidents.report.compare import Mark, Piece
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member
from incidents.workflow import suggestions

_KEPT = "undo"
_AROUND = 60  # letters shown before and after what changed in a text


@dataclass(frozen=True)
class Fixed:
    """A fix that was made: what changed, and the name under which it is taken back."""

    description: str
    parts: Sequence[ToldPart]
    base: str
    touches: str
    suggested: bool = False


@require_POST
@member
def fix(request: MemberRequest, reference: str) -> HttpResponse:
    """Make the change that a finding offers, and offer to take it back."""
    incident = get_object_or_404(Incident, reference=reference)
    done, undo = fixing.make(incident, request.POST.get("base", ""), by=request.user, at=timezone.now())
    keep(request, incident, undo)
    if request.htmx:
        return _answer(request, incident, undo, {"fixed": fixed(undo, done)})
    return redirect(reverse("editor", args=[reference]) + "?pane=checks#checks")


@require_POST
@member
def undo(request: MemberRequest, reference: str) -> HttpResponse:
    """Take back the fix that was made last."""
    incident = get_object_or_404(Incident, reference=reference)
    kept = _kept(request, incident)
    if kept is None or request.POST.get("base") != drafts.fingerprint(kept):
        raise WrongStateError(
            _("Only your last fix can be undone, and only once. Change it by hand instead.")
        )
    _take_back(request, incident, kept)
    del request.session[_KEPT]
    if request.htmx:
        return _answer(request, incident, kept, {"fixed": None})
    messages.success(request, _("Undone."))
    return redirect(reverse("editor", args=[reference]) + "?pane=checks#checks")


def keep(request: MemberRequest, incident: Incident, undo: Undo, *, suggestion: int | None = None) -> None:
    """Remember what takes the change back that the person made last; a suggestion is named by its key."""
    request.session[_KEPT] = {
        "incident": incident.pk,
        "told": bool(request.htmx),
        "suggestion": suggestion,
        **msgspec.to_builtins(undo),
    }


def _take_back(request: MemberRequest, incident: Incident, kept: Undo) -> None:
    by, at, key = request.user, timezone.now(), request.session[_KEPT].get("suggestion")
    if key is None:
        fixing.take_back(incident, kept, by=by, at=at)
    else:
        suggestions.take_back(incident.comments.get(pk=key), kept, by=by, at=at)


def last_fix(request: MemberRequest, incident: Incident, report: Report) -> Fixed | None:
    """Return the person's last fix of this report, to be told once; None where it can't be undone."""
    kept = _kept(request, incident)
    if kept is None or request.session[_KEPT]["told"] or not fixing.may_take_back(report, kept):
        return None
    request.session[_KEPT] |= {"told": True}
    request.session.modified = True
    suggested = request.session[_KEPT].get("suggestion") is not None
    return fixed(kept, Done(kept.fix().apply(report), report), suggested=suggested)


def _kept(request: MemberRequest, incident: Incident) -> Undo | None:
    kept = request.session.get(_KEPT)
    return msgspec.convert(kept, Undo) if kept and kept["incident"] == incident.pk else None


def fixed(kept: Undo, done: Done, *, suggested: bool = False) -> Fixed:
    """Return what a page tells of a change that was made."""
    parts = [_short(part) for part in changes.told(done.before, done.after)]
    return Fixed(kept.description, parts, drafts.fingerprint(kept), " ".join(touched(kept)), suggested)


def touched(kept: Undo) -> list[str]:
    """Return the sections and lists of the editor that show something else now."""
    return list(dict.fromkeys(spot(held.path).part for held in kept.held))


def _answer(request: MemberRequest, incident: Incident, kept: Undo, context: dict[str, Any]) -> HttpResponse:
    """Tell what was done, and have the parts of the page that it touched fetched again.

    After the swap: htmx then says it to the page. Before it, it says it to the button's form, which may
    be gone.
    """
    answer = render(
        request, "workspace/editor/fixed.html", {"incident": incident, "floating": True, **context}
    )
    for part in ("draft", "discussion", *touched(kept)):
        trigger_client_event(answer, f"{part}-changed", after="swap")
    return answer


def _short(part: ToldPart) -> ToldPart:
    """Leave out what didn't change, but for the words around what did."""
    shown = [
        replace(
            change, fields=[replace(field, pieces=list(_around(field.pieces))) for field in change.fields]
        )
        for change in part.changes
    ]
    return replace(part, changes=shown)


def _around(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(pieces):
        text = piece.text
        head = text[:_AROUND] if place else ""
        tail = text[-_AROUND:] if place < len(pieces) - 1 else ""
        short = piece.mark is not Mark.KEPT or len(text) <= len(head) + len(tail)
        yield piece if short else Piece(piece.mark, f"{head}…{tail}")
