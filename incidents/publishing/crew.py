"""Several processes for work that needs no database: rendering, compressing, comparing."""

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.pool import AsyncResult
from typing import Any, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

_AHEAD = 2  # inputs that wait for each process
_SECONDS_BETWEEN_LOOKS = 1


def processes() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def spread(work: Callable[[In], Out], inputs: Iterable[In], count: int) -> Iterator[Out]:
    """Do the work with each input and yield what it returns, in order. Few inputs are in memory at once.

    The processes are forks: should this one be killed, they hold its files' locks until they end, which is
    as soon as they have done what is in hand. They must not use the database, whose connection is this
    process's own; the work is pickled, so that whatever it keeps open is opened anew.

    Raises ChildProcessError where one of them is killed.
    """
    if count == 1:
        yield from map(work, inputs)
        return
    with multiprocessing.get_context("fork").Pool(count, _begin, (pickle.dumps(work),)) as pool:
        crew = _alive()
        waiting: deque[AsyncResult[Out]] = deque()
        for each in inputs:
            waiting.append(pool.apply_async(_carry_out, (each,)))
            if len(waiting) > _AHEAD * count:
                yield _result(waiting.popleft(), crew)
        while waiting:
            yield _result(waiting.popleft(), crew)


def _result(pending: "AsyncResult[Out]", crew: set[int | None]) -> Out:
    """Wait for a result. The pool itself would wait for ever for that of a process which was killed."""
    while not pending.ready():
        pending.wait(_SECONDS_BETWEEN_LOOKS)
        if not crew <= _alive() and not pending.ready():
            raise ChildProcessError("A process that helped was killed; there may be too little memory.")
    return pending.get()


def _alive() -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children()}


_work: Callable[[Any], Any] = len  # of a forked process


def _begin(work: bytes) -> None:
    globals()["_work"] = pickle.loads(work)  # noqa: S301 (made a moment ago by the process that forked)


def _carry_out(given: Any) -> Any:
    return _work(given)
