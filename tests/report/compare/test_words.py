"""The words marked between two texts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from incidents.report.compare import Mark, Piece, mark_words

TEXT = st.text(alphabet="ab c\n.é", max_size=60)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.mark.value, piece.text) for piece in mark_words(before, after)]


def test_one_word_in_a_sentence_is_marked_alone() -> None:
    assert told("Queries failed for 10 minutes.", "Queries failed for 30 minutes.") == [
        ("kept", "Queries failed for "),
        ("removed", "10"),
        ("added", "30"),
        ("kept", " minutes."),
    ]


def test_words_beside_each_other_are_marked_together() -> None:
    assert told("It took ten long minutes.", "It took twenty short minutes.") == [
        ("kept", "It took "),
        ("removed", "ten long"),
        ("added", "twenty short"),
        ("kept", " minutes."),
    ]


def test_what_follows_a_word_does_not_mark_the_word() -> None:
    assert told("Orders failed.", "Orders failed, then recovered.") == [
        ("kept", "Orders failed"),
        ("added", ", then recovered"),
        ("kept", "."),
    ]


def test_a_paragraph_put_in_leaves_the_others_unmarked() -> None:
    assert told("First.\n\nLast.", "First.\n\nMiddle.\n\nLast.") == [
        ("kept", "First.\n\n"),
        ("added", "Middle.\n\n"),
        ("kept", "Last."),
    ]


def test_a_text_with_hardly_a_word_in_common_is_marked_as_a_whole() -> None:
    before, after = "The disk of the primary was full.", "A certificate expired at the load balancer."
    assert told(before, after) == [("removed", before), ("added", after)]


def test_equal_texts_have_no_mark() -> None:
    assert told("Same.", "Same.") == [("kept", "Same.")]
    assert told("", "") == []


def test_a_very_long_rewrite_is_marked_as_a_whole_rather_than_waited_for() -> None:
    before = "".join(f"old line {n}\n" for n in range(20_000))
    after = "".join(f"new line {n}\n" for n in range(20_000))
    assert [piece.mark for piece in mark_words(before, after)] == [Mark.REMOVED, Mark.ADDED]


@given(TEXT, TEXT)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    pieces = mark_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == after
    assert all(one.mark is not other.mark for one, other in pairwise(pieces))
    assert Piece(Mark.KEPT, "") not in pieces
