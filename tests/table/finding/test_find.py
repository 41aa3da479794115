"""Where tables are found: the forms offices make. All figures here are made up."""

from collections.abc import Callable

import pytest

from xl_addin.notation import ColumnRef, Constant
from xl_addin.table.finding.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Sheet

Draw = Callable[..., Sheet]


def the_table(sheet: Sheet) -> NumberedTable:
    tables = find_tables(sheet)
    assert len(tables) == 1
    return tables[0]


def roles(table: NumberedTable) -> list[str]:
    return [column.role for column in table.columns]


QUOTAS = """
UBND HUYỆN X | <                  | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | <          | <     | <
Số: 12/KH    | <                  | Độc lập - Tự do - Hạnh phúc        | <          | <     | <
BẢNG PHÂN BỔ CHỈ TIÊU | <         | <                                  | <          | <     | <
(Kèm theo Kế hoạch) | <           | <                                  | <          | <     | <
             |                    |                                    |            | ĐVT: tài khoản | <
STT          | Địa bàn            | Số công dân                        | Chỉ tiêu   | Kết quả | <
^            | ^                  | ^                                  | ^          | Đã làm  | Còn lại
1            | 2                  | 3                                  | 4          | 5       | 6=4-5
1            | Xã A               | 100                                | 50         | 20      | =D9-E9 -> 30
2            | Xã B               | 200                                | 100        | 30      | =D10-E10 -> 70
3            | Xã C               | 300                                | 150        | 40      | =D11-E11 -> 110
             | Tổng cộng          | 600                                | 300        | 90      | =SUM(F9:F11) -> 210
             | Kiểm tra: cột 4, phải bằng 0 | | 0                      |            |
Ghi chú: số liệu đến ngày 18/6/2023 | | | | |
             |                    |                                    | TM. ỦY BAN NHÂN DÂN | |
             |                    |                                    | CHỦ TỊCH   | |
"""


def test_a_plan_with_letterhead_merged_headers_check_row_and_signature(draw: Draw) -> None:
    table = the_table(draw(QUOTAS))
    assert (table.header_rows, table.number_row) == ((6, 7), 8)
    assert (table.body_rows, table.total_row, table.subtotal_rows) == ((9, 10, 11), 12, ())
    assert table.labels == ("1", "2", "3", "4", "5", "6")
    assert roles(table) == ["index", "unit", "number", "number", "number", "number"]
    assert [column.heading for column in table.columns] == [
        "STT", "Địa bàn", "Số công dân", "Chỉ tiêu", "Kết quả Đã làm", "Kết quả Còn lại",
    ]  # fmt: skip
    assert table.title == "BẢNG PHÂN BỔ CHỈ TIÊU (Kèm theo Kế hoạch)"
    assert table.unit_line == "ĐVT: tài khoản"
    notation = table.column("6").notation
    assert notation is not None and notation.text == "6=4-5"
    assert table.column("6").number_text == "6=4-5"
    assert str(table.area) == "A6:F12"


@pytest.mark.parametrize(
    ("numbers", "labels", "stated"),
    [
        ("1 | 2 | 3 | 4", "1 2 3 4", []),
        ("(1) | (2) | (3) | (4)", "1 2 3 4", []),
        ("-1 | -2 | -3 | -4", "1 2 3 4", []),
        ("1 | 2 | 3 | 4=3/2", "1 2 3 4", ["4"]),
        ("(1) | (2) | (3) | (4)=(2)+(3)", "1 2 3 4", ["4"]),
        ("A | B | 1 | 2=1*100", "A B 1 2", ["2"]),
        ("A | B | 1 | 2", "A B 1 2", []),
        ("A | 1=2+3 | 2 | 3", "A 1 2 3", ["1"]),
        ("I | II | III | IV=II+III", "I II III IV", ["IV"]),
        ("1 | 2 | 3 | 3.1", "1 2 3 3.1", []),
        ("1 | 2 | 3a | 3b", "1 2 3a 3b", []),
        ("7 | 8 | 9 | 10=8+9", "7 8 9 10", ["10"]),
        ("1 | 2 | Cột 3 = Cột 4 | 4", "1 2 3 4", ["3"]),
        ("'1 | '2 | '3 | '4", "1 2 3 4", []),
    ],
)  # fmt: skip
def test_the_ways_offices_number_columns(draw: Draw, numbers: str, labels: str, stated: list[str]) -> None:
    table = the_table(
        draw(f"""
        TT | Đơn vị | Giao | Đạt
        {numbers}
        1  | Xã A   | 10   | 12
        2  | Xã B   | 20   | 18
        """)
    )
    assert table.labels == tuple(labels.split())
    assert [column.label for column in table.columns if column.notation] == stated
    assert table.body_rows == (3, 4)


