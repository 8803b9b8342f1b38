from datetime import date

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.report import checks


class IncidentsConfig(AppConfig):
    name = "incidents"
    verbose_name = _("Incidents")

    def ready(self) -> None:
        """Have `manage.py check` look at the options of the checks."""
        register(options_are_known)


def options_are_known(**_options: object) -> list[CheckMessage]:
    """Say at start what is wrong with settings.CHECKS, rather than at somebody's first submission."""
    try:
        checks.configure(settings.CHECKS, date(2000, 1, 1))
    except NotValidError as error:
        return [Error(error.message, id="candor.E001")]
    return []
