"""Prose in an action section: which of its sentences are deeds of their own, and which tell of a review."""

import re
from itertools import pairwise

from msgspec.structs import replace

from incidents.report.reading import causes, pledges
from incidents.report.reading.lines import Line

_TO_BE = r"\b(?:should\s(?:also\s)?be\b|(?:must|needs? to|ha(?:s|ve) to)\s\w)"
_NO_DEED = (
    r"(?:this|that|it|these|those|they|the|an?|our|we|i|he|she|there|my|his|her|their|its|all|some|many|most"
    r"|in|on|at|by|for|with|when|if|as|to|such|no|while|users?|customers?)"
)
_NO_ORDER = r"(?:was|were|is|are|has|have|had|will|would|can|could|may|might|did|does|do)"
_ADDS = re.compile(
    r"(?:additionally|also|furthermore|moreover|besides|finally|lastly|secondly|thirdly"
    r"|in addition(?: to (?:this|that))?),?\s+"
    r"(?:(?:we|i|the team)\s(?:should|must|will|need to)\s(?:also\s)?\w"
    rf"|(?!{_NO_DEED}\b)(?:\w+\s(?!{_NO_ORDER}\b)|[^.]*?{_TO_BE}))",
    re.IGNORECASE,
)
_OUGHT = re.compile(rf"(?!(?:this|that|it|these|those|they|which|there)\b)[^,.;:]*?{_TO_BE}", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:have|has|had|\w+['\u2019](?:ve|s|d)|was|were|been)\s(?:\w+ly\s|also\s|been\s)?"
    r"(?:conducted|done|performed|completed|carried\sout|held|undertaken|made)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\b(?:review|analysis|evaluation|examination|assessment|investigation|post-?\s?mortem|retrospective)\b",
    re.IGNORECASE,
)


def apart(line: Line) -> list[Line]:
    """Return a whole line of prose as one line for each deed its sentences tell."""
    starts = causes.sentence_starts(line.text)
    if line.marker or len(starts) == 1 or line.text[-1:] not in ".!":
        return [line]
    sentences = [line.text[a:b] for a, b in pairwise([*starts, len(line.text)])]
    each_ought = all(_OUGHT.match(said) or _ADDS.match(said) for said in sentences)
    cuts = [
        start
        for start, said in zip(starts, sentences, strict=True)
        if start == 0 or each_ought or _ADDS.match(said)
    ]
    told = [line.text[a:b].rstrip() for a, b in pairwise([*cuts, len(line.text)])]
    return [replace(line, raw=each, text=each) for each in told] if len(told) > 1 else [line]


def tells_of_review(line: Line) -> bool:
    """Say whether a line tells no more than that what happened was looked into."""
    return bool(_HELD.search(line.text) and _REVIEW.search(line.text)) and not pledges.PLEDGE.search(
        line.text
    )
