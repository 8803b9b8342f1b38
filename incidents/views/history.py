"""All that happened to a report, newest first: who, when, what, and the way back to what it said then."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from incidents import authorship, drafts, permissions, restoring
from incidents.authorship import Wrote
from incidents.changes import PARTS
from incidents.models import AuditEntry, Checkpoint, Incident, Verb
from incidents.models.labels import label
from incidents.noted import noted
from incidents.views.access import MemberRequest, member

RowT = TypeVar("RowT", bound=Model)
PER_PAGE = 30
_MARK = re.compile(r"(.{10,40})_([01])_([0-9]{1,18})", re.ASCII)
# At the same moment what was done stands above what it left.
_DONE, _LEFT = 1, 0


class Mark(NamedTuple):
    """The place of a line in the history; a page begins after one."""

    at: datetime
    kind: int
    key: int


@dataclass(frozen=True)
class Line:
    """What happened: `name` is a revision's or an edition's.

    `version` is the key of what the report said then, `previous` of what it said before. `is_draft`
    says that the draft still says that.
    """

    mark: Mark
    since: datetime
    people: list[User]
    what: str
    detail: str = ""
    name: str = ""
    version: str = ""
    previous: str = ""
    restores: bool = False
    is_draft: bool = False


@require_safe
@member
def history(request: MemberRequest, reference: str) -> HttpResponse:
    """Tell a page of what happened; the first also who changed each part last."""
    incident = get_object_or_404(Incident.objects.select_related("author"), reference=reference)
    state = restoring.state(drafts.snapshot(incident))
    after = _mark(request.GET.get("after", ""))
    lines = sorted(
        _done(incident, after) + _left(incident, after, state), key=lambda line: line.mark, reverse=True
    )
    shown = lines[:PER_PAGE]
    context: dict[str, Any] = {
        "incident": incident,
        "lines": shown,
        "after": _spelled(shown[-1].mark) if len(lines) > PER_PAGE else "",
        "first": after is None,
        "wrote": [] if after else _wrote(incident),
        "may_read_audit": permissions.may_read_audit(request.user),
        "draft_state": state if permissions.may_edit(request.user) else "",
    }
    return render(request, "workspace/history.html", context)


def _wrote(incident: Incident) -> list[tuple[Wrote, str]]:
    """Return who changed what last, newest first, with the names of the parts that they changed together."""
    told: dict[Any, tuple[Wrote, list[str]]] = {}
    for each in authorship.last_to_change(incident):
        together = (each.until, each.since, each.begun)
        told.setdefault(together, (each, []))[1].append(str(PARTS[each.part]))
    return [(each, ", ".join(parts)) for _key, (each, parts) in sorted(told.items(), reverse=True)]


def _done(incident: Incident, after: Mark | None) -> list[Line]:
    """Return what was done, but for the edits: what they left is told by the checkpoints."""
    untold = [Verb.EDITED.value]
    if incident.checkpoints.filter(at__lte=incident.created_at).exists():
        untold.append(Verb.STARTED.value)
    entries = _older(incident.audit.exclude(verb__in=untold), after, _DONE).select_related("actor")
    revisions = incident.revisions.filter(submitted_at__in=[entry.at for entry in entries])
    editions = incident.publications.exclude(digest="").order_by("edition")
    posts = list(editions.values_list("published_at", "edition"))
    versions = {
        Verb.SUBMITTED: {at: str(number) for at, number in revisions.values_list("submitted_at", "number")},
        Verb.PUBLISHED: {at: f"e{number}" for at, number in posts},
        Verb.CORRECTED: {at: f"e{number}" for at, number in posts},
        Verb.REINSTATED: {at: f"e{number}" for at, number in posts},
    }
    before = {f"e{now[1]}": f"e{was[1]}" for was, now in pairwise(posts)}
    return [_line(entry, versions.get(Verb(entry.verb), {}).get(entry.at, ""), before) for entry in entries]


def _line(entry: AuditEntry, version: str, before: Mapping[str, str]) -> Line:
    number = int(version) if version.isdigit() else 0
    return Line(
        Mark(entry.at, _DONE, entry.pk),
        since=entry.at,
        people=[entry.actor],
        what=str(label(Verb(entry.verb))),
        detail=noted(entry),
        name=_name(version),
        version=version,
        previous=str(number - 1) if number > 1 else before.get(version, ""),
        restores=bool(number),
    )


def _name(version: str) -> str:
    if version.startswith("e"):
        return _("Edition %(number)s") % {"number": version[1:]}
    return _("Revision %(number)s") % {"number": version} if version else ""


def _left(incident: Incident, after: Mark | None, draft: str) -> list[Line]:
    """Return the checkpoints, each with the parts in which it differs from the one before it."""
    kept = incident.checkpoints.select_related("person").prefetch_related("others")
    found: list[Checkpoint] = list(_older(kept, after, _LEFT))
    return [_checkpoint_line(each, before, draft) for each, before in zip_longest(found, found[1:])]


def _checkpoint_line(checkpoint: Checkpoint, before: Checkpoint | None, draft: str) -> Line:
    parts = authorship.changed_parts(before, checkpoint) if before else []
    first = _("began the draft") if checkpoint.at <= checkpoint.incident.created_at else _("left the draft")
    return Line(
        Mark(checkpoint.at, _LEFT, checkpoint.pk),
        since=checkpoint.since,
        people=checkpoint.people(),
        what=_("wrote") if before else first,
        detail=", ".join(str(PARTS[part]) for part in parts),
        version=f"c{checkpoint.pk}",
        previous=f"c{before.pk}" if before else "",
        restores=True,
        is_draft=checkpoint.digest == draft,
    )


def _older(rows: QuerySet[RowT], after: Mark | None, kind: int) -> QuerySet[RowT]:
    """Return as many rows as a page may take, and one more that says whether there is another page."""
    if after is not None:
        same_moment = Q(at=after.at, pk__lt=after.key) if kind == after.kind else Q(at=after.at)
        rows = rows.filter(Q(at__lt=after.at) | same_moment if kind <= after.kind else Q(at__lt=after.at))
    return rows.order_by("-at", "-pk")[: PER_PAGE + 1]


def _spelled(mark: Mark) -> str:
    return f"{mark.at.isoformat()}_{mark.kind}_{mark.key}"


def _mark(text: str) -> Mark | None:
    """Return the mark that an address holds; None where it holds none, for the first page."""
    found = _MARK.fullmatch(text)
    try:
        at = parse_datetime(found[1]) if found else None
    except ValueError:
        return None
    return Mark(at, int(found[2]), int(found[3])) if found and at and at.tzinfo else None
