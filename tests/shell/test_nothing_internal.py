"""Whatever a report says inside, no published byte of any rendering says it."""

from hypothesis import HealthCheck, given, settings

from incidents.publishing import pages
from incidents.publishing.site import EditionKind, Post
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import Report
from tests.report.strategies import reports
from tests.report.test_projection import marked
from tests.shell.test_public_pages import IDENTITY, edition, whole_tree

CORRECTION = edition(2, EditionKind.CORRECTION, "It was longer.")


def renamed(report: Report, words: set[str]) -> tuple[Report, set[str]]:
    """Return a report whose words are others than those of every other marked one."""
    data = canonical.encode(report).replace(b"word", b"term")
    return canonical.recall(data), {word.replace("word", "term") for word in words}


@given(reports(), reports())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_of_an_internal_part_is_in_any_published_byte(one: Report, other: Report) -> None:
    now, _, hidden = marked(one)
    marked_before, _, hidden_before = marked(other)
    was, hidden_then = renamed(marked_before, hidden_before)
    first = Post(reference="INC-1", slug="one", report=public(was), editions=(edition(1),))
    then = Post(reference="INC-1", slug="one", report=public(now), editions=(edition(1), CORRECTION))

    compared = pages.changes_files(first, then, IDENTITY)
    files = [*whole_tree(first).items(), *whole_tree(then).items(), *compared.items()]
    for path, data in files:
        said = {word for word in hidden | hidden_then if word.encode() in data}
        assert said == set(), path
