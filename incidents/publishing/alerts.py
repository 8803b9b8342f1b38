"""E-mail to the site's administrators where publishing needs somebody."""

from django.conf import settings
from django.core.mail import mail_admins
from django.urls import reverse
from django_tasks import TaskResult, task

from incidents.errors import WrongStateError
from incidents.models import DeployFailure
from incidents.publishing import retries


@task
def mail_failure(failure_id: int) -> None:
    """Tell the administrators, if the settings name any, which edition isn't public and why."""
    failure = DeployFailure.objects.select_related("publication__incident").get(pk=failure_id)
    page = reverse("editor", args=[failure.publication.incident.reference])
    mail_admins(
        f"{failure.publication} could not be published",
        f"{failure.reason}.\n\nNothing of it was written. {settings.SITE_URL}{page}\n",
    )


def raise_alarm(failure: DeployFailure, error: Exception) -> TaskResult[None] | None:
    """Have a mail sent where bytes aren't those that were approved, and where no further try is planned."""
    tampered = isinstance(error, WrongStateError) and failure.attempt == 1
    if tampered or retries.next_try(failure) is None:
        return mail_failure.enqueue(failure.pk)
    return None
