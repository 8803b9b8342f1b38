import codecs

import pytest

from incidents.errors import NotValidError
from incidents.report.reading import source_text


@pytest.mark.parametrize(
    "data",
    [
        "Naïve café".encode(),
        codecs.BOM_UTF8 + "Naïve café".encode(),
        codecs.BOM_UTF16_LE + "Naïve café".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Naïve café".encode("utf-16-be"),
    ],
)
def test_decodes_what_people_save(data: bytes) -> None:
    assert source_text(data) == "Naïve café"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is no text here"),
        (b" \n\t\r\n", "There is no text here"),
        (codecs.BOM_UTF8, "There is no text here"),
        (b"PK\x03\x04\0\0", "binary file"),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "binary file"),
        (b"caf\xe9 au lait", "byte 3 "),
        (codecs.BOM_UTF8 + b"caf\xe9", "byte 6 "),
        (codecs.BOM_UTF16_LE + b"a", "byte 2 "),
        (b"a" * 2_000_001, "2,000,001 bytes"),
    ],
)
def test_says_in_one_sentence_why_there_is_nothing_to_read(data: bytes, sentence: str) -> None:
    with pytest.raises(NotValidError, match=sentence) as refused:
        source_text(data)
    assert refused.value.message.endswith(".")
    assert "\n" not in refused.value.message


def test_reads_up_to_the_limit() -> None:
    assert len(source_text(b"a" * 2_000_000)) == 2_000_000
