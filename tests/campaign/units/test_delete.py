"""A unit goes by its name, out of every table that shares its units and of what explains its share."""

import pytest

from xl_addin.campaign.units.delete import unit_deleted
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import DeleteRows

HEAD = [["STT", "Đơn vị", "Số hộ", "Lũy kế"], [1, 2, 3, 4]]


def test_both_phases_and_how_they_were_shared_lose_the_row_at_once(campaign) -> None:
    change = unit_deleted(campaign.case, "đồng xoài")
    assert {(edit.sheet, edit.at) for edit in change.lines if isinstance(edit, DeleteRows)} == {
        ("Giai đoạn 1", 10),
        ("Giai đoạn 2", 10),
        ("Cách chia", 7),
        ("Cách chia", 22),
        ("Cách chia", 37),
    }
    after = campaign.after(change)
    assert after.row("Giai đoạn 2", 10, 3) == [2, "='Giai đoạn 1'!B10", "='Giai đoạn 1'!C10-'Giai đoạn 1'!D10"]
    assert after.column("Giai đoạn 1", 4, 19, 21) == [
        "=SUM(D9:D18)",
        "=SUM(D9:D18)-'Tham số'!$C$5",
        "=SUMPRODUCT(ABS(C9:C18-'Cách chia'!$C$6:$C$15))",
    ]
    assert after.column("Cách chia", 1, 6, 8) == [1, 2, 3]


def test_what_was_shared_still_adds_up_and_only_the_target_is_missed(campaign) -> None:
    after = campaign.after(unit_deleted(campaign.case, "Đồng Xoài"))
    assert after.codes() == {"V305"}
    line = after.row("Cách chia", 4, 1)[0]
    assert str(line).endswith("còn 7. Sau khi chia đã bỏ “Đồng Xoài” (52.643).")
    assert after.after(unit_deleted(after.case, "Bù Đốp")).codes() == {"V305"}


def test_what_goes_on_from_the_row_above_goes_on_from_the_one_before_that(book) -> None:
    rows = [
        [1, "An", 5, "=C3"],
        ["=A3+1", "Bình", 6, "=D3+C4"],
        ["=A4+1", "Cát", 7, "=D4+C5"],
        ["=A5+1", "Dương", 8, "=D5+C6"],
    ]
    own = book(Biểu=[*HEAD, *rows])
    after = own.after(unit_deleted(own.case, "Bình"))
    assert after.column("Biểu", 1, 3, 5) == [1, "=A3+1", "=A4+1"]
    assert after.column("Biểu", 4, 3, 5) == ["=C3", "=D3+C4", "=D4+C5"]
    first = own.after(unit_deleted(own.case, "An"))
    assert first.column("Biểu", 1, 3, 5) == [1, "=A3+1", "=A4+1"]
    assert first.column("Biểu", 4, 3, 5) == ["=C3", "=D3+C4", "=D4+C5"]


def test_totals_that_list_their_units_list_it_no_longer(book) -> None:
    rows = [[1, "An", 5], [2, "Bình", 6], [3, "Cát", 7], [None, "Tổng", "=C3+C4+C5"]]
    own = book(Biểu=[*HEAD, *rows])
    assert own.after(unit_deleted(own.case, "Bình")).column("Biểu", 3, 3, 5) == [5, 7, "=C3+C4"]


def test_what_a_unit_consists_of_goes_with_it(book) -> None:
    rows = [
        [1, "An", 5],
        [None, "Trong đó: nữ", 2],
        [2, "Bình", 6],
        [None, "Trong đó: nữ", 3],
        [3, "Cát", 7],
        [None, "Tổng", "=C3+C5+C7"],
    ]
    own = book(Biểu=[*HEAD, *rows])
    change = unit_deleted(own.case, "Bình")
    assert change.lines == (DeleteRows("Biểu", 5, 2),)
    assert own.after(change).row("Biểu", 6, 3) == [None, "Tổng", "=C3+C5"]


def test_cells_beside_the_table_that_go_too_are_said(book) -> None:
    rows = [[1, "An", 5, None, None, None, "ghi tay"], [2, "Bình", 6], [3, "Cát", 7]]
    own = book(Biểu=[["STT", "Đơn vị", "Số hộ"], [1, 2, 3], *rows])
    assert [note.en for note in unit_deleted(own.case, "An").notes] == [
        "with the rows go cells that stand beside the table: Biểu!G3"
    ]


def test_the_only_unit_of_a_total_stays(book) -> None:
    rows = [
        ["I", "Khối xã", "=SUM(C4:C4)"],
        [1, "An", 5],
        ["II", "Khối phường", "=SUM(C6:C7)"],
        [1, "Cát", 7],
        [2, "Dương", 8],
        [None, "Tổng", "=C3+C5"],
    ]
    own = book(Biểu=[*HEAD, *rows])
    with pytest.raises(Problem) as caught:
        unit_deleted(own.case, "An")
    assert caught.value.line("en").startswith("An: this is the only unit of Biểu!3; without it the total")
