"""`manage.py check_report`, as a person at a terminal meets it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from incidents import workflow
from incidents.report import canonical
from incidents.report.checks import CODES
from tests.report.checks.clean import CLEAN, with_action
from tests.shell.cast import make_cast, now, reasons, start, submit

FAULTY = """# Checkout unavailable

## Summary

On 3 March 2026 from 10:00 to 12:30 UTC, 40% of customers could not pay.

## Timeline

- 10:00 UTC First errors
- 10:10 UTC An alert is raised
- 12:30 UTC Resolved

## Root cause

The connection pool was too small.

## Corrective measures

- Resize the pool by Nov 31, 2023
"""


def run(*names: str, **options: Any) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("check_report", *names, stdout=out, **options)
    except SystemExit as stop:
        return out.getvalue(), int(str(stop.code))
    return out.getvalue(), 0


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    path = tmp_path / "faulty.md"
    path.write_text(FAULTY)
    return str(path)


@pytest.fixture
def clean(tmp_path: Path) -> str:
    path = tmp_path / "report.json"
    path.write_bytes(canonical.encode(CLEAN))
    return str(path)


def test_a_line_for_each_finding_and_exit_1_where_one_blocks(faulty: str) -> None:
    out, code = run(faulty)

    assert code == 1
    assert [line for line in out.splitlines() if " blocks " in line] == [
        f"{faulty}:19: blocks impossible-date There is no Nov 31, 2023 in the calendar; correct the date."
    ]
    assert f"{faulty}:19: warns action-without-owner" in out


def test_what_the_reader_and_a_check_both_find_is_told_once(faulty: str) -> None:
    out, _ = run(faulty)

    assert out.count("impossible-date") == 1


def test_what_only_the_reader_can_see_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "slipped.md"
    path.write_text(FAULTY.replace("12:30 UTC Resolved", "11:40 AM Down\n- 12:00 AM Up\n- 01:45 PM Resolved"))

    out, _ = run(str(path))

    assert f"{path}:12: warns ampm-slip" in out


def test_exit_0_where_nothing_blocks(faulty: str) -> None:
    with override_settings(CHECKS={"off": ["impossible-date"]}):
        out, code = run(faulty)

    assert code == 0
    assert "impossible-date" not in out


@override_settings(CHECKS={"off": ["due-passed"]})  # its promises are of a spring that is over
def test_nothing_to_say_of_a_clean_report(clean: str) -> None:
    out, code = run(clean)

    assert (out, code) == ("", 0)


def test_json_for_programs(faulty: str, clean: str) -> None:
    out, _ = run(faulty, format="json")
    told = json.loads(out)

    assert told["file"] == faulty
    blocking = [each for each in told["findings"] if each["level"] == "blocks"]
    assert [(each["code"], each["path"], each["line"]) for each in blocking] == [
        ("impossible-date", "actions[0].title", 19)
    ]
    assert {each["code"] for each in told["findings"]} <= {*CODES, "told-in-prose"}  # one is the reader's

    lines, code = run(faulty, clean, format="jsonl")
    assert [json.loads(line)["file"] for line in lines.splitlines()] == [faulty, clean]
    assert code == 1


@pytest.mark.django_db
def test_an_incident_by_its_reference() -> None:
    incident = start(make_cast().engineer, with_action(1, owner=""))

    out, code = run(incident.reference.lower())

    assert code == 0
    assert "action-without-owner" in out


@pytest.mark.django_db
def test_what_somebody_let_stand_is_told_with_the_reason() -> None:
    cast = make_cast()
    incident = start(cast.engineer, with_action(1, owner=""))
    revision = submit(incident, cast.engineer)
    workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons(revision))

    lines = run(incident.reference)[0].splitlines()
    told = next(line for line in lines if "action-without-owner" in line)
    assert told.endswith("[waived by mara: It may stand this once.]")
    found = json.loads(run(incident.reference, format="json")[0])["findings"]
    waived = {each["code"]: each["waived"] for each in found}
    assert waived["action-without-owner"] == {"by": "mara", "reason": "It may stand this once."}
    results = json.loads(run(incident.reference, format="sarif")[0])["runs"][0]["results"]
    told = next(each for each in results if each["ruleId"] == "action-without-owner")
    assert told["suppressions"] == [{"kind": "external", "justification": "mara: It may stand this once."}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no-such-file.md", "no-such-file.md: No such file or directory."),
        ("INC-1999-0001", "INC-1999-0001: There is no such file and no such incident."),
    ],
)
def test_what_cannot_be_read_is_exit_2_and_one_sentence(name: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        run(name)

    assert (str(caught.value), caught.value.returncode) == (message, 2)


def test_settings_that_cannot_be_so_are_exit_2(faulty: str) -> None:
    with override_settings(CHECKS={"off": ["no-such-check"]}), pytest.raises(CommandError) as caught:
        run(faulty)

    assert caught.value.returncode == 2


def test_a_summary_for_those_who_ask_for_it(faulty: str) -> None:
    out, _ = run(faulty, summary=True)
    lines = out.partition(f"\n\n{faulty}\n")[2].splitlines()

    assert lines[0].startswith("well     What happened? “Checkout unavailable”")
    assert "missing  When were customers told? When customers were first told isn't stated." in lines

    told = json.loads(run(faulty, format="json", summary=True)[0])["summary"]
    assert told[0]["question"] == "What happened?"
    assert "summary" not in json.loads(run(faulty, format="json")[0])
