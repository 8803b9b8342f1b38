from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.errors import NotValidError
from incidents.forms.importing import SUFFIXES
from incidents.forms.once import OnceField
from incidents.forms.unpacking import SUFFIX as ARCHIVE
from incidents.forms.unpacking import unpacked
from incidents.importing import Document
from incidents.report.reading import source_text

MOST_FILES = 200
MOST_BYTES = 20_000_000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleans to a list of them."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen: Sequence[Any] = data or [None]
        return [forms.FileField.clean(self, each, initial) for each in chosen]


class FilesForm(forms.Form):
    """Many documents at once, as files or in archives; cleans `documents` to what each says."""

    once = OnceField()
    documents = FilesField(
        label=gettext_lazy("Choose several files"),
        help_text=gettext_lazy(
            "Text, Markdown, saved web pages, .docx, JSON, or a .zip of them; "
            "at most 200 files and 20 MB together."
        ),
        widget=FilesInput(attrs={"accept": ",".join((*SUFFIXES, ARCHIVE))}),
        allow_empty_file=True,  # an empty file has its own line in the table of outcomes
    )

    def clean_documents(self) -> list[Document]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["documents"]
        if sum(each.size or 0 for each in files) > MOST_BYTES:
            raise ValidationError(_("These files are larger than 20 MB together; choose fewer."))
        left, found = MOST_BYTES, list[Document]()
        for file in files:
            for name, data in _contents(file, left):
                left -= len(data)
                found.append(_document(name, data))
                _check_count(max(len(found), len(files)))
        return found


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise ValidationError(_("These are more than %(most)d files; choose fewer.") % {"most": MOST_FILES})


def _contents(file: "UploadedFile[bytes]", most_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Yield the file, or those of an archive, which is refused as a whole where one of them is."""
    name, data = file.name or "", file.read()
    if not name.lower().endswith(ARCHIVE):
        yield name, data
        return
    try:
        yield from ((f"{name}: {each}", content) for each, content in unpacked(data, most_bytes))
    except NotValidError as error:
        raise ValidationError(f"{name}: {error.message}") from error


def _document(name: str, data: bytes) -> Document:
    if not name.lower().endswith(SUFFIXES):
        said = _("This file is not text; choose a .txt, .md, .html, .docx or .json file.")
        return Document(name, said=said)
    try:
        return Document(name, text=source_text(data))
    except NotValidError as error:
        return Document(name, said=error.message)
