"""What is no numbered table: lists, parameters, schedules, calendars, matrices. All figures are made up."""

from collections.abc import Callable

import pytest

from xl_addin.table.finding.find import find_tables
from xl_addin.workbook.model.book import Column, Sheet

Draw = Callable[..., Sheet]

NO_TABLES = {
    "parameters": """
        Tham số      | Giá trị | Ghi chú
        Chỉ tiêu     | 500000  | toàn tỉnh
        Ngày bắt đầu | 45097   |
        Tỷ lệ        | 0.8     |
        """,
    "a plain list": """
        STT | Địa bàn | Giao | Đạt
        1   | Xã A    | 10   | 4
        2   | Xã B    | 20   | 5
        3   | Xã C    | 30   | 6
        """,
    "a list whose first figures count up": """
        STT | Địa bàn | Tổ | Thôn | Ấp
        1   | Xã A    | 2  | 3    | 4
        2   | Xã B    | 3  | 4    | 5
        """,
    "a list whose figures begin at one": """
        STT | Địa bàn | Tổ | Thôn | Ấp
        7   | Xã A    | 1  | 2    | 3
        8   | Xã B    | 1  | 2    | 3
        """,
    "figures that count up without any name": """
        a | b | c | d
        1 | 2 | 3 | 4
        2 | 3 | 5 | 7
        4 | 4 | 6 | 9
        """,
    "a schedule with dates": """
        Ngày  | Thứ     | Thôn
        45000 | Hai     | Thôn 1
        45001 | Ba      | Thôn 2
        45002 | Tư      | Thôn 3
        """,
    "a timesheet": """
        STT | Họ tên | Ngày trong tháng | < | < | < | < | < | < | Cộng
        ^   | ^      | 1 | 2 | 3 | 4 | 5 | 6 | 7 | ^
        1   | Ông A  | x | x |   | x | x |   | x | 5
        2   | Bà B   | x | x | x | x | x |   | x | 6
        """,
    "a timesheet with weekdays": """
        STT | Họ tên | T2 | T3 | T4 | T5 | T6 | T7 | CN | T2 | T3 | T4 | T5 | T6 | T7 | CN
        ^   | ^      | 1  | 2  | 3  | 4  | 5  | 6  | 7  | 8  | 9  | 10 | 11 | 12 | 13 | 14
        1   | Ông A  | x  | x  |    | x  | x  |    | x  | x  | x  |    | x  | x  |    | x
        """,
    "months over a plan": """
        Nội dung | Tháng | < | < | < | <
        ^        | 1     | 2 | 3 | 4 | 5
        Thu      | 10    | 9 | 8 | 9 | 7
        Chi      | 9     | 9 | 8 | 7 | 7
        """,
    "a calendar": """
        Tháng 6 | < | < | < | < | < | <
        T2 | T3 | T4 | T5 | T6 | T7 | CN
        1  | 2  | 3  | 4  | 5  | 6  | 7
        8  | 9  | 10 | 11 | 12 | 13 | 14
        15 | 16 | 17 | 18 | 19 | 20 | 21
        """,
    "a calendar beside the weeks' names": """
        Tuần   | T2 | T3 | T4 | T5 | T6 | T7 | CN
               | 1  | 2  | 3  | 4  | 5  | 6  | 7
        Tuần 2 | 8  | 9  | 10 | 11 | 12 | 13 | 14
        """,
    "numbers without headings": """
        1 | 2    | 3  | 4=2-3
        1 | Xã A | 10 | 4
        """,
    "letters of answers": """
        Câu | Phương án một | Phương án hai | Phương án ba
            | A             | B             | C
        1   | đúng          | sai           | sai
        """,
    "row-wise formulas": """
        Chỉ tiêu                       | Mã số | Số tiền
        Doanh thu (1)                  | 1     | 100
        Giảm trừ (2)                   | 2     | 10
        Doanh thu tính thuế (3)=(1)-(2) | 3    | 90
        """,
    "an apportionment trace": """
        Cột 4: phân bổ 500000 theo cột 3 | < | < | <
        Đơn vị | Phần chính xác | Phần nguyên | Phần dư | Cộng thêm
        Xã A   | 12.5           | 12          | 0.5     | 1
        Xã B   | 7.5            | 7           | 0.5     | 0
        """,
    "a multiplication table": """
        x | 1 | 2 | 3 | 4
        1 | 1 | 2 | 3 | 4
        2 | 2 | 4 | 6 | 8
        """,
    "two numbered columns": """
        Xã   | Số hộ
        1    | 2
        Xã A | 10
        """,
    "names under numbers but no rows": """
        Xã | Giao | Đạt
        1  | 2    | 3
        """,
}


@pytest.mark.parametrize("picture", NO_TABLES.values(), ids=NO_TABLES)
def test_no_table(draw: Draw, picture: str) -> None:
    assert find_tables(draw(picture)) == ()


def test_an_empty_sheet_has_no_table() -> None:
    assert find_tables(Sheet("Trang")) == ()


def test_a_row_number_column_is_no_row_of_numbers() -> None:
    column = Column({row: row for row in range(1, 200)})
    assert find_tables(Sheet("Trang", {1: column, 2: Column(dict.fromkeys(range(1, 200), "Xã"))})) == ()


@pytest.mark.parametrize("figure", ["count", "text", "error"])
def test_a_large_sheet_without_a_table(figure: str) -> None:
    def value(row: int, column: int) -> int | str:
        return {"count": column, "text": f"{row} {column}", "error": f"{column}=1+"}[figure]

    columns = {column: Column({row: value(row, column) for row in range(1, 2001)}) for column in range(1, 21)}
    assert find_tables(Sheet("Trang", columns)) == ()
