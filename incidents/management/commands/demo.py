"""The demonstration: people to sign in as, and reports in every stage."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse

from incidents.management.demonstration import PASSWORD
from incidents.management.demonstration.history import make_history
from incidents.management.demonstration.identity import present_the_company
from incidents.management.demonstration.people import CAST, already_here, make_people
from incidents.management.documented import DocumentedCommand
from incidents.publishing import jobs
from incidents.publishing.tasks import enqueue

USAGE = 2


class Command(DocumentedCommand):
    help = (
        "Make three people and the incident reports of an invented company that takes bookings and payments\n"
        "for small businesses. A second run changes nothing.\n\n"
        "Example: manage.py demo"
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError(
                "The demonstration's passwords are known to everyone, so it is not made in production.",
                returncode=USAGE,
            )
        with transaction.atomic():
            outcome = _make()
        self.stdout.write(f"{outcome}\n\n{_sign_ins()}")


def _make() -> str:
    here = already_here()
    if here == {(person.username, person.email) for person in CAST}:
        return "The demonstration is here already; nothing was changed."
    if here:
        names = " and ".join(sorted(username for username, _ in here))
        raise CommandError(
            f"The demonstration makes its own people, but {names} exists already; rename the user first.",
            returncode=USAGE,
        )
    people = make_people()
    present_the_company(people["grace"], jobs.follow_identity)
    count = make_history(people, enqueue)
    return f"Made {len(CAST)} people and {count} reports; the worker publishes what is public."


def _sign_ins() -> str:
    people = [f"  {person.username:<7}{PASSWORD}  {person.group:<10}{person.name}" for person in CAST]
    return "\n".join(
        [
            f"Sign in at {settings.SITE_URL}{reverse('account_login')}",
            *people,
            f"Customers read {settings.SITE_URL}/",
        ]
    )
