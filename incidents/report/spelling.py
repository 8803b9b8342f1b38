"""The words of a text as they are sought: the same in the database, in the public index and in its script."""

import re
import unicodedata

# Runs of letters and digits; scripts that put no blanks between words are sought sign by sign.
_SIGN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are kept and sought: lower case, without accents."""
    return _WORD.findall(_plain(text))


def marked(text: str, sought: list[str]) -> list[tuple[bool, str]]:
    """Return a text in pieces that make it up, each with whether it is a word that a sought one begins."""
    pieces: list[tuple[bool, str]] = []
    end = 0
    for found in _WORD.finditer(unicodedata.normalize("NFC", text)):
        said = _plain(found.group())
        if any(said.startswith(word) for word in sought):
            pieces += [(False, text[end : found.start()]), (True, found.group())]
            end = found.end()
    pieces.append((False, text[end:]))
    return [piece for piece in pieces if piece[1]]


def _plain(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():  # as most texts are; it says the same once it is taken apart
        return folded
    apart = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
