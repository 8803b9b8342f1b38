"""Markdown to safe HTML: the one file that knows Markdown and the sanitiser.

Markdown is written by people and machines we don't control. Tags in it are shown as text, never obeyed; what
Markdown makes is rebuilt by an allow-list that knows no style, no id and no script. No picture of another
origin ever loads: it becomes a link.
"""

import html
import re
from functools import lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from incidents.report import pictures

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "del", "em", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre"}
    | {"strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "code": {"class"},
}
SCHEMES = frozenset({"http", "https", "mailto"})

_LINK = re.compile(r"(?:https?://[^\s\\]|mailto:[^\s]|/(?![/\\])|#)[^\s\x00-\x1f]*\Z", re.IGNORECASE)
_OWN = re.compile(rf"{pictures.ADDRESS.pattern}\Z", re.ASCII)
_LANGUAGE = re.compile(r"language-[\w+-]+\Z", re.ASCII)
_BARE_ADDRESS = r"(?<![\w/])(https?://[^\s<>\"\x02\x03]+)"
_HEADINGS = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6"}
_BRACKET = re.compile(r"\n\s*\n|[\[\]()]")
_SHORT = 10_000  # characters; longer texts are not worth their memory
_BRACKET_LIMIT = 5_000_000  # characters between brackets and their partners; about one second of converting
_TAG_OR_BREAK = re.compile(r"<br ?/?>|<[^>]*>")


def to_html(markdown: str) -> str:
    """Return the text as HTML that is safe on any page: headings start at h4, to stand under a page's h3."""
    return _remembered(markdown) if len(markdown) <= _SHORT else _make(markdown)


def _make(markdown: str) -> str:
    return _CLEANER.clean(_convert(markdown)).strip()


# The feed and the lists show the same texts again with each publication.
_remembered = lru_cache(maxsize=2048)(_make)


def to_text(markdown: str) -> str:
    """Return the words alone, on one line, for descriptions and previews."""
    bare = _TAG_OR_BREAK.sub(lambda found: " " if found[0].startswith("<br") else "", to_html(markdown))
    return " ".join(html.unescape(bare).split())


def _convert(markdown: str) -> str:
    if _bracket_reach(markdown) > _BRACKET_LIMIT:
        return _as_written(markdown)
    # Building the converter costs 0.2 ms; keeping one would share its state between threads.
    converter = Markdown(extensions=["fenced_code", "tables", "sane_lists"])
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.register(_BareAddress(_BARE_ADDRESS, converter), "bare_address", 115)
    converter.treeprocessors.register(_Tame(converter), "tame", -5)  # last, when addresses are spelled out
    try:
        return converter.convert(markdown)
    except RecursionError:  # thousands of nested quotes or lists: no structure that a reader could want
        return _as_written(markdown)


def _as_written(markdown: str) -> str:
    return f"<p>{html.escape(markdown)}</p>"


def _bracket_reach(markdown: str) -> int:
    """Return how far the converter would look for the partners of brackets: quadratic in bad text."""
    reach, waiting = 0, []
    for found in _BRACKET.finditer(markdown + "\n\n"):
        if found[0] in "[(":
            waiting.append(found.start())
        elif found[0] in "])":
            reach += found.start() - waiting.pop() if waiting else 0
        else:
            reach += sum(found.start() - start for start in waiting)
            waiting.clear()
    return reach


class _BareAddress(InlineProcessor):
    """Makes a link of an address that stands in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        address = m[1].rstrip(".,;:!?'*_")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(").")
        link = Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


class _Tame(Treeprocessor):
    """Fits the tree into a page: lower headings, no picture from elsewhere, no unsafe link."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            for picture in link.iter("img"):
                _keep_own_picture(picture, may_link=False)
        for element in root.iter():
            element.tag = _HEADINGS.get(element.tag, element.tag)
            if element.tag == "img":
                _keep_own_picture(element, may_link=True)
            elif element.tag == "a":
                _keep_safe_link(element)


def _keep_safe_link(link: Element) -> None:
    address = link.get("href", "")
    if AMP_SUBSTITUTE in address:  # a mail address, which the converter disguises as character references
        address = html.unescape(address.replace(AMP_SUBSTITUTE, "&"))
    if _LINK.match(address):
        link.set("href", address)
    else:
        _become(link, "span")


def _keep_own_picture(picture: Element, *, may_link: bool) -> None:
    source = picture.get("src", "")
    if room := pictures.size(source):
        # Kept free before the picture comes, so that nothing moves under the reader's eyes.
        picture.attrib |= {"width": str(room.width), "height": str(room.height), "loading": "lazy"}
        return
    picture.text = AtomicString(picture.get("alt") or source)
    if may_link and _LINK.match(source):
        _become(picture, "a", href=source)
    else:
        _become(picture, "span")


def _become(element: Element, tag: str, **attributes: str) -> None:
    element.tag = tag  # a span is not on the allow-list: only its words stay
    element.attrib.clear()
    element.attrib.update(attributes)


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    rule = {("a", "href"): _LINK, ("img", "src"): _OWN, ("code", "class"): _LANGUAGE}.get((tag, name))
    return value if rule is None or rule.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    attribute_filter=_keep_attribute,
    url_schemes=set(SCHEMES),
    link_rel="noopener",  # not "nofollow": every link was read and approved before it was published
    strip_comments=True,
)
