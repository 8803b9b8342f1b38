"""What the public may see of a report. Approval binds to the digest of this, and to nothing else."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from incidents.report import canonical
from incidents.report.value import Audience, CorrectiveAction, Report, RootCause, TimelineEvent


def public(report: Report) -> Report:
    """Return the report without anything whose audience is internal. Projecting twice changes nothing.

    Dropped are the notes, every internal event, cause and action, and the source of each event: where a
    colleague knows a thing from (a chat link, a person) is for colleagues. References to dropped causes lead
    to the nearest public cause that explains them.
    """
    kept = _new_places(report.root_causes)
    return replace(
        report,
        notes="",
        timeline=tuple(replace(event, source="") for event in report.timeline if _is_public(event)),
        root_causes=tuple(
            replace(cause, because_of=_explained_by(cause, report.root_causes, kept))
            for cause in report.root_causes
            if _is_public(cause)
        ),
        actions=tuple(
            replace(action, addresses=tuple(kept[i] for i in action.addresses if i in kept))
            for action in report.actions
            if _is_public(action)
        ),
    )


def public_digest(report: Report) -> str:
    return canonical.digest(canonical.encode(public(report)))


def _is_public(part: TimelineEvent | RootCause | CorrectiveAction) -> bool:
    return part.audience is Audience.PUBLIC


def _new_places(causes: Sequence[RootCause]) -> Mapping[int, int]:
    public_places = [old for old, cause in enumerate(causes) if _is_public(cause)]
    return {old: new for new, old in enumerate(public_places)}


def _explained_by(cause: RootCause, causes: Sequence[RootCause], kept: Mapping[int, int]) -> int | None:
    above = cause.because_of
    while above is not None and above not in kept:
        above = causes[above].because_of
    return None if above is None else kept[above]
