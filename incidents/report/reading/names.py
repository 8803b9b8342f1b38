"""A line's label, and the part of a report that a name announces."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

import msgspec

from incidents.report.reading.foreign_names import ARTICLES, FOREIGN_HEADING_WORDS, FOREIGN_NAMES
from incidents.report.reading.name_table import HEADING_WORDS, NAMES
from incidents.report.reading.roles import Role

_TABLE = {" ".join(name.split()): role for role, names in NAMES.items() for name in names.split("|")}
_FOREIGN_TABLE = {
    " ".join(name.split()): role for role, names in FOREIGN_NAMES.items() for name in names.split("|")
}
_HEADING_TABLE = tuple((re.compile(words), role) for words, role in HEADING_WORDS)
_FOREIGN_HEADING_TABLE = tuple((re.compile(words), role) for words, role in FOREIGN_HEADING_WORDS)
_LONGEST_NAME = 90
_ASIDE = re.compile(r"\(([^()]*)\)")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_NUMBERING = re.compile(r"^(?:section|part|step)?\s*\d{1,2}\s+|^and\s")
_FILLERS = re.compile(r"\b(?:the|our|s|must contain|should contain)\b")
# "Impact of the outage", "Incident resolution": they name the same as without it.
_OF_IT = re.compile(
    r"^(?:incident|issue|outage|problem)\s(?=\w+$)|\s(?:of|for)\s(?:incident|issue|outage|problem|failure|disruption|event)$"
)
_SHORTCODE = re.compile(r":[a-z][a-z0-9_]*:")
_NOT_WORDS = re.compile(r"[\W_]+")


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """The name at the start of a line, and what the line says after it."""

    name: str
    rest: str = ""
    bold: bool = False
    colon: bool = False


@lru_cache(maxsize=4096)  # each line is asked about several times
def label_of(text: str) -> Label | None:
    """Return the line's label: ``**Impact:** …``, ``Impact: …``, ``**Timeline**``, or a bare short line."""
    text = _SHORTCODE.sub("", text).strip() if text.startswith(":") else text.strip()
    mark = re.match(r"\*{1,3}|_{1,2}|`", text)
    if mark and (label := _marked(text, mark[0])):
        return label
    name, colon, rest = _at_colon(text)
    if len(_LINK.sub(r"\1", name)) > _LONGEST_NAME:
        return None
    if text.startswith("**") and rest.count("**") % 2:
        rest = f"**{rest.lstrip()}"  # the bold began before the colon and goes on after it
    return Label(name=name.strip(" *_`#;"), rest=rest.strip(), colon=colon)


@lru_cache(maxsize=4096)
def role_of(name: str, *, heading: bool = False) -> Role | None:
    """Return the role a name announces. For headings, telling words inside a longer name count as well."""
    if len(name) > 4 * _LONGEST_NAME:  # a link in it may be long
        return None
    plain = plain_name(name)
    bare = _bare(plain)
    role = (
        _TABLE.get(plain) or _FOREIGN_TABLE.get(bare) or _TABLE.get(bare) or _TABLE.get(_OF_IT.sub("", plain))
    )
    if role or not heading or len(plain) > _LONGEST_NAME:
        return role
    tables = ((_HEADING_TABLE, plain), (_FOREIGN_HEADING_TABLE, bare))
    return next((role for table, said in tables for words, role in table if words.search(said)), None)


def plain_name(name: str) -> str:
    """Return a name as the table spells it: lower case, no marks, no numbering, no aside in brackets."""
    words = _NOT_WORDS.sub(
        " ", _ASIDE.sub(" ", _SHORTCODE.sub(" ", _LINK.sub(r"\1", name))).casefold().replace("&", " and ")
    ).strip()
    return " ".join(_FILLERS.sub(" ", _NUMBERING.sub("", words)).split())


def _bare(plain: str) -> str:
    """Return a name without accents and without the articles of other languages."""
    letters = "".join(each for each in normalize("NFD", plain) if not combining(each))
    return " ".join(word for word in letters.split() if word not in ARTICLES)


def only_aside(text: str) -> bool:
    """Say whether a text is nothing but an aside in brackets."""
    return not _ASIDE.sub(" ", _LINK.sub(r"\1", text)).strip(" *_`:")


def aside_of(name: str) -> str:
    """Return what a name says in brackets, such as ``all times in GMT``."""
    return " ".join(_ASIDE.findall(name))


def _marked(text: str, mark: str) -> Label | None:
    end = text.find(mark, len(mark))
    if end < 0:
        mark, end = mark[0], text.find(mark[0], len(mark))
    if end < 0 or len(_LINK.sub(r"\1", text[len(mark) : end])) > _LONGEST_NAME:
        return None
    inner, after = text[len(mark) : end].strip(), text[end + len(mark) :].lstrip("*_ ")
    colon = inner.endswith(":") or after.startswith(":")
    name, told, rest = _at_colon(inner)
    if told and rest.strip() and not after.startswith(":") and role_of(name):
        return Label(
            name=name.strip(), rest=f"{mark}{rest.strip()}{mark} {after}".strip(), bold=True, colon=True
        )
    if not colon and after.strip(" ;.,*_#") and not only_aside(after):
        return None
    after = after if colon else ""
    return Label(name=inner.strip(" *_`:#"), rest=after.removeprefix(":").strip(), bold=True, colon=colon)


def _at_colon(text: str) -> tuple[str, bool, str]:
    at = text.find(":")
    if at < 0 or text[at + 1 : at + 2].isdigit() or text[at + 1 : at + 3] == "//":  # 10:45 is no label
        return text, False, ""
    return text[:at], True, text[at + 1 :]