def test_two_readings_stay_with_the_notation(draw: Draw) -> None:
    table = the_table(
        draw("""
        Xã | Giao | Tổ | Mỗi tổ một ngày
        1  | 2    | 3  | 4=(2/3)/25
        A  | 100  | 4  | 1
        B  | 200  | 4  | 2
        """)
    )
    notation = table.column("4").notation
    assert notation is not None
    (reading,) = notation.readings(table.labels)
    assert {ColumnRef("2"), ColumnRef("3")} < set(_nodes(reading))
    assert Constant(25) in set(_nodes(reading))


def _nodes(expression: object) -> list[object]:
    from xl_addin.notation import walk

    return list(walk(expression))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["4=2+", "4=(2+3", "bốn bằng hai cộng ba", "4=2 3"])
def test_a_notation_that_cannot_be_read_keeps_the_table(draw: Draw, text: str) -> None:
    table = the_table(
        draw(f"""
        TT | Đơn vị | Giao | Đạt    | Tỷ lệ
        1  | 2      | 3    | {text} | 5=4/3
        1  | Xã A   | 10   | 12     | 1.2
        2  | Xã B   | 20   | 18     | 0.9
        """)
    )
    column = table.column("4")
    assert column.notation is None
    assert column.unreadable is not None and column.unreadable.vi
    assert column.number_text == text
    assert [other.label for other in table.columns if other.unreadable] == ["4"]


def test_columns_without_a_number_left_and_right(draw: Draw) -> None:
    table = the_table(
        draw("""
        Mã | STT | Địa bàn   | Giao | Đạt | Còn lại | Ghi chú
           |     |           | 1    | 2   | 3=1-2   |
        X1 | 1   | Xã A      | 10   | 4   | 6       | đã báo cáo
        X2 | 2   | Xã B      | 20   | 5   | 15      |
           | Tổng cộng | <   | 30   | 9   | 21      |
        """)
    )
    assert table.labels == ("", "", "1", "2", "3")
    assert roles(table) == ["index", "unit", "number", "number", "number"]
    assert table.unit_column is not None and table.unit_column.position == 3
    assert (table.body_rows, table.total_row) == ((3, 4), 5)


def test_numbers_over_merged_columns_leave_gaps(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | < | Giao | Đạt | < | Còn lại
        1  | 2      | < | 3    | 4   | < | 5=3-4
        1  | Xã A   | < | 10   | 4   | < | 6
        2  | Xã B   | < | 20   | 5   | < | 15
        """)
    )
    assert [column.position for column in table.columns] == [1, 2, 4, 5, 7]


def test_a_description_row_is_no_unit(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | Giao  | Đạt   | Tỷ lệ
        1  | 2      | 3     | 4     | 5=4/3*100
           |        | người | người | phần trăm
        1  | Xã A   | 10    | 4     | 40
        2  | Xã B   | 20    | 5     | 25
        """)
    )
    assert table.body_rows == (4, 5)
    assert roles(table)[2:] == ["number", "number", "number"]


@pytest.mark.parametrize(
    "label",
    ["Tổng", "Tổng cộng", "Cộng", "TỔNG SỐ", "TỔNG CỘNG:", "Total", "Toàn tỉnh", "Tổng cộng (I+II)", "Cả xã",
     "Toàn huyện X", "To\u0302\u0309ng co\u0323\u0302ng", "T.Cộng"],
)  # fmt: skip
def test_the_total_row_by_its_label(draw: Draw, label: str) -> None:
    table = the_table(
        draw(f"""
        TT | Đơn vị  | Giao | Đạt
        1  | 2       | 3    | 4
        1  | Xã A    | 10   | 4
        2  | Xã B    | 20   | 5
           | {label} | 31   | 8
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 4), 5)


@pytest.mark.parametrize("label", ["Cộng A", "Cộng mục A", "Cộng nhóm I", "Cộng (A)", "Cộng 1", "CỘNG B:"])
def test_a_wrong_subtotal_is_known_by_its_label(draw: Draw, label: str) -> None:
    table = the_table(
        draw(f"""
        TT | Đơn vị         | Giao | Đạt | Còn
        1  | 2              | 3    | 4   | 5=3-4
        1  | Xã A           | 10   | 4   | 6
        2  | Xã B           | 20   | 5   | 15
           | {label}        | 31   | 9   | 22
        3  | Xã C           | 5    | 1   | 4
        4  | Xã D           | 6    | 1   | 5
           | Cộng phần B    | 11   | 2   | 9
           | Tổng cộng      | 41   | 11  | 30
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 4, 6, 7), 9)
    assert table.subtotal_rows == ((5, (3, 4)), (8, (6, 7)))


