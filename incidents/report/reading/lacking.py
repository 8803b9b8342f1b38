"""What a document tells nothing of, said in one sentence each."""

from msgspec.structs import replace

from incidents.report.reading.result import Problem, Reading
from incidents.report.words import say

_LACKS = (
    ("title", "title-missing", say("No title was found; name what failed in one line.")),
    (
        "impact",
        "impact-unquantified",
        say("No words on the impact were found; say who was hit, and how many."),
    ),
    ("root_causes", "no-root-cause", say("No cause was found; say why it happened.")),
    ("resolution", "resolution-missing", say("No words on the resolution were found; say what ended it.")),
)


def noted(reading: Reading) -> Reading:
    """Return the reading with a problem for each part of a report that no words were found for.

    A document that tells of no cause, impact, resolution or action at all is a log, and lacks nothing.
    """
    report = reading.report
    if not (report.root_causes or report.impact or report.resolution or report.actions):
        return reading
    lacks = (
        Problem(code=code, path=path, line=None, source="", message=message)
        for path, code, message in _LACKS
        if not getattr(report, path)
    )
    return replace(reading, problems=(*lacks, *reading.problems))
