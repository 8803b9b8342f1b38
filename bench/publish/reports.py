"""The reports that are public: those of `manage.py load_many`, and one published beside them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from incidents.management import made_up
from incidents.report.value import Report, RootCause, TimelineEvent

_SEED = 1  # of load_many where none is given


def loaded(count: int) -> Iterator[Report]:
    random = Random(_SEED)
    return (made_up.report(random) for _ in range(count))


def one_more(started_at: datetime) -> Report:
    return Report(
        title="Orders could not be placed",
        timezone="Etc/UTC",
        started_at=started_at,
        resolved_at=started_at + timedelta(hours=3),
        summary="Orders failed for three hours. " * 10,
        impact="Every third order failed.",
        timeline=tuple(
            TimelineEvent(
                at=started_at + timedelta(minutes=9 * n), text=f"Step {n}: the limit was looked at."
            )
            for n in range(20)
        ),
        root_causes=(RootCause(text="A limit was lowered."), RootCause(text="Nobody checked limits.")),
    )