@pytest.mark.parametrize("name", ["Tổng công ty Điện lực", "Xã Cộng Hòa", "Cộng Hòa", "Toàn Thắng", "Tổng cục Thuế"])
def test_a_unit_whose_name_sounds_like_a_total(draw: Draw, name: str) -> None:
    table = the_table(
        draw(f"""
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | {name} | 20   | 5
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 4), None)


def test_a_total_right_under_the_number_row(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị    | Giao | Đạt
        A  | B         | 1    | 2
           | TỔNG SỐ   | 30   | 9
        1  | Xã A      | 10   | 4
        2  | Xã B      | 20   | 5
        """)
    )
    assert (table.body_rows, table.total_row) == ((4, 5), 3)


@pytest.mark.parametrize("name", ["Huyện X", ""])
def test_a_total_by_its_place_and_its_sums(draw: Draw, name: str) -> None:
    table = the_table(
        draw(f"""
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | Xã B   | 20   | 5
           | {name} | 30   | 9
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 4), 5)


def test_a_last_row_without_a_number_that_sums_nothing_is_a_unit(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | Xã B   | 20   | 5
           | Xã C   | 25   | 3
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 4, 5), None)


def test_groups_with_subtotals(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị      | Giao | Đạt
        1  | 2           | 3    | 4
        I  | Các phường  | 30   | 9
        1  | Phường A    | 10   | 4
        2  | Phường B    | 20   | 5
        II | Các xã      | 7    | 3
        1  | Xã C        | 4    | 1
        2  | Xã D        | 3    | 2
           | Tổng (I+II) | 37   | 12
        """)
    )
    assert table.body_rows == (4, 5, 7, 8)
    assert table.subtotal_rows == ((3, (4, 5)), (6, (7, 8)))
    assert table.total_row == 9


def test_groups_inside_groups_sum_the_units_below_them(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị   | Giao | Đạt
        A  | B        | 1    | 2
           | Tổng số  | 37   | 12
        A  | Huyện X  | 37   | 12
        I  | Phường   | 30   | 9
        1  | Tổ 1     | 10   | 4
        2  | Tổ 2     | 20   | 5
        II | Xã       | 7    | 3
        1  | Thôn 1   | 7    | 3
        """)
    )
    assert table.body_rows == (6, 7, 9)
    assert table.subtotal_rows == ((4, (6, 7, 9)), (5, (6, 7)), (8, (9,)))


def test_lettered_children_that_add_up_make_a_subtotal_and_others_are_parts(draw: Draw) -> None:
    picture = """
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        a) | Thôn 1 | {a}  | 1
        b) | Thôn 2 | 4    | 3
        2  | Xã B   | 20   | 5
           | Cộng   | 30   | 9
        """
    adds_up = the_table(draw(picture.format(a=6)))
    assert (adds_up.body_rows, adds_up.subtotal_rows) == ((4, 5, 6), ((3, (4, 5)),))
    of_which = the_table(draw(picture.format(a=1).replace("4    | 3", "2    | 2")))
    assert (of_which.body_rows, of_which.subtotal_rows) == ((3, 6), ())


def test_a_group_heading_without_figures_and_its_sum_below(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị    | Giao | Đạt
        1  | 2         | 3    | 4
        I  | Phường    |      |
        1  | Phường A  | 10   | 4
        2  | Phường B  | 20   | 5
           | Cộng      | 30   | 9
        II | Xã        |      |
        3  | Xã C      | 4    | 1
        4  | Xã D      | 3    | 2
           | Cộng      | 7    | 3
           | Tổng cộng | 37   | 12
        """)
    )
    assert table.body_rows == (4, 5, 8, 9)
    assert table.subtotal_rows == ((6, (4, 5)), (10, (8, 9)))
    assert table.total_row == 11


def test_of_which_and_ratio_rows_are_no_units(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị       | Giao | Đạt
        1  | 2            | 3    | 4
        1  | Xã A         | 10   | 4
           | Trong đó: nữ | 3    | 2
        2  | Xã B         | 20   | 5
           | Tổng cộng    | 30   | 9
           | Tỷ lệ (%)    | 100  | 30
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 5), 6)


def test_blank_rows_inside_the_body(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        '  |        |      |
        2  | Xã B   | 20   | 5
        '  |        |      |
        '  |        |      |
           | Cộng   | 30   | 9
        '  |        |      |
           | Xã Z   | 77   | 77
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 5), 8)


