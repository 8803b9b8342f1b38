import re
from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import sentences, words
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_FEWEST_WORDS = 60  # of fewer words, a grade says nothing
_SYLLABLE = re.compile(r"[aeiouy]+")


def reading_grade(report: Report, context: Context) -> Iterator[Finding]:
    """The summary can be read by anybody who left school.

    The grade of Flesch and Kincaid counts years of school by the length of words and sentences. Site
    parameter: `reading_grade`.

    Bad: A summary of long words in long sentences, grade 19.
    Good: The same summary in short ones, grade 9.
    """
    said = [sentence.text for sentence in sentences(report.summary) if len(words(sentence.text)) > 1]
    spoken = [word for sentence in said for word in words(sentence)]
    if len(spoken) < _FEWEST_WORDS:
        return
    syllables = sum(_syllables(word) for word in spoken)
    grade = round(0.39 * len(spoken) / len(said) + 11.8 * syllables / len(spoken) - 15.59)
    if grade > context.reading_grade:
        message = say(
            "The summary needs %(grade)s years of school; use shorter sentences and plainer words.",
            grade=grade,
        )
        yield Finding("reading-grade", LEVEL, "summary", message)


def _syllables(word: str) -> int:
    """Return about how many syllables an English word has."""
    lower = word.lower()
    silent = lower.endswith("e") and not lower.endswith("le")
    return max(1, len(_SYLLABLE.findall(lower)) - silent)
