"""How far an action is, told from "[DONE]", "TODO: …", "~~…~~", a tick, or the cell of a table."""

import re

from incidents.report.reading import names
from incidents.report.value import ActionState

_WORDS: dict[ActionState, str] = {
    ActionState.DONE: """
        done | complete | completed | closed | fixed | finished | resolved | shipped | merged | deployed
        | released | implemented | yes | x | hecho | completado | fait | terminé | erledigt | fertig | feito
        | concluído
    """,
    ActionState.IN_PROGRESS: """
        ongoing | in progress | started | doing | wip | in review | underway | under way | in development
        | active | en curso | en progreso | en cours | in arbeit | em andamento
    """,
    ActionState.CANCELLED: """
        cancelled | canceled | won t do | wont do | won t fix | wontfix | dropped | rejected | abandoned
        | obsolete
    """,
    ActionState.OPEN: """
        todo | to do | open | not started | planned | backlog | pending | new | no | offen | pendiente
        | pendente | à faire | scheduled
    """,
}
_TABLE = {" ".join(word.split()): state for state, words in _WORDS.items() for word in words.split("|")}
_MARKS = {
    "✅": ActionState.DONE, "☑": ActionState.DONE, "✔": ActionState.DONE, "🟢": ActionState.DONE,
    ":white_check_mark:": ActionState.DONE, ":heavy_check_mark:": ActionState.DONE,
    "🚧": ActionState.IN_PROGRESS, "⏳": ActionState.IN_PROGRESS, "🔄": ActionState.IN_PROGRESS,
    "🟡": ActionState.IN_PROGRESS, ":construction:": ActionState.IN_PROGRESS,
    "❌": ActionState.OPEN, "⬜": ActionState.OPEN, "🔲": ActionState.OPEN, "☐": ActionState.OPEN,
    "🔴": ActionState.OPEN, ":x:": ActionState.OPEN,
}  # fmt: skip
_LONGEST = 30  # characters of a state
_WRITTEN = (
    re.compile(
        r"^[\[(]\s*(?P<state>[^\[\]()]{1,30}?)\s*[\])]\s*[:\u2013\u2014-]?\s+(?P<rest>\S.*)$", re.DOTALL
    ),
    re.compile(r"^(?P<rest>.*\S)\s*[\[(]\s*(?P<state>[^\[\]()]{1,30}?)\s*[\])](?P<stop>\.?)\s*$", re.DOTALL),
    re.compile(
        r"^(?P<state>TODO|DONE|WIP|Done|Todo|To do|In progress|IN PROGRESS|COMPLETED|Completed|FIXED|ONGOING)"
        r"\s*(?::|\s[\u2013\u2014-])\s+(?P<rest>\S.*)$",
        re.DOTALL,
    ),
    re.compile(
        r"^(?P<rest>.*\S)\s+[\u2013\u2014-]+\s*(?P<state>DONE|Done|done|TODO|WIP|ONGOING|[Ii]n progress"
        r"|IN PROGRESS|[Cc]ompleted|COMPLETED)\.?\s*$",
        re.DOTALL,
    ),
    re.compile(r"^~~(?P<rest>[^~]+)~~(?P<stop>.*)$", re.DOTALL),
)
_FACT = re.compile(
    r"(?<![\w-])(?i:status|state|estado|statut)[*_]*\s*[:=]\s*[*_]*\s*(?P<state>[^\W\d_][\w' -]{1,20})"
)


def of(words: str) -> ActionState | None:
    """Return the state that a few words or a mark say, and nothing else."""
    mark = words.strip().replace("\ufe0f", "")
    if len(mark) > _LONGEST:
        return None
    return _TABLE.get(names.plain_name(mark)) or next(
        (state for each, state in _MARKS.items() if mark.startswith(each)), None
    )


def apart(text: str) -> tuple[ActionState | None, str]:
    """Return the state written before or after an action's words, and the words without it."""
    for pattern in _WRITTEN:
        found = pattern.match(text)
        if found is None:
            continue
        state = of(found["state"]) if "state" in pattern.groupindex else ActionState.DONE
        if state:
            stop = found["stop"] if "stop" in pattern.groupindex else ""
            return state, f"{found['rest']}{stop}".strip()
    return None, text


def apart_from_mark(text: str) -> tuple[ActionState | None, str]:
    """Return the state that a tick or another picture at either end shows, and the words without it."""
    for mark, state in _MARKS.items():
        bare = text.replace("\ufe0f", "").strip()
        if bare.startswith(mark):
            return state, bare.removeprefix(mark).strip()
        if bare.endswith(mark):
            return state, bare.removesuffix(mark).strip()
    return None, text.strip()


def stated(text: str) -> ActionState | None:
    """Return the state that "Status: in progress" says."""
    found = _FACT.search(text)
    return of(found["state"]) if found else None