def test_an_empty_form(draw: Draw) -> None:
    table = the_table(
        draw("""
        STT | Tên xã    | Giao | Đạt | Còn lại
        1   | 2         | 3    | 4   | 5=3-4
        1   | Xã A      |      |     |
        2   | Xã B      |      |     |
            | Tổng cộng |      |     |
        '   |           |      |     |
            | NGƯỜI LẬP BIỂU |  |    | CHỦ TỊCH
        """)
    )
    assert (table.body_rows, table.total_row) == ((3, 4), 5)
    assert roles(table) == ["index", "unit", "number", "number", "number"]


def test_formulas_that_show_nothing_fill_a_row(draw: Draw) -> None:
    table = the_table(
        draw("""
        Xã   | Giao | Đạt | Mỗi ngày
        1    | 2    | 3   | 4=2/3
        Xã A |      |     | =IF(C3=0,"",B3/C3) ->
        Xã B |      |     | =IF(C4=0,"",B4/C4) ->
        """)
    )
    assert table.body_rows == (3, 4)


def test_two_tables_below_each_other(draw: Draw) -> None:
    first, second = find_tables(
        draw("""
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | Xã B   | 20   | 5
           | Cộng   | 30   | 9
        Biểu 2. Kết quả tháng 6 | < | < | <
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4=3*2
        1  | Xã C   | 10   | 20
        """)
    )
    assert (first.body_rows, first.total_row) == ((3, 4), 5)
    assert (second.header_rows, second.body_rows, second.title) == ((7,), (9,), "Biểu 2. Kết quả tháng 6")


PAGES = """
STT | Đơn vị    | Chỉ tiêu | Đã làm | Còn lại
1   | 2         | 3        | 4      | 5=3-4
1   | Xã A      | 100      | 40     | 60
2   | Xã B      | 200      | 50     | 150
STT | Đơn vị    | Chỉ tiêu | Đã làm | Còn lại
1   | 2         | 3        | 4      | 5=3-4
3   | Xã C      | 300      | 60     | 240
    | Tổng cộng | 600      | 150    | 450
"""


def test_a_header_repeated_on_the_next_page_goes_on_with_its_table(draw: Draw) -> None:
    table = the_table(draw(PAGES))
    assert (table.number_row, table.body_rows, table.total_row) == (2, (3, 4, 7), 8)


@pytest.mark.parametrize(
    ("of_one", "of_two"),
    [
        ("3   | Xã C ", "1   | Xã C "),
        ("2   | Xã B ", "    | Tổng "),
    ],
)
def test_a_table_that_begins_anew_is_one_of_its_own(draw: Draw, of_one: str, of_two: str) -> None:
    assert of_one in PAGES
    tables = find_tables(draw(PAGES.replace(of_one, of_two)))
    assert [table.number_row for table in tables] == [2, 6]


def test_another_heading_makes_another_table(draw: Draw) -> None:
    first, second = PAGES.split("2   | Xã B      | 200      | 50     | 150")
    tables = find_tables(draw(f"{first}2 | Xã B | 200 | 50 | 150{second.replace('Đã làm', 'Quý II')}"))
    assert [table.number_row for table in tables] == [2, 6]


def test_the_column_of_items_names_the_rows_not_that_of_measures(draw: Draw) -> None:
    table = the_table(
        draw("""
        No | Item   | Unit | Qty | Unit price | Amount
        A  | B      | C    | 1   | 2          | 3=1*2
        1  | Laptop | pcs  | 3   | 1000       | 3000
        2  | Desk   | pcs  | 5   | 200        | 1000
           | Total  |      |     |            | 4000
        """)
    )
    assert [column.heading for column in table.columns if column.role == "unit"] == ["Item"]


def test_two_tables_beside_each_other(draw: Draw) -> None:
    left, right = find_tables(
        draw("""
        TT | Đơn vị | Giao | Đạt | | TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4   | | 1  | 2      | 3    | 4=3
        1  | Xã A   | 10   | 4   | | 1  | Xã C   | 7    | 7
        2  | Xã B   | 20   | 5   | |    |        |      |
        """)
    )
    assert (left.body_rows, str(left.area)) == ((3, 4), "A1:D4")
    assert (right.body_rows, str(right.area)) == ((3,), "F1:I3")


