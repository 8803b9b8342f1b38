"""The lines of an action list → actions, their tasks, owners and due dates, and the sentences around the list."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from incidents.report.reading import kinds, names, stamps
from incidents.report.reading.lines import Line, prose
from incidents.report.reading.names import Role
from incidents.report.reading.stamps import WrittenDate
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import ActionState, Task

_LONGEST_TITLE = 240  # characters; a longer action is parted after its name or first sentence
_NAME = re.compile(
    r"(?:\*\*(?P<bold>[^*]{1,90})\*\*\s*(?P<after>:|[-\u2013\u2014](?=\s))?|(?P<plain>[^:*\[(]{2,90}):(?=\s))\s*"
)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\u201c*`(])")
_CLOSING = re.compile(
    r"(?:in (?:conclusion|summary|closing)|to (?:conclude|sum up)|overall\b|moving forward|going forward|this (?:post\s?mortem|incident|outage|"
    r"unplanned|report|document|experience)|these (?:measures|actions|steps|improvements|changes)|by (?:implementing|prioritizing|prioritising|"
    r"addressing|following|taking|adopting|executing)|through these|with these|we (?:apologi[sz]e|regret|thank|remain|appreciate)|thank you|"
    r"feel free|sincerely|\*?note: please|implementing these)",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:due|deadline|by|eta|target|until|before)\b[^.]{0,20}$", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(?:owner|assignee|assigned to|responsible)\b\**:?\**\s*(?P<who>@?[\w.-]+(?:[ ,&]+(?:and )?@?[A-Z][\w.-]*){0,3})",
    re.IGNORECASE,
)
_TRACKER = re.compile(
    r"https?://[^\s)>\]]+/(?:issues|pull|browse|merge_requests|tickets?|work_items)/[^\s)>\].,]+"
)
_TASK = re.compile(r"(?:\*\*)?tasks?(?:\*\*)?:(?:\*\*)?\s*", re.IGNORECASE)
_DONE = frozenset({"done", "complete", "completed", "closed", "fixed", "finished"})
_DOING = frozenset({"ongoing", "in progress", "started", "doing", "wip", "in review"})
_WRAPPED = 55  # characters; a line as long as this that ends in no stop goes on in the next
_COLUMNS = {
    "owner": "owner",
    "assignee": "owner",
    "who": "owner",
    "state": "state",
    "status": "state",
    "due": "due",
    "due date": "due",
}


class Item(msgspec.Struct, kw_only=True):
    """One action as written: its own lines, and those nested below it."""

    head: Line
    text: str
    below: list[Line]
    owner: str = ""
    state: ActionState = ActionState.OPEN
    due: str = ""
    last: int


class Listed(msgspec.Struct, kw_only=True):
    """What an action section holds: the list, what stands before it, and the words after it that close the report."""

    items: list[Item]
    intro: list[Line]
    closing: list[Line]


class Due(msgspec.Struct, frozen=True):
    """A due date as written; it may be one no calendar has."""

    written: str
    date: WrittenDate


def listed(lines: Sequence[Line]) -> Listed:
    """Return the section's list, item by item."""
    reader = _Reader(lines)
    for line in lines:
        reader.take(line)
    return Listed(items=reader.items, intro=reader.intro, closing=reader.closing)


