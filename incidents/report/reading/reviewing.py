"""A reading and what its author chose about its problems → the reading they mean."""

from collections.abc import Mapping

from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report.reading.choosing import change
from incidents.report.reading.offers import of_value
from incidents.report.reading.placing import Place, place, placed_path
from incidents.report.reading.result import Reading, Span
from incidents.report.words import say

_GONE = say("This choice is not offered for this document; choose again.")
_FIRST, _LAST = ("date-missing", "date-ambiguous"), ("tz-wrong-for-season", "tz-ambiguous", "tz-missing")


def reviewed(reading: Reading, choices: Mapping[int, str]) -> Reading:
    """Return the reading with the choices made: the number of a problem → that of its offer, or a `Place`.

    Days are settled before the halves of a day, and the zone last, whatever the order of the problems.
    Raises NotValidError for a choice that isn't offered, or several that contradict each other.
    """
    if any(not 0 <= number < len(reading.problems) for number in choices):
        raise NotValidError(_GONE)
    placings = {number: choices[number] for number in choices if reading.problems[number].block}
    for number in sorted(choices.keys() - placings.keys(), key=lambda each: _rank(reading, each)):
        reading = _meant(reading, number, choices[number])
    # A longer block may hold the words of a shorter one.
    for number in sorted(placings, key=lambda each: -len(_block(reading, each))):
        reading = _placed(reading, number, placings[number])
    return reading


def _rank(reading: Reading, number: int) -> tuple[int, int]:
    code = reading.problems[number].code
    return (0 if code in _FIRST else 2 if code in _LAST else 1), number


def _meant(reading: Reading, number: int, chosen: str) -> Reading:
    problem = reading.problems[number]
    offers = of_value(problem, reading) or problem.offers
    if not chosen.isdecimal() or int(chosen) >= len(offers):
        raise NotValidError(_GONE)
    meant = replace(reading, report=change(reading.report, offers[int(chosen)].changes))
    return _offered_again(meant) if problem.code in _FIRST else meant


def _offered_again(reading: Reading) -> Reading:
    """Return the reading whose offers name the days that were chosen."""
    problems = (replace(each, offers=of_value(each, reading) or each.offers) for each in reading.problems)
    return replace(reading, problems=tuple(problems))


def _placed(reading: Reading, number: int, chosen: str) -> Reading:
    block = reading.problems[number].block
    if block is None or chosen not in set(Place):
        raise NotValidError(_GONE)
    where = Place(chosen)
    path = placed_path(reading.report, where)
    spans: dict[str, Span] = {**reading.spans}
    if path not in spans:
        spans[path] = block.lines
    return replace(reading, report=place(reading.report, block.text, where), spans=spans)


def _block(reading: Reading, number: int) -> str:
    block = reading.problems[number].block
    return block.text if block else ""
