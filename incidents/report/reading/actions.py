"""An item of an action list → the action: its title, detail, tasks, owner and due date."""

import re
from datetime import date
from typing import Any

import msgspec

from incidents.report.reading import causes, kinds, names, promises, states
from incidents.report.reading.item import Item
from incidents.report.reading.lines import WRAPPED, Line, prose
from incidents.report.reading.promises import Due
from incidents.report.reading.roles import Role
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import ActionState, Task

_LONGEST_TITLE = 240  # characters; a longer action is parted after its name, its first sentence or a clause
_TITLE_AND_MORE = 120  # characters; what is longer and more than a sentence has the first as its title
_SHORTEST_TITLE = 20  # characters
_LABEL_WORDS = 3
_MOST_WORDS = 10  # of a name before a colon
_NAME = re.compile(
    r"(?:\*\*(?P<bold>[^*]{1,90})\*\*\s*(?P<after>:|[-\u2013\u2014](?=\s))?|(?P<plain>[^:*\[(]{2,90}):(?=\s|$))\s*"
)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_CLAUSE = re.compile(r"[,;:]?\s(?=(?:and|so|which|because|but|in order|to)\b)|(?<=[,;:\u2014\u2013])\s")
_FACTS = (
    r"(?:action )?owners?|assignees?|assigned to|owned by|responsible|dri|poc|due(?: date| by| on)?|deadline"
    r"|eta|target(?: date)?|status|state|tickets?|jira|tracker|tracking|tracked in|priority|effort|estimate"
)
_FACT = re.compile(
    rf"(?:(?<=[.;,|!?])\s+|\s+[\u2013\u2014|-]+\s+|\s*(?=[(\[]))[(\[]?[*_]*(?i:{_FACTS})[*_]*\s*[:=]"
)
_JOINTS = " |-\u2013\u2014"
_OPENING_FACT = re.compile(
    r"(?i:category|type|kind|priority|area|group|theme)\s*:\s*[^.:;]{1,40}[.;]\s+(?=[A-Z])"
)
_ENDS_IN_FACT = re.compile(rf"\b(?:{_FACTS})$", re.IGNORECASE)
_FACT_LINE = re.compile(rf"[*_]*(?:{_FACTS})[*_]*\s*:", re.IGNORECASE)
_TASK = re.compile(r"(?:\*\*)?(?:tasks?|actions?(?: items?)?)(?:\*\*)?:(?:\*\*)?\s*", re.IGNORECASE)


class Built(msgspec.Struct, frozen=True):
    """An action's detail, whose length the report limits, and its other fields by name."""

    detail: str
    facts: dict[str, Any]


def build(item: Item, due: date | None) -> Built:
    """Return the action: a short title, the rest as detail, nested items as tasks."""
    tasks, below = _parted(item)
    said, more = _whole_sentence(item.text, below)
    state, said = states.apart(_TASK.sub("", said, count=1) if _TASK.match(said) else said)
    title, detail = titled(said)
    whole = "\n".join([item.text, *(line.text for line in item.below)])
    tracker = item.ticket or promises.tracker_of(whole)
    title = _without_its_number(title, tracker)
    facts = {
        "title": title,
        "kind": kinds.of_action(whole),
        "owner": (item.owner or promises.owner_of(whole))[:LINE_LIMIT],
        "due": due,
        "state": _first_of(item.state, state, states.stated(whole)),
        "tracker": tracker[:LINE_LIMIT],
        "tasks": tuple(Task(title=task) for task in tasks),
    }
    parts = (detail, prose(more), f"Group: {item.group}" if item.group else "")
    return Built("\n".join(part for part in parts if part), facts)


def due_of(item: Item) -> Due | None:
    """Return the due date that the action's words state."""
    said = (item.text, *(line.text for line in item.below))
    return next((due for text in said if (due := promises.due_of(text))), None)


def titled(text: str) -> tuple[str, str]:
    """Part an action's words into a title and the rest, so that both together say it as written."""
    if opening := _OPENING_FACT.match(text):
        title, detail = titled(text[opening.end() :])
        return title, "\n".join(part for part in (opening[0].strip(), detail) if part)
    fact = _FACT.search(text)
    if fact and fact.start() > 1:
        title, detail = _named(text[: fact.start()].rstrip())
        return title, f"{detail} {text[fact.start() :].lstrip(_JOINTS)}".strip()
    return _named(text)


