"""New units come in by the name of the one before them, in every table that shares its units."""

import io

import openpyxl
import pytest
from fixtures.random_specs import DOCUMENT

from tests.campaign.units.conftest import OfficeBook
from xl_addin.campaign.units.insert import units_inserted
from xl_addin.case.case import Case
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.workbook.edits.edit import InsertRows

HEAD = [
    ["STT", "Đơn vị", "Số người được giao", "Số người đã làm", "Số người còn lại", "Tỷ lệ (%)"],
    [1, 2, 3, 4, "5=3-4", "6=4/3*100"],
]
UNITS = ["An Bình", "Bình Minh", "Cửa Lân", "Đông Hà"]


def table(*rows):
    return [*HEAD, *rows]


def typed(first: int = 3):
    """Units with formulas under the notations and a total below."""
    rows = [
        [at + 1, name, 1000 * (at + 1), 100, f"=C{first + at}-D{first + at}", f"=D{first + at}/C{first + at}*100"]
        for at, name in enumerate(UNITS)
    ]
    last = first + len(UNITS) - 1
    sums = [f"=SUM({letter}{first}:{letter}{last})" for letter in "CDE"]
    return table(*rows, [None, "Tổng", *sums, f"=D{last + 1}/C{last + 1}*100"])


def refusal(*arguments, **options) -> str:
    with pytest.raises(Problem) as caught:
        units_inserted(*arguments, **options)
    return caught.value.line("en")


def test_both_phases_and_how_they_were_shared_get_the_row_at_once(campaign) -> None:
    change = units_inserted(campaign.case, "Đồng Xoài", names=["Tân Lập"])
    assert {(edit.sheet, edit.at) for edit in change.lines if isinstance(edit, InsertRows)} == {
        ("Giai đoạn 1", 11),
        ("Giai đoạn 2", 11),
        ("Cách chia", 8),
        ("Cách chia", 23),
        ("Cách chia", 38),
    }
    after = campaign.after(change)
    assert after.row("Giai đoạn 1", 11, 12) == [
        3, "Tân Lập", None, None, None, None, "=D11-E11", "=MIN(G11,'Tham số'!$C$6)", "=G11-H11", "=D11-F11", None,
        '=IF(K11=0,"",(J11/K11)/25)',
    ]  # fmt: skip
    assert after.row("Giai đoạn 2", 11, 8) == [
        3, "='Giai đoạn 1'!B11", "='Giai đoạn 1'!C11-'Giai đoạn 1'!D11", None, None, "=D11-E11", "='Giai đoạn 1'!K11",
        '=IF(G11=0,"",(D11/G11)/65)',
    ]  # fmt: skip
    assert after.row("Cách chia", 8, 3) == [3, "Tân Lập", None]


def test_totals_checks_and_later_numbers_follow_also_behind_the_last_unit(campaign) -> None:
    after = campaign.after(units_inserted(campaign.case, "Phú Riềng", names=["Tân Lập", "Tân Tiến"]))
    assert after.column("Giai đoạn 1", 1, 18, 21) == [10, 11, 12, 13]
    assert after.column("Giai đoạn 1", 4, 22, 24) == [
        "=SUM(D9:D21)",
        "=SUM(D9:D21)-'Tham số'!$C$5",
        "=SUMPRODUCT(ABS(C9:C21-'Cách chia'!$C$6:$C$18))",
    ]
    assert after.codes() == {"I405"}


def test_without_names_the_cells_to_write_them_in_are_said(campaign) -> None:
    change = units_inserted(campaign.case, "Bình Long", count=2)
    assert change.notes[0].en == "2 new units have no name yet: write it into Giai đoạn 1!B12, Giai đoạn 1!B13"
    after = campaign.after(change)
    assert after.column("Cách chia", 2, 9, 11) == ["='Giai đoạn 1'!B12&\"\"", "='Giai đoạn 1'!B13&\"\"", "Bù Gia Mập"]


