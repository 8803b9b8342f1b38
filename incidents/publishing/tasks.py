"""Publication as a job: what workflow enqueues in its transaction and a worker takes up after it.

A job that fails is done again later, a bounded number of times; done twice it changes nothing.
"""

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResult, task

from incidents import workflow
from incidents.models import Publication, Schedule
from incidents.publishing import retries
from incidents.publishing.configured import public_store, site_identity
from incidents.publishing.deploy import deploy


@task
def deploy_publication(publication_id: int, after: int | None = None) -> None:
    """Bring an edition to the public site. Does nothing for one that is there already.

    `after` names the failure that planned this try; it is left out if another try has failed meanwhile, so
    that only one plans the next.
    """
    last = Publication.objects.get(pk=publication_id).failures.last()
    if after is not None and (last is None or last.pk != after):
        return
    try:
        deploy(publication_id, public_store(), site_identity(), at=timezone.now())
    except Exception as error:
        _try_again(publication_id, last.attempt + 1 if last and after else 1, error)
        raise


@task
def publish_scheduled(schedule_id: int, attempt: int = 1) -> None:
    """Publish what was scheduled, or hold it. Does nothing where that was done or called off."""
    now = timezone.now()
    try:
        workflow.carry_out(Schedule.objects.get(pk=schedule_id), at=now, enqueue=enqueue)
    except Exception:
        if again := retries.after(attempt, now):
            publish_scheduled.using(run_after=again).enqueue(schedule_id, attempt + 1)
        raise


def enqueue(publication: Publication) -> TaskResult[None]:
    """Have a worker deploy this edition once the caller's transaction is committed, and never otherwise."""
    return deploy_publication.enqueue(publication.pk)


def enqueue_schedule(schedule: Schedule) -> TaskResult[None]:
    """Have a worker carry this schedule out at its moment, or as soon as one runs after it."""
    return publish_scheduled.using(run_after=schedule.publish_at).enqueue(schedule.pk)


@transaction.atomic
def _try_again(publication_id: int, attempt: int, error: Exception) -> None:
    failure = retries.note(publication_id, attempt, error, at=timezone.now())
    if failure and (again := retries.next_try(failure)):
        deploy_publication.using(run_after=again).enqueue(publication_id, after=failure.pk)
