from typing import TextIO

_WIDTH = 40


def draw(stream: TextIO, done: int, of: int) -> None:
    """Draw a progress bar, on a terminal; nothing elsewhere, so that logs stay readable."""
    percent = 100 * done // of
    if not stream.isatty() or percent == 100 * (done - 1) // of:
        return
    filled = _WIDTH * done // of
    end = "\n" if done == of else ""
    stream.write(f"\r[{'#' * filled}{' ' * (_WIDTH - filled)}] {percent:3} %{end}")
    stream.flush()
