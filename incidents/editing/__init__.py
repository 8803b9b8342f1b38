"""Changing a draft: one function an edit, in one transaction, with the incident's row locked.

Every form carries the fingerprint of what it was opened on. Where that has changed meanwhile, nothing is
written and StaleError hands back what stands there now, so that the page can show both.
"""

from incidents.editing.acting import StaleError, lock, saved
from incidents.editing.entries import (
    add_entry,
    add_events,
    entry_values,
    mark_event,
    remove_entry,
    save_entry,
)
from incidents.editing.moving import Direction, move_entry, place_entry
from incidents.editing.sections import SECTIONS, changed, save_section, section_values

__all__ = [
    "SECTIONS",
    "Direction",
    "StaleError",
    "add_entry",
    "add_events",
    "changed",
    "entry_values",
    "lock",
    "mark_event",
    "move_entry",
    "place_entry",
    "remove_entry",
    "save_entry",
    "save_section",
    "saved",
    "section_values",
]
