import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import plain, quoted, words
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|#+|\|)\s?)")


def wall_of_text(report: Report, context: Context) -> Iterator[Finding]:
    """No paragraph is a wall.

    Readers of a status page skim, often on a telephone. Site parameter: `paragraph_words`.

    Bad: A summary of 300 words in one paragraph.
    Good: The same summary in four paragraphs.
    """
    for place in places.prose(report):
        for paragraph in _BETWEEN.split(plain(place.text)):
            count = len(words(paragraph))
            if count > context.paragraph_words:
                message = say(
                    "The paragraph %(paragraph)s has %(count)s words; part it.",
                    paragraph=quoted(paragraph, 40),
                    count=count,
                )
                yield Finding("wall-of-text", LEVEL, place.path, message)