def test_an_offices_own_table_needs_no_spec(book) -> None:
    own = book(Biểu=typed())
    after = own.after(units_inserted(own.case, "bình  minh", names=["Mới"]))
    assert after.row("Biểu", 5, 6) == [3, "Mới", None, None, "=C5-D5", '=IF(C5=0,"",D5/C5*100)']
    assert after.column("Biểu", 1, 3, 7) == [1, 2, 3, 4, 5]
    assert after.row("Biểu", 8, 5) == [None, "Tổng", "=SUM(C3:C7)", "=SUM(D3:D7)", "=SUM(E3:E7)"]


def test_where_figures_were_typed_the_notation_says_what_is_calculated(book) -> None:
    own = book(Biểu=table([1, "An", 10, 4, 6, 40], [2, "Bình", 20, 5, 15, 25], [3, "Cát", 10, 5, 5, 50]))
    after = own.after(units_inserted(own.case, "An", names=["Mới"]))
    assert after.row("Biểu", 4, 6) == [2, "Mới", None, None, "=C4-D4", '=IF(C4=0,"",D4/C4*100)']


def test_totals_that_were_typed_are_named(book) -> None:
    own = book(Biểu=table([1, "An", 10, 4, 6, 40], [2, "Bình", 20, 5, 15, 25], [None, "Tổng", 30, 9, 21, 30]))
    assert [note.en for note in units_inserted(own.case, "An", names=["Mới"]).notes] == [
        "Biểu!C6, Biểu!D6, Biểu!E6, Biểu!F6: totals typed as figures, not formulas, do not follow; add them up anew"
    ]


def test_numbers_and_running_totals_that_go_on_from_the_row_above_go_on(book) -> None:
    own = book(
        Biểu=[
            ["STT", "Đơn vị", "Số hộ", "Lũy kế"],
            [1, 2, 3, 4],
            [1, "An", 5, "=C3"],
            ["=A3+1", "Bình", 6, "=D3+C4"],
            ["=A4+1", "Cát", 7, "=D4+C5"],
            ["=A5+1", "Dương", 8, "=D5+C6"],
        ]
    )
    after = own.after(units_inserted(own.case, "Bình", names=["Mới", "Nữa"]))
    assert after.column("Biểu", 1, 3, 8) == [1, "=A3+1", "=A4+1", "=A5+1", "=A6+1", "=A7+1"]
    assert after.column("Biểu", 4, 4, 8) == ["=D3+C4", "=D4+C5", "=D5+C6", "=D6+C7", "=D7+C8"]
    first = own.after(units_inserted(own.case, "An", names=["Mới"]))
    assert first.column("Biểu", 1, 3, 6) == [1, "=A3+1", "=A4+1", "=A5+1"]
    # The first unit's formula begins the running total; the new one's goes on from it.
    assert first.column("Biểu", 4, 3, 6) == ["=C3", "=D3+C4", "=D4+C5", "=D5+C6"]


@pytest.mark.parametrize("after", ["An", "Bình"])
def test_a_running_total_of_two_units_goes_on(book, after: str) -> None:
    rows = [[1, "An", 5, "=C3"], [2, "Bình", 6, "=D3+C4"]]
    own = book(Biểu=[["STT", "Đơn vị", "Số hộ", "Lũy kế"], [1, 2, 3, 4], *rows])
    made = own.after(units_inserted(own.case, after, names=["Mới"]))
    assert made.column("Biểu", 4, 3, 5) == ["=C3", "=D3+C4", "=D4+C5"]


def test_a_total_that_lists_its_units_lists_the_new_one(book) -> None:
    rows = [[1, "An", 5], [2, "Bình", 6], [3, "Cát", 7], [None, "Tổng", "=C3+C4+C5"]]
    own = book(Biểu=[["STT", "Đơn vị", "Số hộ"], [1, 2, 3], *rows])
    after = own.after(units_inserted(own.case, "Cát", names=["Mới"]))
    assert after.column("Biểu", 3, 6, 7) == [None, "=C3+C4+C5+C6"]


