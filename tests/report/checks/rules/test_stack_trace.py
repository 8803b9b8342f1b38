import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize(
    "trace",
    [
        'Traceback (most recent call last):\n  File "pay.py", line 3, in main\nKeyError',
        "  at shop.pay.Job.run(Job.java:112)",
        "    at Object.run (pay.js:10:5)",
        "goroutine 1 [running]:",
    ],
)
def test_a_stack_trace(trace: str) -> None:
    check_finds(changed(resolution=f"It said:\n\n```\n{trace}\n```"), "stack-trace", "resolution")


def test_a_message_of_one_line() -> None:
    check_clean(changed(resolution="The job stopped with `table is locked` at 10:30."))
