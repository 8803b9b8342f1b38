from typing import Any

from django import forms

from incidents.forms.text import TextField
from incidents.report.shape import PROSE_LIMIT


class ProseField(TextField):
    """Markdown of any length, in a box that starts with some rows and grows."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "class": "prose-input"})
        # Blank edges are for the Report to trim: it keeps the first line's indentation.
        super().__init__(required=False, strip=False, max_length=PROSE_LIMIT, widget=widget, **options)
