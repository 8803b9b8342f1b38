"""HTML that a program put on the clipboard → the Markdown of it, for a field that somebody writes in."""

from incidents.report.reading.formats.web_page import page_text

LIMIT = 1_000_000  # characters of HTML


def to_markdown(html: str) -> str:
    """Return the words with their structure: headings, lists, tables, links, what is strong, code."""
    return page_text(html).strip("\n")
