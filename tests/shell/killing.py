"""Killing a process at its n-th fault point, for real: a child with a connection of its own, and SIGKILL."""

import os
import signal
import traceback
from collections.abc import Callable

from django.db import connection

from incidents.publishing import faults

_inherited: list[object] = []  # a child must not close, not even by forgetting, what its parent goes on using


def killed_after(steps: int, work: Callable[[], object], *, passing: str = "") -> bool:
    """Do the work in a child that is killed when it has taken so many steps; say whether it came to that.

    Steps of the name `passing` are not counted.

    Raises AssertionError where the work itself fails.
    """
    child = os.fork()
    if not child:
        _work_and_die(steps, work, passing)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return False


def made_once(make: Callable[..., object]) -> Callable[..., object]:
    """Return a function that remembers what it returned first, whatever it is asked."""
    made: list[object] = []

    def again(*facts: object) -> object:
        if not made:
            made.append(make(*facts))
        return made[0]

    return again


def _work_and_die(steps: int, work: Callable[[], object], passing: str) -> None:
    left = iter(range(steps))

    def watch(name: str) -> None:
        if name != passing and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        _inherited.append(connection.connection)
        connection.connection = None
        vars(faults)["watch"] = watch
        vars(os).update(fsync=lambda _: None, sync=lambda: None)  # the disk outlives the process
        work()
    except BaseException:  # noqa: BLE001 (nothing of the parent may go on in the child)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
