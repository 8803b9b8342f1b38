import re
from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted, words
from incidents.report.value import ActionState, Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_VAGUE = re.compile(
    r"^(?:improv(?:e|ing|ement of)|enhanc(?:e|ing|ement of)|strengthen(?:ing)?|better|increas(?:e|ing)"
    r"|optimi[sz](?:e|ing)|review(?:ing)?|investigat(?:e|ing)|look(?:ing)? into|explor(?:e|ing)"
    r"|consider(?:ing)?|discuss(?:ing)?|be (?:more|careful)|pay more attention|rais(?:e|ing) awareness"
    r"|educat(?:e|ing))\b",
    re.IGNORECASE,
)
_MOST_WORDS = 9  # who says more has most often said how


def vague_action(report: Report, _context: Context) -> Iterator[Finding]:
    """Each action says what will be there when it is done.

    Of “improve monitoring” nobody can say, in May, whether it was done. A number, a detail or tasks say it.

    Bad: Improve monitoring
    Good: Alert when more than 2% of payments fail for one minute
    """
    for place, action in enumerate(report.actions):
        told = action.detail or action.tasks or any(letter.isdigit() for letter in action.title)
        if told or action.state is ActionState.CANCELLED or len(words(action.title)) > _MOST_WORDS:
            continue
        if _VAGUE.match(action.title):
            message = say(
                "%(title)s has no end; say what will be there, or measured, when it is done.",
                title=quoted(action.title),
            )
            yield Finding("vague-action", LEVEL, f"actions[{place}].title", message)
