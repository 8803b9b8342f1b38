"""A field for text."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class TextField(forms.CharField):
    """A text whose longest length is told: left to it, a browser cuts a longer paste off without a word."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_length": _("This is longer than %(limit_value)s characters; shorten it.")
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes: dict[str, Any] = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes
