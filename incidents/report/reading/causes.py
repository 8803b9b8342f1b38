"""The cause sections → causes, and where prose turns from the cause to how it was resolved."""

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from incidents.report.reading import names, whys
from incidents.report.reading.lines import Line, prose, span, trimmed
from incidents.report.reading.result import Span
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.value import CauseKind

_KINDS = {
    Role.CAUSE: CauseKind.ROOT,
    Role.CAUSE_AND_RESOLUTION: CauseKind.ROOT,
    Role.TRIGGER: CauseKind.TRIGGER,
    Role.CONTRIBUTING: CauseKind.CONTRIBUTING,
    Role.GAP: CauseKind.DETECTION_GAP,
}
_SEVERAL = frozenset({"causas", "factores", "fatores", "facteurs", "ursachen", "faktoren", "begünstigende"})
_TROUBLE = (
    r"(?:issue|problem|outage|error|incident|bug|typo|situation|failure|fault|service|(?:mis)?configuration)"
)
_MENDED = r"(?:resolved|fixed|solved|corrected|addressed|mitigated|remedied|restored|rectified)"
TURN = re.compile(
    rf"""(?:(?:however|finally|eventually|then|next|later|subsequently|ultimately|lastly|in\sthe\send),?\s)?(?:
    (?:the|this|that|our|my|these|all)\s(?:\w+\s){{0,4}}?{_TROUBLE}s?\s(?:was|were|is|has\sbeen|got)\s(?:\w+ly\s|then\s|later\s)?{_MENDED}
    |(?:this|these|that|those)\s(?:\w+\s){{1,2}}(?:was|were)\s(?:\w+ly\s|then\s|later\s)?{_MENDED}
    |(?:it|this|that|they)\s(?:was|were)\s(?:\w+ly\s|then\s|later\s)?{_MENDED}
    |to\sprevent\s(?:this|that|it|such)\b[^.]{{0,60}},\s(?:we|i|they)\s(?!will|should|would|plan|need|must|have\sto)
    |(?:in\sorder\s)?to\s(?:resolve|fix|address|solve|mitigate|remedy|restore|correct|rectify)\b
    |(?:the\s)?(?:(?:final|permanent|temporary|immediate|long-?term|short-?term|actual|eventual)\s)?(?:resolution|solution|fix|remediation|recovery)\b\s(?:of\s(?:the|this)\s\w+\s)?(?:was|involved|came|consisted|included|required|for|to|process)
    |(?:(?:the|a|an)\s)?(?:\w+\s)?(?:hotfix|fix|patch)\s(?:involved|consisted|included)
    |in\sresponse(?:\sto\sthis)?,|corrective\sactions?\s(?:was|were)\staken
    |(?:a|an|the)\s(?:\w+\s){{0,2}}?(?:deployment|restart|reboot|rollback|update|upgrade)\s[^.]{{0,60}}?
     \b(?:replaced|fixed|resolved|restored|solved|corrected)\b
    |(?:up)?on\s(?:identifying|discovering|finding|noticing|examining|inspecting)\b
    |\w+\s(?:\w+ly\s|then\s)?(?:resolved|fixed|solved|corrected)\s(?:the|this)\s(?:\w+\s)?{_TROUBLE}s?\b
    |in\s(?:fixing|resolving|solving|addressing)\s(?:the|this)\b
    |after\s(?:changing|correcting|fixing|replacing|updating|renaming|editing|applying)\b
    |(?:after|by)\s(?:identifying|discovering|rolling\sback|re-?starting|re-?deploying)\b|once\s(?:identified|the\s(?:root\s)?(?:cause|issue|problem))
    |(?:we|i|he|she|they|our\s\w+|the\s(?:\w+\s){{0,3}}?(?:team|engineers?|developers?|administrators?))\s(?:\w+ly\s|then\s)?
     (?:resolved|fixed|solved|corrected|mitigated|restored|rolled\sback|reverted|worked\s[^.]{{0,80}}?\bto\s[^.]{{0,30}}?\b(?:fix|resolve))
    |(?:a|an)\s(?:temporary\s|permanent\s|hot)?(?:fix|workaround|patch|hotfix)\swas
    |by\s(?:correcting|fixing|replacing|rolling|reverting)\b
    |(?:we|i|they|our\s\w+|the\s(?:[\w-]+\s){{0,2}}?(?:team|engineers?))\s(?:\w+ly\s|then\s)?
     (?:re-?started|re-?booted|re-?deployed|re-?configured|patched|renewed|re-?installed)
    |(?:para|pour|a\sfin\sde|um|zur)\s(?:resolver|solucionar|r[eé]soudre|corriger|corregir|corrigir|behebung)\b
    |(?:el|le|o|das|der|l[\u2019'])\s?(?:problema|incidente|probl[eè]me|incident|problem|vorfall|fehler)\s(?:se\s|fue\s
     |a\s[eé]t[eé]\s|foi\s|wurde\s)(?:\S+\s){{0,4}}?(?:resol|solucion|corr[ei]|r[eé]sol|behoben|gel[oö]st)\w*
    |se\s(?:resolvi[oó]|solucion[oó]|corrigi[oó])\b
    |as\sa\s(?:temporary\s|permanent\s|quick\s)?(?:fix|workaround|mitigation)\b
    |[^.]{{0,120}}?\b(?:was|were)\s(?:identified|found|located|spotted)\sand\s(?:\w+ly\s)?{_MENDED}\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# What the last sentence of a section on both tells is how it was resolved.
_DID = re.compile(
    r"(?:^|\s)(?:i|we|he|she|they|(?:the|our)\s(?:\w+\s){0,2}?(?:team|engineers?|developers?))\s(?:\w+ly\s|then\s)?"
    r"(?:added|changed|updated|replaced|removed|deleted|renamed|edited|installed|reinstalled|restarted|rebooted"
    r"|moved|switched|disabled|enabled|increased|reduced|cleared|deployed|scaled|upgraded|reconfigured)\b"
    r"|\b(?:resolving|fixing|solving|which (?:resolved|fixed|solved))"
    r" the (?:issue|problem|incident|outage|error)\b"
    rf"|\b(?:was|were)\s(?:\w+ly\s)?{_MENDED}\b"
    r"|\b(?:(?:was|were) able to|helped(?: to)?|managed to)\s"
    r"(?:resolve|fix|solve|correct|restore|mitigate)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bca\.)"
    r"(?!(?<=[ap]\.m\.)\s+[A-Z]{2,5}\b)(?:[\"”)]?)\s+"  # "at 5 p.m. CET" goes on
    r"(?=[A-Z\u00c0-\u00de\"“¿¡«„*`_(]|\d{1,3}(?:[.,]\d+)?\s?(?:%|[a-z]{2}))"
)


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """A cause as read, with its lines."""

    kind: CauseKind
    text: str
    lines: Span
    explains: bool = False  # whether it answers the "why" of the cause before


class Parted(msgspec.Struct, frozen=True):
    """Lines of a "Root cause and resolution" section, parted in two."""

    cause: list[Line]
    resolution: list[Line]


def of(section: Section, lines: Sequence[Line]) -> list[Cause]:
    """Return the causes of one section: one for each item of a list named in the plural, else one."""
    kept = trimmed(lines)
    if not kept:
        return []
    kind = _KINDS[section.role]
    if asked := whys.chain(kept):
        kinds = [CauseKind.CONTRIBUTING] * (len(asked) - 1) + [kind]
        return [
            Cause(kind=kind, text=text(group), lines=span(group), explains=place > 0)
            for place, (kind, group) in enumerate(zip(kinds, asked, strict=True))
        ]
    plain = names.plain_name(section.name)
    several = plain.endswith(("s", "factors findings")) or plain.split(" ")[0] in _SEVERAL
    groups = _items(kept) if several else [kept]
    return [Cause(kind=kind, text=text(group), lines=span(group)) for group in groups]


def with_roots(told: Sequence[Cause]) -> list[Cause]:
    """Return the causes: the root cause after a chain of whys explains it, or the chain ends in one."""
    causes, rooted = list(told), any(cause.kind is CauseKind.ROOT for cause in told)
    for place, cause in enumerate(causes):
        following = causes[place + 1] if place + 1 < len(causes) else None
        if not cause.explains or (following and following.explains) or cause.kind is CauseKind.ROOT:
            continue
        if following and following.kind is CauseKind.ROOT:
            causes[place + 1] = replace(following, explains=True)
        elif not rooted:
            causes[place] = replace(cause, kind=CauseKind.ROOT)
    return causes


def part(lines: Sequence[Line], *, told: bool = False) -> Parted:
    """Part prose where a sentence begins to tell how the trouble was resolved; `told` says that one does."""
    opened = next((line for line in lines if not line.blank), None)
    for index, line in enumerate(lines):
        if line.verbatim or line.quoted or line.blank:
            continue
        if (at := _turn(line.text, first=line is opened)) is not None:
            return _cut(lines, index, at)
    last = max((index for index, line in enumerate(lines) if not line.blank), default=None)
    if told and last is not None and not lines[last].verbatim:
        at = sentence_starts(lines[last].text)[-1]
        if (at or lines[last] is not opened) and _DID.search(lines[last].text, at):
            return _cut(lines, last, at)
    return Parted(list(lines), [])


def _cut(lines: Sequence[Line], index: int, at: int) -> Parted:
    if at == 0:
        return Parted(list(lines[:index]), list(lines[index:]))
    line = lines[index]
    cut = len(line.raw.rstrip()) - len(line.text) + at
    before, after = line.raw[:cut].rstrip(), line.raw[cut:]
    return Parted(
        [*lines[:index], replace(line, raw=before, text=line.text[:at].rstrip())],
        [replace(line, raw=after, text=after, marker="", indent=0), *lines[index + 1 :]],
    )


def text(lines: Sequence[Line]) -> str:
    """Return a single item's text without its mark; anything longer as the Markdown it is."""
    marked = [line for line in lines if line.marker]
    if len(marked) == 1 and lines[0].marker and not lines[0].verbatim:
        return "\n".join(
            [lines[0].text, *(line.raw.strip() if not line.verbatim else line.raw for line in lines[1:])]
        )
    return prose([_demoted(line) for line in lines])


def _demoted(line: Line) -> Line:
    bold = line.text if line.text.startswith("**") and line.text.endswith("**") else f"**{line.text}**"
    return replace(line, raw=bold) if line.level else line


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    top = min(line.indent for line in lines if not line.blank)
    if not lines[0].marker or not all(
        line.marker or line.indent > top or line.blank or line.verbatim for line in lines
    ):
        plain = not any(line.marker or line.verbatim or line.quoted for line in lines)
        listed = plain and all(
            names.label_of(line.text) and ": " in line.text for line in lines if not line.blank
        )
        return [[line] for line in lines if not line.blank] if listed else [list(lines)]
    items: list[list[Line]] = []
    for line in lines:
        if not items or (line.marker and line.indent == top):  # the first may stand deeper than the rest
            items.append([line])
        elif not line.blank:
            items[-1].append(line)
    return items


def sentence_starts(words: str) -> list[int]:
    return [0, *(match.end() for match in _SENTENCE.finditer(words))]


def _turn(words: str, *, first: bool) -> int | None:
    for start in sentence_starts(words):
        opening = words[start : start + 200].lstrip("*_ ")
        if TURN.match(opening) and not (first and start == 0):
            return start
    return None