class _Reader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.items: list[Item] = []
        self.intro: list[Line] = []
        self.closing: list[Line] = []
        self.marked = any(line.marker or line.cells for line in lines)
        self.gap = False
        self.owner = ""
        self.columns: list[str] = []

    def take(self, line: Line) -> None:
        if line.blank and not line.cells:
            self.gap = True
            return
        if self.closing and not line.marker and not line.cells:
            self.closing.append(line)
        elif line.cells:
            self.row(line)
        elif line.verbatim or line.quoted:
            self.goes_on(line)
        elif line.marker:
            self.item(line)
        else:
            self.plain(line)
        self.gap = False

    def item(self, line: Line) -> None:
        last = self.items[-1] if self.items else None
        if (last and line.indent > last.head.indent and last.head.marker) or (
            last
            and last.text.rstrip("*").endswith(":")
            and last.head.marker != line.marker
            and last.head.number == line.number - 1
        ):
            self.nest(last, line)
        else:
            self.add(line, line.text)

    def plain(self, line: Line) -> None:
        last = self.items[-1] if self.items else None
        if (
            last
            and (line.indent > last.head.indent or (not self.gap and self.wraps(last)))
            and not _CLOSING.match(line.text)
        ):
            self.nest(last, line)
        elif (group := self.group(line)) is not None:
            self.owner = group
        elif _CLOSING.match(line.text) and (last or self.intro):
            self.closing.append(line)
        elif self.is_around(line, last):
            (self.closing if last else self.intro).append(line)
        else:
            self.add(line, line.text)

    def group(self, line: Line) -> str | None:
        """Return the person a bold name on a line of its own stands for, over the actions of that person."""
        label = names.label_of(line.text)
        if label is None or not label.bold or label.rest or line.level or not self.marked:
            return None
        return (
            label.name
            if len(label.name.split()) <= 3 and label.name[:1].isupper() and not label.colon
            else None
        )

    def is_around(self, line: Line, last: Item | None) -> bool:
        if line.text.startswith("!["):
            return True
        if line.text.endswith((":", ":-")) and len(line.text.split()) > 2:  # noqa: PLR2004 (a label has fewer words)
            return last is None
        return self.marked and (last is None or self.gap)

    def wraps(self, last: Item) -> bool:
        written = last.below[-1].text if last.below else last.head.text
        if self.marked and last.head.marker:
            return True
        return len(written) > _WRAPPED and written[-1:] not in ".!?:;)" and not last.head.marker

    def nest(self, last: Item, line: Line) -> None:
        last.below.append(line)
        last.last = line.number

    def goes_on(self, line: Line) -> None:
        if self.items:
            self.nest(self.items[-1], line)
        else:
            self.intro.append(line)

    def add(self, line: Line, text: str) -> None:
        state = ActionState.DONE if line.ticked else ActionState.OPEN
        self.items.append(
            Item(head=line, text=text, below=[], owner=self.owner, state=state, last=line.number)
        )

    def row(self, line: Line) -> None:
        if not self.columns:
            self.columns = [cell.casefold().strip("* ") for cell in line.cells]
            return
        self.add(line, line.cells[0])
        item = self.items[-1]
        rest = []
        for column, cell in zip(self.columns[1:], line.cells[1:], strict=False):
            meaning = _COLUMNS.get(column, "")
            if meaning == "state":
                item.state = _state(cell)
            elif meaning == "owner":
                item.owner = cell
            if cell and (
                meaning not in ("owner", "state") or (meaning == "state" and item.state is ActionState.OPEN)
            ):
                rest.append(f"{column.capitalize()}: {cell}")
        item.below = [Line(number=line.number, raw=each, text=each) for each in rest]


class Built(msgspec.Struct, frozen=True):
    """An action's detail, whose length the report limits, and its other fields by name."""

    detail: str
    facts: dict[str, Any]


def build(item: Item, due: date | None, group: str) -> Built:
    """Return the action: a short title, the rest as detail, nested items as tasks; `group` is the list's own name."""
    tasks, detail_lines = _parted(item)
    title, detail = _titled(item.text)
    whole = "\n".join([item.text, *(line.text for line in item.below)])
    owner = item.owner or (found["who"].strip() if (found := _OWNER.search(whole)) else "")
    trackers = _TRACKER.findall(whole)
    facts = {
        "title": title,
        "kind": kinds.of_action(whole),
        "owner": owner[:LINE_LIMIT],
        "due": due,
        "state": item.state,
        "tracker": trackers[0][:LINE_LIMIT] if len(trackers) == 1 else "",
        "tasks": tuple(Task(title=task) for task in tasks),
    }
    parts = (detail, prose(detail_lines), f"Group: {group}" if group else "")
    return Built("\n".join(part for part in parts if part), facts)


def due_of(item: Item) -> Due | None:
    """Return the due date that the action's words state."""
    for text in (item.text, *(line.text for line in item.below)):
        for stamp in stamps.find(text):
            if stamp.date and _DUE.search(text[max(0, stamp.start - 40) : stamp.start]):
                return Due(text[stamp.start : stamp.end], stamp.date)
    return None


def _parted(item: Item) -> tuple[list[str], list[Line]]:
    """Part the lines below an action into tasks, and what is more of its text."""
    tasks: list[list[Line]] = []
    detail: list[Line] = []
    for line in item.below:
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
    return titles, detail


def _titled(text: str) -> tuple[str, str]:
    """Part an action's line into a title and the rest, so that both together say it as written."""
    name = _NAME.match(text)
    if name and (
        name["plain"] or name["after"] or not text[name.end() :].strip() or name["bold"].endswith(":")
    ):
        title = (name["bold"] or name["plain"]).strip(" :")
        if names.role_of(title) is not Role.ACTIONS and not title.lower().startswith(("http", "owner")):
            return title, text[name.end() :].strip()
    if len(text) <= _LONGEST_TITLE:
        return _BOLD.sub(r"\1", text), ""
    first = _SENTENCE.search(text)
    cut = first.start() if first and first.start() <= LINE_LIMIT else text.rfind(" ", 0, _LONGEST_TITLE)
    cut = cut if cut > 0 else min(len(text), LINE_LIMIT)
    return text[:cut].rstrip(), text[cut:].lstrip()


def _state(cell: str) -> ActionState:
    plain = names.plain_name(cell)
    if plain in _DONE:
        return ActionState.DONE
    return ActionState.IN_PROGRESS if plain in _DOING else ActionState.OPEN
