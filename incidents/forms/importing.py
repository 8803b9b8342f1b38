from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.report.reading import source_text
from incidents.spoken import spoken

SUFFIXES = (".txt", ".md", ".markdown", ".json", ".text", ".html", ".htm", ".docx")
_LARGEST_FILE = 20_000_000  # bytes; a Word document may hold that much in pictures


class ImportForm(forms.Form):
    """Text pasted or a file uploaded; cleans to one `text`."""

    text = forms.CharField(
        label=_("Paste the postmortem"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "prose-input"}),
        help_text=_("Notes, a wiki page, a document: headings, bullet lists and times are recognised."),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("Text, Markdown, a saved web page, .docx, JSON of a status page, or a report.json."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self) -> str | None:
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        if not (upload.name or "").lower().endswith(SUFFIXES):
            raise ValidationError(
                _("This file is not text. Choose a .txt, .md, .html, .docx or .json file, or paste the text.")
            )
        if upload.size > _LARGEST_FILE:  # said before a byte of it is read into memory
            raise ValidationError(
                _("This file is larger than 20 MB. Choose a smaller one, or paste the text.")
            )
        return _text_of(upload.read())

    def clean(self) -> dict[str, Any]:
        """Take the file where there is one, else what was pasted."""
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        pasted = cleaned.get("text", "").replace("\r\n", "\n")
        if cleaned.get("file") and pasted.strip():
            self.add_error("file", _("Paste text or choose a file, not both."))
        elif cleaned.get("file"):
            cleaned["text"] = cleaned["file"]
        else:
            try:
                cleaned["text"] = _text_of(pasted.encode())
            except ValidationError as error:
                self.add_error("text", error)
        return cleaned


def _text_of(data: bytes) -> str:
    try:
        return source_text(data)
    except NotValidError as error:
        raise ValidationError(spoken(error.message)) from error
