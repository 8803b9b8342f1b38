import pytest
from django.contrib.auth.models import User

from incidents.models import Incident
from tests.shell.cast import Cast, make_cast, start


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def engineer(cast: Cast) -> User:
    return cast.engineer


@pytest.fixture
def second_engineer(cast: Cast) -> User:
    return cast.second_engineer


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.manager


@pytest.fixture
def stranger(cast: Cast) -> User:
    return cast.stranger


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return start(cast.engineer)
