"""Which field of which form says what a path of the report names."""

import re
from typing import NamedTuple

from incidents.editing import SECTIONS

_PATH = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_LISTS = {"timeline": "timeline", "root_causes": "causes", "actions": "actions"}
_MAIN_FIELDS = {"timeline": "text", "causes": "text", "actions": "title"}
_OTHER_NAMES = {"at": "when", "clock": "when", "lessons": "went_well"}
_SECTION_OF = {name: section for section, names in SECTIONS.items() for name in names}


class Spot(NamedTuple):
    """A field of a form: `part` is a section or a list, `place` the row's; a list as a whole has no field."""

    part: str
    place: int | None
    field: str


def spot(path: str) -> Spot:
    """Return where a path is written: a row's own path in its main field, none at all in the title."""
    step = _PATH.match(path)
    if step is None:
        return Spot("summary", None, "title")
    name, index, below = step.groups()
    if name not in _LISTS:
        field = below or name
        return Spot(_SECTION_OF.get(name, "summary"), None, _OTHER_NAMES.get(field, field))
    part = _LISTS[name]
    if index is None:
        return Spot(part, None, "")
    return Spot(part, int(index), _OTHER_NAMES.get(below, below) if below else _MAIN_FIELDS[part])
