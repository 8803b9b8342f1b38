from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.forms.importing import SUFFIXES

MOST_FILES = 50
MOST_BYTES = 20_000_000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleans to a list of them."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen: Sequence[Any] = data or [None]
        return [forms.FileField.clean(self, each, initial) for each in chosen]


class FilesForm(forms.Form):
    """Many documents at once; each becomes a draft of its own."""

    documents = FilesField(
        label=gettext_lazy("Choose several files"),
        help_text=gettext_lazy(
            "Text, Markdown, saved web pages, .docx or JSON; at most 50 files and 20 MB together."
        ),
        widget=FilesInput(attrs={"accept": ",".join(SUFFIXES)}),
        allow_empty_file=True,  # an empty file has its own line in the table of outcomes
    )

    def clean_documents(self) -> list["UploadedFile[bytes]"]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["documents"]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("These are %(n)d files; choose at most %(most)d.") % {"n": len(files), "most": MOST_FILES}
            )
        if sum(each.size or 0 for each in files) > MOST_BYTES:
            raise ValidationError(_("These files are larger than 20 MB together; choose fewer."))
        return files
