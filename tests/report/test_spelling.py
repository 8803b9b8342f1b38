import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from incidents.report import shelves
from incidents.report.spelling import marked, words_of
from incidents.report.value import Report, Severity

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/search.js"
REPORT = Report(
    title="The Größe of 47 queues, and a Café", components=("API", "Sign-in"), severity=Severity.SEV2
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Größe STRASSE Straße", ["grosse", "strasse", "strasse"]),
        ("Cafe\u0301 café", ["cafe", "cafe"]),
        ("INC-2026-0007", ["inc", "2026", "0007"]),
        ("検索が遅い", list("検索か遅い")),
        ("snake_case, e-mail; 3.5 %", ["snake", "case", "e", "mail", "3", "5"]),
        ("", []),
    ],
)
def test_words_are_spelled_one_way(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "sought", "pieces"),
    [
        ("Payments failed", ["paym"], [(True, "Payments"), (False, " failed")]),
        ("Der Café-Betrieb", ["cafe"], [(False, "Der "), (True, "Café"), (False, "-Betrieb")]),
        ("Nothing of it", ["zebra"], [(False, "Nothing of it")]),
        ("Repayments", ["pay"], [(False, "Repayments")]),
        ("", ["pay"], []),
    ],
)
def test_sought_words_are_marked_where_they_begin_a_word(
    text: str, sought: list[str], pieces: list[tuple[bool, str]]
) -> None:
    assert marked(text, sought) == pieces


def test_a_report_is_found_by_title_components_severity_and_reference() -> None:
    found = shelves.word_shelves("INC-2026-0007", REPORT)
    assert set(found) == {
        f"word/{each}" for each in ("2026", "0007", "sev", "api", "sig", "gro", "47", "que", "caf")
    }


def test_what_leads_to_one_report_is_bounded() -> None:
    wordy = replace(
        REPORT, title=" ".join(f"q{chr(97 + number // 26)}{chr(97 + number % 26)}x" for number in range(60))
    )
    assert len(shelves.word_shelves("INC-2026-0007", wordy)) == 24


def test_the_script_of_the_public_site_knows_the_same_rules() -> None:
    script = SCRIPT.read_text()
    common = re.search(r"const COMMON =\n(.*?);\n", script, re.DOTALL)
    assert common
    assert "".join(re.findall(r'"(.*)"', common[1])) == shelves.COMMON
    assert f"const BEGINNING = {shelves._BEGINNING};" in script
    assert f"const NUMBER = {shelves._NUMBER};" in script