def _named(text: str) -> tuple[str, str]:
    name = _NAME.match(text)
    rest = text[name.end() :].strip() if name else ""
    if name and (name["plain"] or name["after"] or not rest or name["bold"].endswith(":")):
        title = (name["bold"] or name["plain"]).strip(" :")
        if name["bold"] or _is_name(title):
            return title, rest
    return _cut(text)


def _is_name(words: str) -> bool:
    """Say whether words before a colon name the action: no quotation broken off, no sentence, no fact."""
    whole = all(words.count(mark) % 2 == 0 for mark in '"`') and words.count("\u201c") == words.count(
        "\u201d"
    )
    known = names.role_of(words) is Role.ACTIONS or words.lower().startswith(("http", "owner"))
    return (
        whole and not known and ". " not in words and len(words.split()) <= _MOST_WORDS and not _fact(words)
    )


def _fact(words: str) -> bool:
    return bool(_ENDS_IN_FACT.search(words))


def _cut(text: str) -> tuple[str, str]:
    starts = causes.sentence_starts(text)
    first = starts[1] if len(starts) > 1 else 0
    if len(text) > _TITLE_AND_MORE and _SHORTEST_TITLE < first <= _LONGEST_TITLE:
        return _BOLD.sub(r"\1", text[:first].rstrip()), text[first:]
    if len(text) <= _LONGEST_TITLE:
        return _BOLD.sub(r"\1", text), ""
    if len(text) <= LINE_LIMIT and not first:  # one long sentence is whole, or broken at a clause
        clauses = [each.start() for each in _CLAUSE.finditer(text, _SHORTEST_TITLE * 2, _LONGEST_TITLE)]
        cut = clauses[-1] if clauses and len(text) > 2 * _LONGEST_TITLE else len(text)
    else:
        cut = first if 0 < first <= LINE_LIMIT else text.rfind(" ", 0, _LONGEST_TITLE)
    cut = cut if cut > 0 else min(len(text), LINE_LIMIT)
    return text[:cut].rstrip(), text[cut:].lstrip()


def _first_of(*states_said: ActionState | None) -> ActionState:
    return next((state for state in states_said if state), ActionState.OPEN)


def _whole_sentence(text: str, below: list[Line]) -> tuple[str, list[Line]]:
    """Join the lines that only continue a first line as long as the page was wide."""
    joined = 0
    for line in below:
        written = below[joined - 1].text if joined else text
        if line.marker or line.verbatim or line.quoted or line.cells or len(written) <= WRAPPED:
            break
        if written[-1:] in ".!?:;" or line.text.startswith(("(", "[", "http", "![")) or _labelled(line.text):
            break
        joined += 1
    return " ".join([text, *(line.text for line in below[:joined])]), below[joined:]


def _labelled(text: str) -> bool:
    label = names.label_of(text)
    return label is not None and label.colon and len(label.name.split()) <= _LABEL_WORDS


def _parted(item: Item) -> tuple[list[str], list[Line]]:
    """Part the lines below an action into tasks, and what is more of its text."""
    tasks: list[list[Line]] = []
    facts = [line for line in item.below if not line.verbatim and _FACT_LINE.match(line.text)]
    detail: list[Line] = []
    for line in item.below:
        if line in facts:
            continue
        if line.marker and not line.verbatim and not item.head.cells:
            tasks.append([line])
        elif tasks and not line.verbatim and line.indent:
            tasks[-1].append(line)
        else:
            detail.append(line)
    titles = [_TASK.sub("", " ".join(line.text for line in lines), count=1) for lines in tasks]
    if any(len(title) > LINE_LIMIT for title in titles) or (
        tasks and detail and detail[-1].number > tasks[0][0].number
    ):
        return [], list(item.below)
    return titles, [*facts, *detail]


def _without_its_number(title: str, tracker: str) -> str:
    """Drop "[#12](…/12):" before a title, where the tracker says the number."""
    link = re.match(r"\[#?([\w-]+)\]\(([^)\s]+)\)\s*[:\u2013\u2014-]?\s+", title)
    said = link is not None and link[2] == tracker and tracker.rsplit("/", 1)[-1].startswith(link[1])
    return title[link.end() :] if link and said else title
