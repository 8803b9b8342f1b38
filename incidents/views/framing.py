"""A page of the public site in a frame, as what is typed would show it, and what becomes of its colour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.urls import reverse

from incidents import picturing
from incidents.errors import NotValidError
from incidents.forms.identity import IdentityForm
from incidents.models import Picture, SiteIdentity
from incidents.models.site_identity import in_force
from incidents.picturing import Made
from incidents.publishing import frames
from incidents.publishing.configured import identity_of
from incidents.publishing.frames import FramedPage, Scheme
from incidents.publishing.pages.accent import plain, told
from incidents.spoken import spoken

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Typed:
    """An identity as far as it can be shown, a logo that is not kept yet, and what could not be shown."""

    row: SiteIdentity
    logo: Made | None = None
    left_out: list[str] = field(default_factory=list)  # labels of fields


def as_typed(form: IdentityForm) -> Typed:
    """Return what a form says that was sent; what isn't valid stays as it is on the site."""
    form.is_valid()
    row, logo = in_force(), _new_logo(form)
    for name, value in form.said().items():
        setattr(row, name, value)
    if logo:
        row.logo = Picture(name=logo.name)
    return Typed(row, logo, [str(form.fields[name].label) for name in form.errors if name in form.fields])


def framed(typed: Typed, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the preview's template takes. `chosen` says which page, and whether in the dark."""
    which = _one_of(FramedPage, chosen.get("shown"), FramedPage.FRONT)
    scheme = _one_of(Scheme, chosen.get("scheme"), Scheme.LIGHT)
    shown = identity_of(typed.row)
    style = reverse("identity-style", args=[plain(shown.accent)[1:], scheme.value])
    return {
        "shown": which.value,
        "scheme": scheme.value,
        "srcdoc": frames.framed(shown, which, style, typed.logo),
        "colours": told(shown.accent),
        "left_out": typed.left_out,
    }


def _new_logo(form: IdentityForm) -> Made | None:
    data = form.data_of_file()
    if not data:
        return None
    try:
        return picturing.logo_made_anew(data)
    except NotValidError as error:
        form.add_error("file", spoken(error.message))
        return None


def _one_of(kinds: type[Choice], text: str | None, otherwise: Choice) -> Choice:
    return kinds(text) if text in set(kinds) else otherwise
