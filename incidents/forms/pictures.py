from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.picturing import MOST_BYTES
from incidents.report.pictures import FOLDER
from incidents.report.shape import LINE_LIMIT

_MARKUP = str.maketrans({letter: f"\\{letter}" for letter in "[]\\"})


class PictureForm(forms.Form):
    """A picture, and what it shows for those who don't see it."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG, WebP or GIF, at most 10 MB. What its maker wrote into the file is left out."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    alt = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=LINE_LIMIT,
        help_text=_("One sentence for readers who don't see it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def data_of(self) -> bytes:
        """Return the file's bytes, and one more than allowed where there are too many."""
        data: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return data


def line(name: str, alt: str) -> str:
    """Return the line of Markdown that shows a picture."""
    words = " ".join(alt.split()).translate(_MARKUP)
    return f"![{words}]({FOLDER}{name})"
