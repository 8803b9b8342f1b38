"""Fault points: every moment at which a killed process leaves its work half done has a name here.

They cost a call and do nothing, until a test watches them to kill the process at one.
"""


def watch(_name: str) -> None:
    """Nobody watches; a test puts its own function here."""


def reach(name: str) -> None:
    """Say that the step of this name comes next."""
    watch(name)
