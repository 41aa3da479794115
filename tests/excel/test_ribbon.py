import re

from xl_addin.excel.ribbon import RIBBON, UNDOABLE, buttons, groups


def test_ids_are_unique_and_can_name_modules_and_callbacks() -> None:
    ids = [button.id for button in buttons()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in ids)
    groups = [group.id for group in RIBBON]
    assert len(set(groups)) == len(groups)


def test_each_button_has_the_macro_of_its_name() -> None:
    assert all(button.macro == f"xl_addin.excel.macros.{button.id}" for button in buttons())


def test_the_ribbon_has_every_button_of_the_officers_work() -> None:
    assert [button.id for button in buttons()] == [
        "new_campaign",
        "apportion",
        "fill",
        "add_unit",
        "remove_unit",
        "unit_sheets",
        "unit_files",
        "verify",
        "fix",
        "clear_marks",
        "undo",
        "redo",
        "settings",
        "help",
        "about",
    ]


def test_the_groups_follow_the_work_and_empty_ones_are_not_shown() -> None:
    assert [group.label.vi for group in RIBBON] == ["Lập", "Giao", "Nhận", "Theo dõi", "Kiểm tra", "Giúp"]
    assert [group.label.vi for group in groups()] == ["Lập", "Giao", "Kiểm tra", "Giúp"]


def test_what_writes_into_workbooks_says_that_it_asks_and_can_be_undone() -> None:
    told = {button.id for button in buttons() if button.tip.vi.endswith(UNDOABLE.vi)}
    writing = {"apportion", "fill", "add_unit", "remove_unit", "unit_sheets", "unit_files", "verify", "fix"}
    assert told == writing | {"clear_marks"}
    # Excel cuts a tip off after 1024 characters, and nobody reads as many.
    assert all(len(button.tip.vi) <= 250 for button in buttons())


def test_labels_fit_a_button_and_tips_are_sentences_in_both_languages() -> None:
    for button in buttons():
        assert len(button.label.vi) <= 20
        assert button.label.en
        assert button.tip.vi.endswith(".")
        assert button.tip.en.endswith(".")


def test_what_is_not_about_a_workbook_needs_none() -> None:
    without = {button.id for button in buttons() if not button.needs_workbook}
    assert without == {"new_campaign", "settings", "help", "about"}
