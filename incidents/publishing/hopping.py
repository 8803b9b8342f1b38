"""Which months and parts of the sitemap there are, by hopping over an index.

Counting or grouping would read every publication there ever was; a hop asks the index for the next value. So
it takes as many steps as there are months, and as many as there are parts. Whether one lists a post is asked
for a single value (`questions.first_of`).
"""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import DateField, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from incidents import asked
from incidents.asked import Question
from incidents.publishing import questions

_MONTHS = """
WITH RECURSIVE hop(month) AS (
    SELECT MAX(month) FROM incidents_publication
    UNION ALL
    SELECT (SELECT MAX(earlier.month) FROM incidents_publication earlier WHERE earlier.month < hop.month)
    FROM hop WHERE hop.month IS NOT NULL
)
SELECT month FROM hop WHERE month IS NOT NULL AND ({listed}) IS NOT NULL ORDER BY month DESC
"""

_PARTS = """
WITH RECURSIVE hop(part) AS (
    SELECT MIN(incident_id) / {size} FROM incidents_publication
    UNION ALL
    SELECT (SELECT MIN(later.incident_id) FROM incidents_publication later
            WHERE later.incident_id >= (hop.part + 1) * {size}) / {size}
    FROM hop WHERE hop.part IS NOT NULL
)
SELECT part FROM hop WHERE part IS NOT NULL AND ({listed}) IS NOT NULL ORDER BY part
"""


def months(condition: Q, given: dict[str, Any]) -> list[date]:
    """Return the first day of each month to which a current edition belongs, newest first."""
    found = _hop(_MONTHS, asked.question(_in_month, condition), given)
    return [date.fromisoformat(first) if isinstance(first, str) else first for first in found]


def parts(condition: Q, given: dict[str, Any], size: int) -> list[int]:
    """Return the numbers of the parts of so many incidents in which a post lies that stands."""
    return _hop(_PARTS, asked.question(_in_part, condition, size), given, size=size)


def _in_month(condition: Q) -> "QuerySet[Any, Any]":
    inside = questions.current(condition).filter(month=RawSQL("hop.month", (), DateField()))
    return questions.first_of(inside)


def _in_part(condition: Q, size: int) -> "QuerySet[Any, Any]":
    first, end = (RawSQL(f"(hop.part + {more}) * {size}", (), IntegerField()) for more in (0, 1))  # noqa: S611 (numbers of ours)
    inside = questions.standing(condition).filter(incident_id__gte=first, incident_id__lt=end)
    return questions.first_of(inside)


def _hop(statement: str, listed: Question, given: dict[str, Any], **numbers: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(listed=listed.statement, **numbers), listed.values_with(given))
        return [row[0] for row in cursor.fetchall()]
