from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SubscribeForm(forms.Form):
    """An address, and which components it wants to hear of."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This is no e-mail address; one looks like name@example.com."),
        },
    )
    components = forms.MultipleChoiceField(
        label=_("Only about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of these components isn't there any more; choose again.")},
    )

    def __init__(self, *args: Any, components: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["components"] = self.fields.pop("components")
        self.fields["components"].choices = components  # type: ignore[attr-defined]
