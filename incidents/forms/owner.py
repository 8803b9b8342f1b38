from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.text import TextField
from incidents.report.shape import LINE_LIMIT


class OwnerField(TextField):
    """A team or a person by any name; the people with accounts are offered."""

    after = "candor/after/people.html"

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Owner"), max_length=LINE_LIMIT, required=False, **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        bound = super().get_bound_field(form, field_name)
        self.widget.attrs["list"] = f"{bound.auto_id}-people"
        return bound
