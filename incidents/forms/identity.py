"""How the public site presents itself: the form that saves it and that its preview reads."""

from collections.abc import Callable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents import identity
from incidents.errors import NotValidError
from incidents.forms.fields import ZoneField
from incidents.forms.text import TextField
from incidents.identity import MOST_LINKS
from incidents.models import LinkPlace, Picture, SiteIdentity
from incidents.models.labels import choices
from incidents.models.site_identity import LONGEST_FOOTER, LONGEST_LINE, LONGEST_NAME
from incidents.picturing import MOST_BYTES
from incidents.spoken import spoken

_LONGEST_ADDRESS = 500
_LINKS = range(1, MOST_LINKS + 1)


def _by(rule: Callable[[str], str]) -> Callable[[str], str]:
    """Have a field keep what a rule makes of its text, and say in its own words why it refuses."""

    def clean(text: str) -> str:
        try:
            return rule(text) if text else ""
        except NotValidError as error:
            raise ValidationError(spoken(error.message)) from error

    return clean


class RuledField(TextField):
    """A text that a rule of the house reads."""

    def __init__(self, rule: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self._rule = _by(rule)

    def clean(self, value: Any) -> Any:
        return self._rule(super().clean(value))


class ColourField(RuledField):
    after = "candor/after/colour.html"  # the browser's own picker beside the text


class IdentityForm(forms.Form):
    """`base` is the version that the form was opened on, `logo` the name of the picture that is kept."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    logo = forms.CharField(required=False, widget=forms.HiddenInput)
    name = TextField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("As customers know you. It stands at the top of every page."),
    )
    file = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG, WebP or GIF, at most 10 MB; it is shown 32 pixels high."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    logo_says_name = forms.BooleanField(
        label=_("The logo says the name already, so that it need not stand beside it"), required=False
    )
    no_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    accent = ColourField(
        identity.colour,
        label=_("Accent colour"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "colour", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Of links and buttons. Where it can't be read, pages use the nearest that can; see the preview."
        ),
    )
    sign_off = TextField(
        label=_("Sign-off"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("The line that closes every post."),
    )
    footer = TextField(
        label=_("Text at the foot of every page"),
        required=False,
        max_length=LONGEST_FOOTER,
        widget=forms.Textarea(attrs={"rows": 3, "class": "prose-input"}),
        help_text=_("Markdown, such as your address and [a link](https://www.example.com/)."),
    )
    support = RuledField(
        identity.support_address,
        label=_("Where customers find help"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("An e-mail or web address. It stands at the top, and where somebody is lost."),
    )
    timezone = ZoneField(
        label=_("Time zone"),
        help_text=_("Of the site's own moments, such as editions. A report keeps its own clocks."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    note = TextField(
        label=_("Why it is changed"),
        required=False,
        max_length=300,
        help_text=_("Stands beside this version in the history."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in _LINKS:
            self.fields |= _link_fields(number)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        if not self["logo"].value():
            del self.fields["no_logo"]
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    @classmethod
    def opened(cls, row: SiteIdentity, **also: Any) -> "IdentityForm":
        said = {name: getattr(row, name) for name in identity.SAID if name not in {"logo", "links"}}
        links = {
            f"link_{number}_{name}": link[name]
            for number, link in enumerate(row.links, 1)
            for name in ("label", "url", "place")
        }
        logo = row.logo.name if row.logo else ""
        return cls(initial={**said, **links, "logo": logo, "base": row.version, **also})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in _LINKS:
            label, url = cleaned.get(f"link_{number}_label"), cleaned.get(f"link_{number}_url")
            if label and url == "":
                self.add_error(f"link_{number}_url", _("Give its address too, or empty both."))
            if url and label == "":
                self.add_error(f"link_{number}_label", _("Say how the link is called."))
        return cleaned

    def data_of_file(self) -> bytes:
        """Return the bytes of the new logo, and one more than allowed where there are too many; or none."""
        file = self.cleaned_data.get("file")
        data: bytes = file.read(MOST_BYTES + 1) if file else b""
        return data

    def links(self) -> list[dict[str, str]]:
        """Return the links that are whole."""
        rows = (
            {name: self._of_link(number, name) for name in ("label", "url", "place")} for number in _LINKS
        )
        return [row for row in rows if row["label"] and row["url"] and row["place"]]

    def kept_logo(self) -> Picture | None:
        """Return the picture that was the logo, unless none is to be shown."""
        if self.cleaned_data.get("no_logo"):
            return None
        return Picture.objects.defer("data").filter(name=self.cleaned_data.get("logo", "")).first()

    def said(self) -> dict[str, Any]:
        """Return the columns as far as they are valid, but for a new logo."""
        plain = {name: self.cleaned_data[name] for name in identity.SAID if name in self.cleaned_data}
        return {**plain, "logo": self.kept_logo(), "links": self.links()}

    def _of_link(self, number: int, name: str) -> str:
        text: str = self.cleaned_data.get(f"link_{number}_{name}", "")
        return text

    def _layout(self) -> Layout:
        look = ["name", "file", "logo_says_name", *({"no_logo"} & set(self.fields)), "accent"]
        rows = [Row(*_link_fields(number), css_class="link") for number in _LINKS]
        return Layout(
            "base",
            "logo",
            Fieldset(_("Name and look"), *look),
            Fieldset(_("Links"), *rows, css_class="links"),
            Fieldset(_("Words"), "sign_off", "footer", "support"),
            Fieldset(_("Place and language"), Row("timezone", "language")),
            "note",
        )


def _link_fields(number: int) -> dict[str, forms.Field]:
    named = {"number": number}
    return {
        f"link_{number}_label": TextField(
            label=_("Link %(number)s") % named,
            required=False,
            max_length=LONGEST_NAME,
            widget=forms.TextInput(
                attrs={"placeholder": " "}
            ),  # by which the style sheet sees that it is empty
        ),
        f"link_{number}_url": RuledField(
            identity.web_address,
            label=_("Address %(number)s") % named,
            required=False,
            max_length=_LONGEST_ADDRESS,
            widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        ),
        f"link_{number}_place": forms.ChoiceField(
            label=_("Place %(number)s") % named,
            required=False,
            choices=choices(LinkPlace),
            initial=LinkPlace.HEADER.value,
        ),
    }
