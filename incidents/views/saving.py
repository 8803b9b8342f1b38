"""Saving one part of a draft, a section or an entry, whoever else is changing it at the same time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents import drafts, editing
from incidents.errors import NotValidError
from incidents.forms.checked import CheckedForm
from incidents.forms.entry import fingerprint
from incidents.forms.sections import SECTION_FORMS
from incidents.merging import merge
from incidents.models import Incident
from incidents.ordering import Entry
from incidents.spoken import spoken
from incidents.views.access import MemberRequest
from incidents.views.lists import EntryList

_TRIES = 10  # how often somebody else may be faster between reading a part and saving it


@dataclass(frozen=True)
class Part:
    """A section or an entry: how its form is opened now, filled with texts, and saved."""

    opened: Callable[[], tuple[CheckedForm, str]]
    filled: Callable[[Mapping[str, Any]], CheckedForm]
    save: Callable[[dict[str, Any], str], CheckedForm]


@dataclass(frozen=True)
class Saved:
    """What came of it: `form` is to be shown; where something is contested or wrong, nothing was saved."""

    form: CheckedForm
    now: CheckedForm
    theirs: Sequence[str] = ()
    contested: Sequence[str] = ()

    @property
    def done(self) -> bool:
        return not self.contested and self.form is self.now


def save(part: Part, sent: CheckedForm) -> Saved:
    """Save what was sent together with what others changed since its form was opened."""
    for _turn in range(_TRIES):
        now, mark = part.opened()
        merged = merge(sent.opened_on(), sent.texts(), now.texts(), read_by=sent.read_by)
        form = part.filled({**merged.texts, "base": sent["base"].value()})
        if merged.contested:
            return Saved(form, now, contested=merged.contested)
        try:
            if form.is_valid():
                after = part.save(form.changes(), mark)
                return Saved(after, after, merged.theirs)
        except editing.StaleError:
            continue
        except NotValidError as error:
            form.add_error(error.path if error.path in form.fields else None, spoken(error.message))
        return Saved(form, now, merged.theirs)
    raise editing.StaleError(_("Others are saving this part at this moment. Save it again."))


def section_of(request: MemberRequest, incident: Incident, name: str) -> Part:
    kind = SECTION_FORMS[name]

    def opened() -> tuple[CheckedForm, str]:
        report = drafts.snapshot(Incident.objects.get(pk=incident.pk))
        return kind.opened(report), drafts.fingerprint(editing.section_values(report, name))

    def saved(changes: dict[str, Any], base: str) -> CheckedForm:
        by, at = request.user, timezone.now()
        fresh = editing.save_section(incident, name, changes, base=base, by=by, at=at)
        return kind.opened(drafts.snapshot(fresh))

    return Part(opened, kind, saved)


def entry_of(request: MemberRequest, kind: EntryList, find: Callable[[], Entry]) -> Part:
    """Return the part that an entry is; `find` fetches its row."""

    def opened() -> tuple[CheckedForm, str]:
        row = find()
        return kind.opened(row), fingerprint(row)

    def filled(texts: Mapping[str, Any]) -> CheckedForm:
        row = find()
        return kind.form(texts, incident=row.incident, row=row)

    def saved(changes: dict[str, Any], base: str) -> CheckedForm:
        row = editing.save_entry(find(), changes, base=base, by=request.user, at=timezone.now())
        return kind.opened(row)

    return Part(opened, filled, saved)


def is_automatic(request: MemberRequest) -> bool:
    """Say whether the page saves by itself and goes on with the form it has."""
    return request.headers.get("Accept") == "application/json"


def told(outcome: Saved) -> HttpResponse:
    """Tell a page that saves by itself what its fields say now, or what keeps them from being saved."""
    if outcome.contested:
        labels = [str(outcome.form[name].label) for name in outcome.contested]
        return JsonResponse({"contested": labels}, status=409)
    if outcome.done:
        return JsonResponse({"values": outcome.now.texts(), "theirs": outcome.theirs})
    problems = [
        {"field": str(outcome.form[name].label) if name != forms.ALL_FIELDS else "", "message": str(found[0])}
        for name, found in outcome.form.errors.items()
    ]
    values = {"values": outcome.form.texts(), "theirs": outcome.theirs}
    return JsonResponse({"problems": problems, **values}, status=422)


def words(outcome: Saved) -> str:
    if not outcome.theirs:
        return _("Saved.")
    labels = ", ".join(str(outcome.now[name].label) for name in outcome.theirs if name != "zone")
    return _("Saved, together with what somebody else changed meanwhile: %(fields)s.") % {"fields": labels}


def conflict(request: MemberRequest, outcome: Saved, mine: CheckedForm, context: Any) -> HttpResponse:
    """Show what a contested field was, what stands there now, and what was typed; the last can be changed."""
    was = outcome.form.opened_on() or {}
    mine.remember(outcome.now.texts())
    contested = [field for field in mine.visible_fields() if field.name in outcome.contested]
    versions = [
        (field, _shown(field, was.get(field.name)), _shown(field, outcome.now.texts().get(field.name)))
        for field in contested
    ]
    carried = [field.as_hidden() for field in mine if field not in contested]
    context = {**context, "mine": mine, "versions": versions, "carried": carried}
    return render(request, "workspace/conflict.html", context, status=409)


def _shown(field: forms.BoundField, sent: Any) -> str:
    """Return a field's text as a person reads it: the words of a choice, not its value."""
    chosen = sent if isinstance(sent, list) else [sent or ""]
    words = {str(value): str(label) for value, label in getattr(field.field, "choices", ())}
    return "\n".join(words.get(each, each) for each in chosen)
