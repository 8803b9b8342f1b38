import re
from collections.abc import Iterator

from incidents.report.checks import places, prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.blame import PERSON
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def person_as_cause(report: Report, context: Context) -> Iterator[Finding]:
    """No text makes a person the cause.

    Whoever reads that will hide the next mistake, and nothing is learnt. A name of the site's list stands in
    no cause at all, be it public or internal. Site parameter: `names`.

    Bad: An engineer accidentally deleted the table.
    Good: The clean-up script could delete tables in production.
    """
    yield from prose.wordings("person-as-cause", LEVEL, prose.told_texts(report), PERSON)
    if not context.names:
        return
    named = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in context.names)})(?!\w)")
    causes = (place for place in places.texts(report) if place.path.startswith("root_causes"))
    for place, match in places.search(causes, named):
        message = say(
            "%(match)s is named in a cause; say what made it possible, whoever did it.", match=match[0]
        )
        yield Finding("person-as-cause", LEVEL, place.path, message)
