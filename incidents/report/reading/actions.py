"""An item of an action list → the action: its title, detail, tasks, owner and due date."""

import re
from datetime import date
from typing import Any

import msgspec

from incidents.report.reading import kinds, names, stamps
from incidents.report.reading.lines import Line, prose
from incidents.report.reading.listing import Item
from incidents.report.reading.roles import Role
from incidents.report.reading.stamps import WrittenDate
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import Task

_LONGEST_TITLE = 240  # characters; a longer action is parted after its name or first sentence
_NAME = re.compile(
    r"(?:\*\*(?P<bold>[^*]{1,90})\*\*\s*(?P<after>:|[-\u2013\u2014](?=\s))?|(?P<plain>[^:*\[(]{2,90}):(?=\s))\s*"
)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\u201c*`(])")
_DUE = re.compile(r"\b(?:due|deadline|by|eta|target|until|before)\b[^.]{0,20}$", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(?:owner|assignee|assigned to|responsible)\b\**:?\**\s*"
    r"(?P<who>@?[\w-]+(?:\.[\w-]+)*(?:[ ,&]+(?:and )?@?[A-Z][\w-]*){0,3})",
    re.IGNORECASE,
)
_TRACKER = re.compile(
    r"https?://[^\s)>\]]+/(?:issues|pull|browse|merge_requests|tickets?|work_items)/[^\s)>\].,]+"
)
_TASK = re.compile(r"(?:\*\*)?tasks?(?:\*\*)?:(?:\*\*)?\s*", re.IGNORECASE)


class Due(msgspec.Struct, frozen=True):
    """A due date as written; it may be one no calendar has."""

    written: str
    date: WrittenDate


class Built(msgspec.Struct, frozen=True):
    """An action's detail, whose length the report limits, and its other fields by name."""

    detail: str
    facts: dict[str, Any]


def build(item: Item, due: date | None) -> Built:
    """Return the action: a short title, the rest as detail, nested items as tasks."""
    tasks, detail_lines = _parted(item)
    title, detail = _titled(item.text)
    whole = "\n".join([item.text, *(line.text for line in item.below)])
    owner = item.owner or (found["who"].strip() if (found := _OWNER.search(whole)) else "")
    trackers = _TRACKER.findall(whole)
    if len(trackers) == 1:
        title = _without_its_number(title, trackers[0])
    facts = {
        "title": title,
        "kind": kinds.of_action(whole),
        "owner": owner[:LINE_LIMIT],
        "due": due,
        "state": item.state,
        "tracker": trackers[0][:LINE_LIMIT] if len(trackers) == 1 else "",
        "tasks": tuple(Task(title=task) for task in tasks),
    }
    parts = (detail, prose(detail_lines), f"Group: {item.group}" if item.group else "")
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


def _without_its_number(title: str, tracker: str) -> str:
    """Drop "[#12](…/12):" before a title, where the tracker says the number."""
    link = re.match(r"\[#?([\w-]+)\]\(([^)\s]+)\)\s*[:\u2013\u2014-]?\s+", title)
    said = link is not None and link[2] == tracker and tracker.rsplit("/", 1)[1].startswith(link[1])
    return title[link.end() :] if link and said else title
