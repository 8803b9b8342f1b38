from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from incidents.readiness import options_are_known


class IncidentsConfig(AppConfig):
    name = "incidents"
    verbose_name = _("Incidents")

    def ready(self) -> None:
        """Have `manage.py check` look at the options of the checks."""
        register(options_are_known)
