import pytest
from django.test import Client

from incidents.models import Incident
from incidents.report.value import Report
from tests.shell.cast import Cast, start


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """An incident whose draft is still empty."""
    return start(cast.engineer, Report())


@pytest.fixture
def signed_in(client: Client, cast: Cast) -> Client:
    client.force_login(cast.engineer)
    return client
