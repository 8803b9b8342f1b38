from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from incidents import permissions
from incidents.forms.days import day_field


class DelegationForm(forms.Form):
    """Who decides in a person's stead, from which day to which: whole ones, in UTC."""

    field_order = ("colleague", "since", "until")

    since = day_field(_("From"))
    until = day_field(_("To"), help_text=_("The last day, in UTC."))

    def __init__(self, *args: Any, person: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        others = permissions.members().exclude(pk=person.pk).order_by("first_name", "username")
        self.people = {str(each.pk): each for each in others}
        names = [(key, each.get_full_name() or each.get_username()) for key, each in self.people.items()]
        self.fields["colleague"] = forms.ChoiceField(label=_("Who decides in your stead"), choices=names)
        self.order_fields(self.field_order)
        self.fields["since"].initial = today

    def who(self) -> User:
        """Return the colleague."""
        return self.people[self.cleaned_data["colleague"]]
