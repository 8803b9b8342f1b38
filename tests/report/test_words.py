import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from incidents.report.words import Day, Number, listed, moment, say, say_count


def test_a_sentence_is_its_english_and_keeps_what_it_is_made_of() -> None:
    said = say("%(title)s was due on %(day)s.", title="“Rotate keys”", day=Day(date(2026, 3, 4)))
    assert said == "“Rotate keys” was due on 4 March 2026."
    assert said.pattern == "%(title)s was due on %(day)s."
    assert said.values["day"] == "4 March 2026"


def test_without_values_a_percent_sign_is_one() -> None:
    assert say("All of 100 %") == "All of 100 %"
    assert say("%(share)s %%", share=Number(Decimal("37.5"))) == "37.5 %"


@pytest.mark.parametrize(("count", "told"), [(0, "0 causes"), (1, "1 cause"), (2, "2 causes")])
def test_a_count_chooses_its_pattern(count: int, told: str) -> None:
    assert say_count("%(count)s cause", "%(count)s causes", count) == told


def test_sentences_compare_and_hash_as_texts() -> None:
    assert len({"Done", say("Done")}) == 1
    assert say("%(one)s", one="Done") == "Done"


def test_numbers_and_moments_are_spelled_in_english() -> None:
    assert Number(1_234_567) == "1,234,567"
    assert moment(datetime(2026, 3, 4, 9, 5, tzinfo=UTC)) == "09:05 on 4 March 2026"


def test_a_copy_remembers_as_much() -> None:
    said = say("%(day)s: %(n)s", day=Day(date(2026, 3, 4)), n=Number(1200))
    for copied in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301 (our own)
        assert (copied, copied.pattern, copied.values) == (said, said.pattern, said.values)
        day, number = copied.values["day"], copied.values["n"]
        assert isinstance(day, Day)
        assert isinstance(number, Number)
        assert (day.at, number.value) == (date(2026, 3, 4), 1200)


def test_a_list_is_joined_by_and() -> None:
    assert listed([]) == ""
    assert listed(["Checkout"]) == "Checkout"
    assert listed(["37 %", "Checkout", "Search"]) == "37 % and Checkout and Search"
