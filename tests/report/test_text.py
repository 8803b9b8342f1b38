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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u202eb\u202cc \u202dd\u202c", "abc d"),
        ("a\u2067left open", "aleft open"),
        ("closed\u2069 and \u202c never opened", "closed and  never opened"),
        ("two\u2067\nlines\u2069", "two\nlines"),
        ("\u2067\u202bno end of its own\u2069 after", "\u2067no end of its own\u2069 after"),
        ("\u2067a\u202eb\u202cc\u2069", "\u2067abc\u2069"),
        ("אבגד, API-2 נפל", "אבגד, API-2 נפל"),
        ("\u2067אבגד\u2069 and \u202bعطل\u202c \u200f!", "\u2067אבגד\u2069 and \u202bعطل\u202c \u200f!"),
    ],
)
def test_text_of_either_direction_stays_and_nothing_turns_what_follows_around(typed: str, kept: str) -> None:
    assert text.prose(typed) == kept


@given(st.text("ab\n \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", max_size=20))
def test_what_sets_a_direction_ends_on_its_line(typed: str) -> None:
    kept = text.prose(typed)
    assert text.prose(kept) == kept
    assert not set("\u202d\u202e") & set(kept)
    pairs = {"\u202c": "\u202a\u202b", "\u2069": "\u2066\u2067\u2068"}
    for each in kept.split("\n"):
        begun: list[str] = []
        for character in each:
            if character in "\u202a\u202b\u2066\u2067\u2068":
                begun.append(character)
            elif character in pairs:
                assert begun.pop() in pairs[character]
        assert not begun


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
            if not c.isspace()
            and c not in "\u2028\u2029\ufeff"
            and not "\ud800" <= c <= "\udfff"
            and not ("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069")  # they have no shape
        ]

    assert visible(text.prose(typed)) == visible(typed.replace("\ufeff", "").encode(errors="ignore").decode())
