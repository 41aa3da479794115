from xl_addin.verify.rule import all_rules
from xl_addin.verify.selection import EVERYTHING, Selection, unknown_selector

CODES = frozenset(one.rule.code for one in all_rules())


def test_without_a_word_every_code_counts() -> None:
    assert EVERYTHING.reported == EVERYTHING.checked == CODES


def test_the_beginning_of_a_code_selects_its_family() -> None:
    assert Selection(select=("V", "S702")).reported == {code for code in CODES if code[0] == "V"} | {"S702", "C801"}


def test_what_is_ignored_is_checked_but_not_reported() -> None:
    chosen = Selection(ignore=("F202",))
    assert chosen.checked == CODES
    assert chosen.reported == CODES - {"F202"}


def test_of_two_that_fit_the_longer_counts() -> None:
    assert Selection(select=("V302",), ignore=("V",)).reported == {"V302", "C801"}
    assert "V302" not in Selection(select=("V",), ignore=("V302",)).reported
    assert "V302" not in Selection(select=("V302",), ignore=("V302",)).reported


def test_an_unreadable_file_is_always_told() -> None:
    assert "C801" in Selection(select=("V",), ignore=("C801", "C")).reported


def test_a_selector_that_fits_nothing_is_named() -> None:
    assert unknown_selector(["V", "F2", "S702"]) is None
    for wrong in ("V9", "v302", "", "tổng"):
        text = unknown_selector(["V", wrong])
        assert text is not None and wrong in text.vi
