"""The fields in which causes are typed as lines: many at once, or one where it belongs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.report.reading.quick_causes import TypedCause, read_causes
from incidents.spoken import spoken

_MOST_CHARACTERS = 100_000


class CauseLinesForm(forms.Form):
    """Lines as typed; cleans to the causes that they tell."""

    lines = forms.CharField(
        label=_("Causes, one a line"),
        # Not max_length: the browser would cut a longer paste off without a word.
        validators=[MaxLengthValidator(_MOST_CHARACTERS)],
        strip=False,
        error_messages={"required": _("Type what the cause was, such as: A limit of zero was deployed")},
        widget=forms.Textarea(
            attrs={
                "rows": 1,
                "class": "prose-input quick-input",
                "autocomplete": "off",
                "enterkeyhint": "send",
                "aria-describedby": "quick-causes-lines_helptext",
                "data-deeper": "",
            }
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", "quick-causes-%s")
        super().__init__(*args, **options)

    def clean_lines(self) -> tuple[TypedCause, ...]:
        return _causes(self.cleaned_data["lines"], str(self.fields["lines"].error_messages["required"]))


class WhyForm(forms.Form):
    """One cause, typed where it belongs. `base` is the key of what explained the cause when it was asked."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        validators=[MaxLengthValidator(_MOST_CHARACTERS)],
        error_messages={"required": _("Say what the cause was.")},
        widget=forms.Textarea(
            attrs={
                "rows": 1,
                "class": "prose-input quick-input",
                "autocomplete": "off",
                "enterkeyhint": "send",
                "autofocus": True,
            }
        ),
    )

    def __init__(self, *args: Any, key: int, label: str, **options: Any) -> None:
        options.setdefault("auto_id", f"cause-{key}-answer-%s")
        super().__init__(*args, **options)
        self.fields["text"].label = label

    def clean_text(self) -> TypedCause:
        told = _causes(self.cleaned_data["text"], str(self.fields["text"].error_messages["required"]))
        if len(told) > 1:
            raise ValidationError(_("Write one cause here, on one line; the quick entry takes several."))
        return told[0]


def _causes(text: str, nothing: str) -> tuple[TypedCause, ...]:
    try:
        causes = read_causes(text)
    except NotValidError as error:
        raise ValidationError(spoken(error.message)) from error
    if not causes:
        raise ValidationError(nothing)
    return causes
