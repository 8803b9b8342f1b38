"""The columns of a table of actions: which one tells the deed, and what the others say of it."""

import msgspec

from incidents.report.reading import names, states
from incidents.report.value import ActionState

_DEEDS = frozenset(
    {
        "action", "action item", "action items", "actions", "task", "tasks", "item", "what", "title",
        "measure", "improvement", "to do", "todo", "follow up", "recommendation", "step",
        "work item", "remediation",
        "acción", "tarea", "maßnahme", "massnahme", "ação", "tarefa", "tâche",
    }
)  # fmt: skip
_OWNERS = frozenset(
    {
        "owner", "owners", "assignee", "assignees", "assigned to", "who", "responsible", "dri", "lead",
        "action owner", "person", "responsable", "verantwortlich", "responsável",
    }
)  # fmt: skip
_STATES = frozenset({"state", "status", "progress", "done", "completed", "estado", "statut"})
_TICKETS = frozenset(
    {"ticket", "tickets", "issue", "jira", "link", "links", "tracker", "tracking", "bug", "ref"}
)


class Row(msgspec.Struct, kw_only=True):
    """What a row says of its action; `said` are the other cells, each after its column's name."""

    deed: str
    owner: str = ""
    ticket: str = ""
    state: ActionState | None = None
    said: list[str] = []


def row(heads: list[str], cells: tuple[str, ...]) -> Row:
    """Return what a row's cells say under these column names, which may be none."""
    columns = [names.plain_name(head) for head in heads]
    deed = _deed(columns, cells)
    found = Row(deed=cells[deed] if deed < len(cells) else "", said=[])
    for place, cell in enumerate(cells):
        if place != deed and cell:
            _take(found, heads[place] if place < len(heads) else "", cell)
    return found


def _deed(columns: list[str], cells: tuple[str, ...]) -> int:
    named = next((place for place, column in enumerate(columns) if column in _DEEDS), None)
    if named is not None and named < len(cells) and cells[named]:
        return named
    worded = (place for place, cell in enumerate(cells) if any(letter.isalpha() for letter in cell))
    return next(worded, 0)


def _take(found: Row, head: str, cell: str) -> None:
    column, state = names.plain_name(head), states.of(cell)
    if column in _OWNERS and not found.owner:
        found.owner = cell
    elif state and not found.state and (column in _STATES or (column not in _DEEDS and len(cell) > len("x"))):
        found.state = state
    elif column in _TICKETS and not found.ticket:
        found.ticket = cell
    else:
        found.said.append(f"{head.strip('* ').capitalize()}: {cell}" if head.strip("* ") else cell)
