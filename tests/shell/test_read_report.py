"""`manage.py read_report` as people run it: with files, standard input, and things that are no reports."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

TEXT = (
    "# Shop down\n\n## Timeline\n\n- 10:00: It broke.\n- 11:00: It worked again.\n\n"
    "## Next steps\n\n- Buy a fan\n"
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "outage.md"
    path.write_text(TEXT)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("read_report", *arguments)
    return capsys.readouterr().out


def test_prints_a_summary_with_lines_and_problems(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(capsys, str(document))
    assert "Shop down  (line 1)" in printed
    assert "It broke.  (line 5)" in printed
    assert f"{document}:1: tz-missing " in printed
    assert f"{document}:5: date-missing " in printed


def test_prints_the_reading_as_json(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = json.loads(run(capsys, str(document), "--format", "json"))
    assert set(reading) == {"report", "problems", "spans"}
    assert reading["report"]["timeline"][0] == {
        "at": None,
        "clock": "10:00",
        "kind": "other",
        "text": "It broke.",
        "audience": "public",
        "source": "",
    }
    assert reading["spans"]["actions[0]"] == [10, 10]
    assert {"code", "path", "line", "source", "message"} <= set(reading["problems"][0])


def test_prints_one_object_a_line_in_the_order_given(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Impact: Nobody could pay.\n")
    printed = run(capsys, str(other), str(document), "--format", "jsonl")
    impacts = [json.loads(line)["report"]["impact"] for line in printed.splitlines()]
    assert impacts == ["Nobody could pay.", ""]


def test_hints_fill_what_the_document_lacks(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(
        capsys, str(document), "--format", "json", "--date", "2026-03-29", "--timezone", "Europe/Berlin"
    )
    assert json.loads(printed)["report"]["timeline"][0]["at"] == "2026-03-29T10:00:00+02:00"


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert "Shop down" in run(capsys, "-")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is no text here"),
        (b"\x89PNG\0\0", "This is a picture"),
        (b"caf\xe9", "byte 3"),
        (b'{"title": 3}', "not a report"),
    ],
)
def test_an_unreadable_file_ends_with_2_and_a_sentence_that_names_it(
    document: Path, tmp_path: Path, data: bytes, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.bin"
    bad.write_bytes(data)
    with pytest.raises(CommandError, match=sentence) as refused:
        run(capsys, str(document), str(bad), "--format", "jsonl")
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(f"{bad}: ")
    assert capsys.readouterr().out == ""


def test_a_missing_file_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="No such file") as refused:
        run(capsys, str(tmp_path / "missing.md"))
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [("--date", "29.3.2026"), ("--timezone", "Berlin"), ("--format", "xml"), ("--format", "json", "b.md")],
)
def test_bad_usage_is_refused(document: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("read_report", str(document), *arguments)


def test_help_gives_an_example() -> None:
    command = load_command_class(get_commands()["read_report"], "read_report")
    assert "Example: manage.py read_report" in command.create_parser("manage.py", "read_report").format_help()
