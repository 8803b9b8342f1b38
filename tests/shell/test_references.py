from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from incidents import workflow
from incidents.models import Incident, ReferenceCounter
from incidents.report.value import Report
from incidents.workflow.references import next_reference
from tests.shell.cast import REPORT, person, start

THREADS, EACH = 8, 5
NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)


def test_references_count_up_in_the_year(engineer: User) -> None:
    made = [workflow.start(Report(), by=engineer, at=NEW_YEAR).reference for _ in range(3)]

    assert made == ["INC-2027-0001", "INC-2027-0002", "INC-2027-0003"]
    assert workflow.start(Report(), by=engineer, at=NEW_YEAR.replace(year=2028)).reference == "INC-2028-0001"
    assert workflow.start(Report(), by=engineer, at=NEW_YEAR).reference == "INC-2027-0004"


def test_the_ten_thousandth_is_longer_but_fits(engineer: User) -> None:
    ReferenceCounter.objects.create(year=2027, last=9_999)
    incident = workflow.start(Report(), by=engineer, at=NEW_YEAR)

    assert incident.reference == "INC-2027-10000"
    incident.full_clean()


def test_a_number_whose_incident_failed_is_handed_out_again(db: None) -> None:
    with transaction.atomic():
        next_reference(2027)
        transaction.set_rollback(True)

    with transaction.atomic():
        assert next_reference(2027) == "INC-2027-0001"


def test_an_incident_is_found_by_its_reference(engineer: User) -> None:
    incident = start(engineer)

    assert Incident.objects.get(reference=incident.reference) == incident


@pytest.mark.django_db(transaction=True)
def test_no_two_of_many_started_at_once_get_one_reference() -> None:
    by = person("edda", "engineer")
    together = Barrier(THREADS)

    def work(_: int) -> list[str]:
        together.wait()
        try:
            return [workflow.start(REPORT, by=by, at=NEW_YEAR).reference for _ in range(EACH)]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        made = [reference for some in threads.map(work, range(THREADS)) for reference in some]

    assert sorted(made) == [f"INC-2027-{number:04}" for number in range(1, THREADS * EACH + 1)]
