"""One part of a Word document → its elements, in order, without trusting it."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from incidents.errors import NotValidError
from incidents.report.words import say

_BROKEN = say("This Word document can't be opened; save it again as .docx, or paste its text.")
_HOSTILE = say("This Word document declares a document type, which Word never does; paste its text instead.")

Facts = Mapping[str, str]


def walk(
    data: bytes,
    start: Callable[[str, Facts], None],
    end: Callable[[str], None] = lambda _name: None,
    said: Callable[[str], None] = lambda _words: None,
) -> None:
    """Tell of each element by its name without its namespace. Raises NotValidError, one sentence.

    A document type is refused as soon as it begins, so that no entity is ever declared.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, facts: start(
        _local(name), {_local(key): value for key, value in facts.items()}
    )
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = said
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, NotValidError):
            raise
        raise NotValidError(_BROKEN) from error


def _refuse(*_declared: object) -> None:
    raise NotValidError(_HOSTILE)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
