import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report import text

anything = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates too


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("page\x0cbreak\u2028line\u2029paragraph\x85next", "page\nbreak\nline\nparagraph\nnext"),
        ("\n \n\t\n    indented code\n\n", "    indented code"),
        ("trailing  \n\nspace \t", "trailing  \n\nspace"),
        ("tab\tstays", "tab\tstays"),
        ("a\x00b\x1bc\x7fd\x9fe\ufefff\ud800g", "abcdefg"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u200f\u200b joiner \u200d stays", "\u200f\u200b joiner \u200d stays"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_prose_has_one_spelling(typed: str, kept: str) -> None:
    assert text.prose(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\n lines\tand \u3000 wide  space ", "two lines and wide space"),
        ("non\u00a0breaking", "non breaking"),
        ("e\u0301", "\u00e9"),
        ("\n", ""),
    ],
)
def test_a_line_is_prose_with_single_spaces(typed: str, kept: str) -> None:
    assert text.line(typed) == kept


@given(anything)
def test_spelling_twice_changes_nothing(typed: str) -> None:
    assert text.prose(text.prose(typed)) == text.prose(typed)
    assert text.line(text.line(typed)) == text.line(typed)


@given(anything)
def test_what_is_kept_can_be_written_to_any_page_or_database(typed: str) -> None:
    kept = text.prose(typed)

    kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert not {character for character in kept if unicodedata.category(character) == "Cc"} - {"\t", "\n"}


@given(anything)
def test_no_visible_character_is_lost(typed: str) -> None:
    def visible(said: str) -> list[str]:
        composed = unicodedata.normalize("NFC", "".join(c for c in said if unicodedata.category(c) != "Cc"))
        return [
            c
            for c in composed
            if not c.isspace() and c not in "\u2028\u2029\ufeff" and not "\ud800" <= c <= "\udfff"
        ]

    assert visible(text.prose(typed)) == visible(typed.replace("\ufeff", "").encode(errors="ignore").decode())
