"""Collects every sentence that can be put into a language, and keeps the languages' catalogues."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

_ONE = frozenset({"_", "_lazy", "gettext", "gettext_lazy", "say"})
_COUNTED = frozenset({"ngettext", "ngettext_lazy", "say_count"})
_IN_CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(({_LITERAL}(?:,\s*{_LITERAL})*)")
_WIDTH = 110
_HEADER = "# What Candor says, in another language. Made by: manage.py catalogue"
_WHOSE = {
    "project": "Candor",
    "version": "1",
    "msgid_bugs_address": "",
    "last_translator": "",
    "language_team": "",
}

Message = tuple[str | tuple[str, str], str | None]  # one sentence, or one and several; and its context


def sources() -> Catalog:
    """Return a catalogue of what the code and the templates say, without any translation."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(_files("incidents", "*.py")):
        for message, context in in_python(path):
            found.add(message, locations=[(_name(path), 0)], context=context)
    for path in sorted(each for end in ("html", "txt", "xml") for each in _files("templates", f"*.{end}")):
        for message, context in in_template(path):
            found.add(message, locations=[(_name(path), 0)], context=context)
    return found


def place(language: str, kind: str = "po") -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django.{kind}"


def kept(language: str) -> Catalog:
    """Return a language's catalogue as it is."""
    path = place(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as opened:
        return read_po(opened, locale=language)


def renewed(language: str) -> Catalog:
    """Return a language's catalogue with the sentences there are now, in their order; new ones are empty."""
    old = kept(language)
    new = Catalog(language, header_comment=_HEADER, charset="utf-8", fuzzy=False, **_WHOSE)
    new.creation_date = new.revision_date = old.creation_date
    for message in sources():
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known else ""
            new.add(message.id, string, locations=message.locations, context=message.context)
    return new


def spelled(catalogue: Catalog) -> bytes:
    """Return a catalogue as a .po file. It names files without lines, or each edit would change it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=_WIDTH, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the .mo file that gettext reads."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _files(folder: str, pattern: str) -> Iterator[Path]:
    return (Path(settings.BASE_DIR) / folder).rglob(pattern)


def _name(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()


def in_python(path: Path) -> Iterator[Message]:
    """Yield what a module says."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        said = [each.value for each in call.args[:2] if isinstance(each, ast.Constant)]
        texts = [each for each in said if isinstance(each, str)]
        if name in _ONE and texts:
            yield texts[0], None
        elif name in _COUNTED and texts[1:]:
            yield (texts[0], texts[1]), None
        elif name in _IN_CONTEXT and texts[1:]:
            yield texts[1], texts[0]


def in_template(path: Path) -> Iterator[Message]:
    """Yield what a template says; Django itself tells what stands in it."""
    for name, literals in _IN_TEMPLATE.findall(templatize(path.read_text(), origin=path.name)):
        said = [ast.literal_eval(each) for each in re.findall(_LITERAL, literals)]
        context = said.pop(0) if "p" in name.removesuffix("gettext") else None
        yield (said[0], said[1]) if name.startswith("n") else said[0], context
