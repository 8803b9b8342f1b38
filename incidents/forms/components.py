"""What the public is told of components: how one works now, and which of them there are."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.models import ComponentStatus
from incidents.models.labels import choices
from incidents.report.shape import LINE_LIMIT

_MOST = 60  # components; a page that names more tells nobody anything


class _Form(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class StatusForm(_Form):
    status = forms.ChoiceField(label=_("How it works now"), choices=choices(ComponentStatus))
    note = forms.CharField(
        label=_("Note to the public"),
        required=False,
        max_length=LINE_LIMIT,
        help_text=_("One sentence, shown beside the state. May be empty."),
    )

    @property
    def told(self) -> tuple[ComponentStatus, str]:
        return ComponentStatus(self.cleaned_data["status"]), self.cleaned_data["note"]


class ListedForm(_Form):
    names = forms.CharField(
        label=_("Components on the public site"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One name a line, in the order in which customers shall read them."),
    )

    def clean_names(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = list(dict.fromkeys(filter(None, names)))
        if len(names) > _MOST:
            raise forms.ValidationError(_("These are more than %d components; group them.") % _MOST)
        if any(len(name) > LINE_LIMIT for name in names):
            raise forms.ValidationError(_("One of the names is longer than %d characters.") % LINE_LIMIT)
        return names
