"""`manage.py check_report --format sarif`: what SARIF 2.1.0 asks of a log, as far as ours goes."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from incidents.report import canonical
from incidents.report.checks import CODES, LEVELS
from tests.report.checks.clean import with_action, with_event

FAULTY = with_event(4, text="[here](https://x.example) we went {0} at 13:20 PM")
OTHER = with_action(1, owner="", due=None)
OF_SARIF = {"blocks": "error", "warns": "warning", "advises": "note"}

TEXT = {"type": "object", "required": ["text"], "additionalProperties": {"type": "string", "minLength": 1}}
RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT,
        "helpUri": {"type": "string", "format": "uri-reference"},
        "defaultConfiguration": {"type": "object", "properties": {"level": {"enum": [*OF_SARIF.values()]}}},
        "properties": {"type": "object", "properties": {"tags": {"type": "array", "uniqueItems": True}}},
    },
}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation", "logicalLocations"],
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "pattern": r"^[\w./~%-]+$"}},
                },
                "region": {"type": "object", "properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
        },
        "logicalLocations": {"type": "array", "minItems": 1},
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": [*OF_SARIF.values()]},
        "message": TEXT,
        "locations": {"type": "array", "minItems": 1, "maxItems": 1, "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "properties": {"type": "object"},
    },
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "items": RULE}},
                            }
                        }
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}


def log_of(*names: str) -> dict[str, Any]:
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("check_report", *names, stdout=out, format="sarif")
    log: dict[str, Any] = json.loads(out.getvalue())
    jsonschema.validate(log, LOG)
    return log


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    named = {"fault y[1].json": canonical.encode(FAULTY), "other.json": canonical.encode(OTHER)}
    for name, data in named.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "notes.md").write_text("# Payments failed\n\nBoth banks.\n\n## Dessert\n\nPie\n")
    return [str(tmp_path / name) for name in (*named, "notes.md")]


def test_one_log_for_several_files_with_a_rule_for_each_result(files: list[str]) -> None:
    run = log_of(*files)["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]

    assert [rule["id"] for rule in rules][: len(CODES)] == list(CODES)
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in results)
    places = [each["locations"][0]["physicalLocation"] for each in results]
    uris = [place["artifactLocation"]["uri"].rpartition("/")[2] for place in places]
    assert list(dict.fromkeys(uris)) == ["fault%20y%5B1%5D.json", "other.json", "notes.md"]
    assert "not-placed" in {each["ruleId"] for each in results} - set(CODES)  # the reader's own


def test_levels_words_and_places_of_a_result(files: list[str]) -> None:
    results = log_of(files[0])["runs"][0]["results"]
    link = next(each for each in results if each["ruleId"] == "ampm-slip")

    assert link["level"] == "warning" == OF_SARIF[LEVELS["ampm-slip"]]
    assert link["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "timeline[4].text"
    assert link["properties"]["fix"] == "Leave out the half of the day"
    assert len(link["partialFingerprints"]["candor/v1"]) == 16


def test_a_message_that_quotes_brackets_is_neither_a_link_nor_an_argument(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(canonical.encode(with_action(1, title="Rename {0} [now](1)", owner="")))

    texts = [each["message"]["text"] for each in log_of(str(path))["runs"][0]["results"]]

    assert any(r"“Rename {{0}} \[now\](1)” has no owner" in text for text in texts)


def test_each_rule_has_help_on_its_place_in_the_docs(files: list[str]) -> None:
    rules = log_of(files[0])["runs"][0]["tool"]["driver"]["rules"]
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text()

    for rule in rules[: len(CODES)]:
        assert rule["helpUri"] == f"docs/checks.md#{rule['id']}"
        assert f"### {rule['id']}\n" in page
        assert "Bad: " in rule["help"]["text"]


def test_no_summary_in_a_log() -> None:
    with pytest.raises(CommandError, match="leave it out"):
        call_command("check_report", "x.md", format="sarif", summary=True)