def test_only_the_units_of_one_group_are_numbered_anew(book) -> None:
    rows = [
        ["I", "Khối xã", "=SUM(C4:C5)"],
        [1, "An", 5],
        [2, "Bình", 6],
        ["II", "Khối phường", "=SUM(C7:C8)"],
        [1, "Cát", 7],
        [2, "Dương", 8],
        [None, "Tổng", "=C3+C6"],
    ]
    own = book(Biểu=[["STT", "Đơn vị", "Số hộ"], [1, 2, 3], *rows])
    after = own.after(units_inserted(own.case, "Bình", names=["Mới"]))
    assert after.column("Biểu", 1, 3, 9) == ["I", 1, 2, 3, "II", 1, 2]
    assert after.column("Biểu", 3, 3, 10) == ["=SUM(C4:C6)", 5, 6, None, "=SUM(C8:C9)", 7, 8, "=C3+C7"]


def test_a_formula_that_reads_another_list_is_left_out_and_said(book) -> None:
    listed = [[f"=Nguồn!A{row}"][0] for row in (7, 5, 6)]
    rows = [[at + 1, name, listed[at]] for at, name in enumerate(("An", "Bình", "Cát"))]
    own = book(Biểu=[["STT", "Đơn vị", "Số hộ"], [1, 2, 3], *rows], Nguồn=[[each] for each in range(1, 9)])
    change = units_inserted(own.case, "An", names=["Mới"])
    assert [note.en for note in change.notes] == [
        "Biểu!C4: left empty, as the formula in Biểu!C3 reads rows of what is not linked unit by unit; fill it in"
    ]
    assert own.after(change).row("Biểu", 4, 3) == [2, "Mới", None]


def test_a_second_table_that_sums_the_units_row_sums_the_new_ones(book) -> None:
    first = [[at + 1, name, 5, 6, 7] for at, name in enumerate(UNITS)]
    second = [[at + 1, name, f"=SUM(Quý!C{3 + at}:E{3 + at})"] for at, name in enumerate(UNITS)]
    own = book(
        Quý=[["STT", "Đơn vị", "T1", "T2", "T3"], [1, 2, 3, 4, 5], *first],
        Năm=[["STT", "Đơn vị", "Cả quý"], [1, 2, 3], *second],
    )
    after = own.after(units_inserted(own.case, "Bình Minh", names=["Mới"]))
    assert after.row("Năm", 5, 3) == [3, "Mới", "=SUM(Quý!C5:E5)"]
    assert after.column("Năm", 3, 3, 7) == [f"=SUM(Quý!C{row}:E{row})" for row in range(3, 8)]


def test_cells_elsewhere_that_read_the_units_row_are_said(book) -> None:
    own = book(Biểu=typed(), Tóm_tắt=[["Tên", "Còn"], ["=Biểu!B4", "=Biểu!E4"], ["=Biểu!B5", "=SUM(Biểu!E3:E6)"]])
    assert [note.en for note in units_inserted(own.case, "Bình Minh", names=["Mới"]).notes] == [
        "Tóm tắt!A2, Tóm tắt!B2: read the row of “Bình Minh” by itself and are in no linked table, so the new unit is "
        "not there yet"
    ]


def test_a_name_in_two_tables_that_are_not_linked_is_refused_unless_the_sheet_is_said(book) -> None:
    own = book(Tháng_1=typed(), Tháng_2=typed())
    assert refusal(own.case, "Cửa Lân") == (
        "Cửa Lân: this name stands in tables that are not linked: Tháng 1!5, Tháng 2!5; choose the worksheet, or "
        "give a row's number"
    )
    change = units_inserted(own.case, "Cửa Lân", names=["Mới"], sheet="tháng 2")
    assert {edit.sheet for edit in change.lines} == {"Tháng 2"}