def test_an_unnumbered_list_below_ends_the_table(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | Xã B   | 20   | 5
        '  |        |      |
        TT | Đơn vị | Điện thoại | Địa chỉ
        1  | Xã C   | 99   | 98
        """)
    )
    assert table.body_rows == (3, 4)


def test_the_unit_column_is_the_one_with_most_names(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Huyện | Xã    | Giao | Người phụ trách
        1  | 2     | 3     | 4    | 5
        1  | H     | Xã A  | 10   | cán bộ a
        2  | H     | Xã B  | 20   | cán bộ b
        3  | K     | Xã C  | 20   | cán bộ c
        """)
    )
    assert roles(table) == ["index", "text", "unit", "number", "text"]


def test_codes_dates_and_remarks_are_no_figures(draw: Draw) -> None:
    sheet = draw("""
        TT | Mã xã | Đơn vị | Giao | Ngày báo cáo | Ghi chú
        1  | 2     | 3      | 4    | 5            | 6
        1  | 25441 | Xã A   | 10   | 45000        |
        2  | 25442 | Xã B   | 20   | 45001        | trễ
        """)
    assert roles(the_table(sheet)) == ["index", "text", "unit", "number", "text", "text"]


def test_numbers_typed_as_text_are_still_figures(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | Giao    | Đạt
        1  | 2      | 3       | 4
        1  | Xã A   | '48.692 | 4
        2  | Xã B   | '1 200  | -
        """)
    )
    assert roles(table) == ["index", "unit", "number", "number"]


def test_a_letterhead_of_one_block_right_above_the_header(draw: Draw) -> None:
    table = the_table(
        draw("""
        UBND XÃ X | < | < |
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | Xã B   | 20   | 5
        """)
    )
    assert table.header_rows == (2,)


def test_headers_of_three_rows_with_quarters_as_numbers(draw: Draw) -> None:
    table = the_table(
        draw("""
        TT | Đơn vị | Tổng số | Trong đó | < | <
        ^  | ^      | ^       | Quý      | < | <
        ^  | ^      | ^       | 1        | 2 | 3
        1  | 2      | 3=4+5+6 | 4        | 5 | 6
        1  | Xã A   | 6       | 1        | 2 | 3
        2  | Xã B   | 9       | 4        | 3 | 2
        """)
    )
    assert (table.header_rows, table.number_row, table.body_rows) == ((1, 2, 3), 4, (5, 6))
    assert table.column("5").heading == "Trong đó Quý 2"


@pytest.mark.parametrize("text", ["'" + "9" * 5000, "²", "①"])
def test_digits_that_are_no_number_do_no_harm(draw: Draw, text: str) -> None:
    assert len(find_tables(draw(QUOTAS.replace("Xã A", text).replace("Chỉ tiêu", text, 1)))) == 1
    assert len(find_tables(draw(QUOTAS.replace("Đã làm", text).replace("Còn lại", text)))) == 1


def test_the_count_of_rows_goes_on_below_more_blank_rows(draw: Draw) -> None:
    """An office leaves room for later units: what stands below it is no less its own, and the total sums it."""
    filled = """
        TT | Đơn vị | Giao | Đạt
        1  | 2      | 3    | 4
        1  | Xã A   | 10   | 4
        2  | Xã B   | 20   | 5
        '  |        |      |
        '  |        |      |
        '  |        |      |
        '  |        |      |
        3  | Xã C   | 30   | 6
        '  |        |      |
        '  |        |      |
        '  |        |      |
           | Cộng   | 60   | 15
        '  |        |      |
        '  |        |      |
        '  |        |      |
        4  | Xã D   | 77   | 77
        """
    table = the_table(draw(filled))
    assert (table.body_rows, table.total_row) == ((3, 4, 9), 13)
    another = the_table(draw(filled.replace("3  | Xã C", "1  | Xã C").replace("| Cộng   |", "| Xã E   |")))
    assert (another.body_rows, another.total_row) == ((3, 4), None)


@pytest.mark.parametrize(
    ("first", "role"),
    [
        (("22.3", "24.5", "25.1"), "number"),
        (("22.3", "22.4", "30.7", "31.2"), "number"),
        (("1.1", "1.2", "2.1"), "index"),
        (("1", "1.1", "1.2", "2"), "index"),
        (("1", "2", "3"), "index"),
    ],
)
def test_rising_decimals_are_figures_and_no_count_of_rows(draw: Draw, first: tuple[str, ...], role: str) -> None:
    rows = "\n".join(f"        {text} | Trạm {name} | 10" for text, name in zip(first, "ABCDE", strict=False))
    table = the_table(
        draw(f"""
        Mực nước | Trạm đo | Giao
        1        | 2       | 3
{rows}
        """)
    )
    assert table.columns[0].role == role
