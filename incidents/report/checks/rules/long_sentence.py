from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted, sentences, words
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES


def long_sentence(report: Report, context: Context) -> Iterator[Finding]:
    """No sentence runs on.

    Whoever reads in a second language, or in a hurry, is lost after forty words. Site parameter:
    `sentence_words`.

    Bad: A sentence of 70 words.
    Good: Three sentences of 20 words.
    """
    for place in places.prose(report):
        for sentence in sentences(place.text):
            count = len(words(sentence.text))
            if count > context.sentence_words:
                message = say(
                    "The sentence %(text)s has %(count)s words; part it.",
                    text=quoted(sentence.text, 40),
                    count=count,
                )
                yield Finding("long-sentence", LEVEL, place.path, message)