@pytest.mark.parametrize(
    ("after", "options", "told"),
    [
        ("Dong Xoai", {}, "Dong Xoai: no table has a unit of this name; do you mean: “Đồng Xoài” (other accents)?"),
        ("Tổng cộng", {}, "this is a total row at Giai đoạn 1!20"),
        ("Đồng Xoài", {"names": ["A"], "count": 2}, "1 names are given for 2 units"),
        ("Đồng Xoài", {"names": ["Lộc  ninh"]}, "Lộc  ninh: this unit is there already, at Giai đoạn 1!13"),
        ("Đồng Xoài", {"names": ["Mới", "mới"]}, "mới: two new units would have this name"),
        ("Đồng Xoài", {"sheet": "Giai đoạn 3"}, "the book has no such worksheet; do you mean “Giai đoạn 2”?"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(campaign, after, options, told) -> None:
    assert told in refusal(campaign.case, after, **options)


def beside(name: str):
    left = [["STT", "Đơn vị", "Số hộ", None, None, "STT", "Đơn vị", "Số người"], [1, 2, 3, None, None, 1, 2, 3]]
    return [*left, *([at, f"Xã {at}", 5, None, None, at, f"{name} {at}", 9] for at in range(1, 5))]


def test_rows_are_not_put_through_a_table_of_other_units_beside(book) -> None:
    own = book(Biểu=beside("Tổ"))
    told = refusal(own.case, "Xã 2", names=["Mới"])
    assert told.startswith("Xã 2: row 5 of sheet “Biểu” goes through the table F1:H6, too, where the unit is")


def test_tables_side_by_side_of_the_same_units_get_one_row(book) -> None:
    own = book(Biểu=beside("Xã"))
    change = units_inserted(own.case, "Xã 2", names=["Mới"])
    assert change.lines == (InsertRows("Biểu", 5, 1, 4, fill=True, stretch=True),)
    assert own.after(change).row("Biểu", 5, 8) == [3, "Mới", None, None, None, 3, "Mới", None]


def test_the_row_is_merged_as_the_one_it_is_like(book) -> None:
    made = book(Biểu=typed())
    opened = openpyxl.load_workbook(io.BytesIO(made.data()))
    opened["Biểu"].merge_cells("F4:G4")
    opened["Biểu"].row_dimensions[4].height = 31
    content = io.BytesIO()
    opened.save(content)
    own = type(made)(Case.open(content.getvalue()))
    after = own.after(units_inserted(own.case, "Bình Minh", names=["Mới"]))
    sheet = openpyxl.load_workbook(io.BytesIO(after.data()))["Biểu"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"F4:G4", "F5:G5"}
    assert sheet.row_dimensions[5].height == 31


@pytest.mark.parametrize("after", ["Ấp 2", "Ấp 3"])
def test_totals_and_ranks_of_a_spec_are_those_of_all_units(after: str) -> None:
    """The office typed what the spec calculates: the new row has the formulas, over the rows there are then."""
    columns = [
        {"number": "1", "role": "unit", "heading": "Thôn"},
        {"number": "2", "heading": "Số hộ"},
        {"number": "3", "heading": "Tỷ trọng", "formula": "{2} / total({2})"},
        {"number": "4", "heading": "Xếp hạng", "formula": "rank({2})"},
    ]
    table = {"key": "quota", "sheet": "Biểu", "columns": columns}
    spec = Spec.model_validate(
        {"spec_version": 2, "key": "made_up", "title": ["Kế hoạch"], "document": DOCUMENT, "tables": [table]}
    )
    workbook = openpyxl.Workbook()
    workbook.active.title = "Biểu"
    for row in (
        ["Thôn", "Số hộ", "Tỷ trọng", "Xếp hạng"],
        [1, 2, 3, 4],
        ["Ấp 1", 10, 0.25, 2],
        ["Ấp 2", 25, 0.625, 1],
        ["Ấp 3", 5, 0.125, 3],
    ):
        workbook.active.append(row)
    content = io.BytesIO()
    workbook.save(content)
    own = OfficeBook(Case.open(content.getvalue(), file="so.xlsx", spec=spec))
    new = 5 if after == "Ấp 2" else 6
    row = own.after(units_inserted(own.case, after, names=["Mới"])).row("Biểu", new, 4)
    total = "SUM($B$3:$B$6)"
    share, rank = f'=IF({total}=0,"",B{new}/{total})', f"RANK(B{new},$B$3:$B$6)"
    assert row[:3] == ["Mới", None, share]
    assert rank in str(row[3]) and str(row[3]).startswith("=IF(")
