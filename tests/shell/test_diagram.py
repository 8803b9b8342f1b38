from pathlib import Path

from incidents.workflow.diagram import page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_in_docs_is_what_the_table_says() -> None:
    assert (DOCS / "workflow.md").read_text() == page()
