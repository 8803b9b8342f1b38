"""Publication as a job: what workflow enqueues in its transaction and a worker takes up after it."""

from django.utils import timezone
from django_tasks import TaskResult, task

from incidents.models import Publication
from incidents.publishing.configured import public_store, site_identity
from incidents.publishing.deploy import deploy


@task
def deploy_publication(publication_id: int) -> None:
    """Bring an edition to the public site. Does nothing for one that is there already."""
    deploy(publication_id, public_store(), site_identity(), at=timezone.now())


def enqueue(publication: Publication) -> TaskResult[None]:
    """Have a worker deploy this edition once the caller's transaction is committed, and never otherwise."""
    return deploy_publication.enqueue(publication.pk)
