"""What the examples leave out: blanks, words, errors, limits. Every figure is invented."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.functions.example import down
from xl_addin.functions.registry import UserFunction, user_functions
from xl_addin.workbook.model.book import CellError

FUNCTIONS = {function.name: function for function in user_functions()}
VALUE, NUM, NA, DIV0 = (CellError(code) for code in ("#VALUE!", "#NUM!", "#N/A", "#DIV/0!"))


def call(name: str, *given: Any) -> Any:
    return FUNCTIONS[name].call(*given)


@pytest.mark.parametrize(
    ("given", "result"),
    [
        ((100, down(1, None, 3)), down(25, 0, 75)),
        ((100, down(1, "3", 0)), down(25, 75, 0)),
        ((100, down(1, 3), "2"), 75),
        ((100, down(1, 3), 3), NUM),
        ((100, down(1, 3), -1), NUM),
        ((100, down(0, None)), DIV0),
        ((100, down(1, -3)), NUM),
        ((0.5, down(1, 3)), NUM),
        ((-5, down(1, 3)), NUM),
        ((100, down(1, "ba")), VALUE),
        ((100, down(1, DIV0)), DIV0),
        ((DIV0, down(1, 2)), DIV0),
        ((100, down(1, 3), None, "phần dư lớn nhất"), down(25, 75)),
        ((100, down(1, 3), None, "Sainte-Laguë"), down(25, 75)),
        ((100, down(1, 3), None, "theo ý tôi"), VALUE),
        ((100, down(1, 3), None, None, 60), NUM),
        ((100, down(1, 3), None, None, None, 40), NUM),
        ((100, down(1, 3), None, None, None, down(40, 50, 60)), VALUE),
        ((100, down(1, 3), down(1, 2)), down(25, 75)),
        ((100,), VALUE),
        ((100, down(1, 3), 1, 1, 1, 1, 1), VALUE),
    ],
)
def test_phan_bo(given: tuple[Any, ...], result: object) -> None:
    assert call("CT_PHANBO", *given) == result


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), min_size=1, max_size=12).filter(any))
def test_the_filled_down_form_is_the_array(quota: int, weights: list[int]) -> None:
    parts = call("CT_PHANBO", quota, down(*weights))
    assert [row[0] for row in parts] == [
        call("CT_PHANBO", quota, down(*weights), k) for k in range(1, len(weights) + 1)
    ]
    assert sum(row[0] for row in parts) == quota


NUMBERS = (("1", "2", "3=1-2", "4=(2/1)*100"),)


@pytest.mark.parametrize(
    ("given", "result"),
    [
        (("3=1-2", ((5, None, None),)), 5),
        (("3=1-2", ((5, "hai", None),)), VALUE),
        (("3=1-2", ((5, DIV0, None),)), DIV0),
        (("3=2/1", ((0, 5, None),)), DIV0),
        (("3=2/1", ((0, 5, None), (4, 1, None))), ((DIV0,), (0.25,))),
        (("9=7-8", ((5, 3, None),)), NA),
        (("3=1-", ((5, 3, None),)), VALUE),
        (("3=2/100", ((5, 3, None),), ((1, 2, 3),)), 0.03),
        (("3=2/4", ((5, 3, 0, 8),)), VALUE),
        (("3=1-2", ((5, 3, None),), ((1, 2),)), VALUE),
        (((NUMBERS[0][2:],), ((5, 4, None, None),), NUMBERS), ((1, 80),)),
        ((7, ((1, 2, 3, 4, 5, 6, 70),)), 70),
    ],
)
def test_tinh_cot(given: tuple[Any, ...], result: object) -> None:
    assert call("CT_TINHCOT", *given) == result


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("3=1-2", ((None, None, None),)), ""),
        (("3=1-2", ((0.3, 0.1, 0.2),)), ""),
        (("3=1-2", ((0.3, 0.1, 0.19999999999999998),)), ""),
        (("3=1-2", ((5, 3, None),)), "Cột 3 còn trống, đúng ra là 2 (1-2: 5-3)"),
        (("3=1-2", ((5, -3, 9),)), "Cột 3 ghi 9, đúng ra là 8 (1-2: 5-(-3))"),
        (("3=1-2", ((5, "3", 2),)), "Cột 2 là chữ “3”, không phải số"),
        (("3=1-2", ((5, 3, DIV0),)), "Cột 3 báo lỗi #DIV/0!"),
        (("3=2/1*100", ((3, 2, 67),)), ""),
        (("3=2/1*100", ((3, 2, 66.67),)), ""),
        (("3=2/1*100", ((3, 2, 66.66),)), "Cột 3 ghi 66,66, đúng ra là 66,67 (2/1*100: 2/3*100)"),
        (("3=2/1", ((0, 2, None),)), ""),
        (("3=2/1", ((0, 2, 5),)), "Cột 3 phải để trống: 3=2/1 chia cho 0"),
        (("1-2", ((5, 3, 2),)), "Công thức phải có cột kết quả và dấu =, ví dụ 7=4-5"),
        (("9=1-8", ((5, 3, 2),)), "Bảng không có cột 9, 8"),
        (("3=1-", ((5, 3, 2),)), "Công thức cột dừng giữa chừng: thiếu số cột hoặc số ở cuối"),
    ],
)
def test_kiem_hang(given: tuple[Any, ...], message: str) -> None:
    assert call("CT_KIEMHANG", *given) == message


def test_kiem_hang_does_not_choose_between_two_readings() -> None:
    assert "hiểu được hai cách" in call("CT_KIEMHANG", "3=2/4", ((5, 3, 0, 8),))


@pytest.mark.parametrize(
    ("total", "parts", "message"),
    [
        (None, (None, None), ""),
        (5, (2, "-", 3, True), ""),
        (0.3, (0.1, 0.2), ""),
        (None, (2, 3), "Ô tổng còn trống, cộng các phần được 5"),
        (4, (2, 3), "Tổng ghi 4, cộng các phần được 5 (thiếu 1)"),
        ("5", (2, 3), "Ô tổng là chữ “5”, không phải số"),
        (NA, (2, 3), "Ô tổng báo lỗi #N/A"),
        (5, (2, DIV0), "Ô thứ 2 báo lỗi #DIV/0!"),
    ],
)
def test_kiem_tong(total: Any, parts: tuple[Any, ...], message: str) -> None:
    assert call("CT_KIEMTONG", total, (parts,)) == message


def test_so_ngay() -> None:
    start, end = date(2024, 6, 20), date(2024, 6, 24)
    holidays = down(date(2024, 6, 21), None, "24/6/2024")
    assert call("CT_SONGAY", start, start) == 1
    assert call("CT_SONGAY", start, end, True, True, holidays) == 1
    assert call("CT_SONGAY", start, end, False, False, holidays) == 2
    assert call("CT_SONGAY", end, start) == NUM
    assert call("CT_SONGAY", None, end) == VALUE
    assert call("CT_SONGAY", 45463.5, 45464.0) == 2
    assert call("CT_SONGAY", down(start, end), end) == down(5, 1)
    assert call("CT_SONGAY", down(end, start), down(start, end)) == ((NUM,), (5,))


def test_lich_ngay() -> None:
    saturday, sunday = date(2024, 6, 22), date(2024, 6, 23)
    assert call("CT_LICHNGAY", 10, saturday, sunday, 3) == NUM
    assert call("CT_LICHNGAY", 10, saturday, sunday, None, 3) == NUM
    assert call("CT_LICHNGAY", 10, saturday, sunday, None, None, True) == NUM
    assert call("CT_LICHNGAY", 0, saturday, sunday, None, None, True) == NA
    assert call("CT_LICHNGAY", 1.5, saturday, sunday) == NUM
    assert call("CT_LICHNGAY", 10, sunday, saturday) == NUM
    assert call("CT_LICHNGAY", 10, 1, 2_958_465) == NUM


def test_ngay_dai() -> None:
    assert call("CT_NGAYDAI", "1/3/2024") == "ngày 01 tháng 3 năm 2024"
    assert call("CT_NGAYDAI", None) == VALUE
    assert call("CT_NGAYDAI", "hôm nay") == VALUE


def test_tai_moi_to() -> None:
    assert call("CT_TAIMOITO", 1500, 0, 25) == DIV0
    assert call("CT_TAIMOITO", 1500, 5, None) == DIV0
    assert call("CT_TAIMOITO", 1500, 2.5, 25) == NUM
    assert call("CT_TAIMOITO", 1500, -5, -25) == NUM
    assert call("CT_TAIMOITO", down(1500, "ba"), 5, 25) == ((12,), (VALUE,))


def test_giao_them() -> None:
    assert call("CT_GIAOTHEM", 1000, 1200) == 0
    assert call("CT_GIAOTHEM", 1000, 400, "60%", 0.2) == 200
    assert call("CT_GIAOTHEM", 1000, -1) == NUM
    assert call("CT_GIAOTHEM", 1000, 400, 50) == NUM


def test_ty_le_and_phan_tram() -> None:
    assert call("CT_TYLE", None, 0) == DIV0
    assert call("CT_TYLE", 1, 3) == pytest.approx(1 / 3)
    assert call("CT_PHANTRAM", None) == "0,00%"
    assert call("CT_PHANTRAM", -0.12345) == "-12,35%"
    assert call("CT_PHANTRAM", "chưa có") == VALUE
    assert call("CT_PHANTRAM", 0.5, -1) == NUM


def test_xep_hang() -> None:
    assert call("CT_XEPHANG", 5, down(7, "chưa báo cáo", None, 5)) == 2
    assert call("CT_XEPHANG", 5, down("7", 5)) == 2
    assert call("CT_XEPHANG", 6, down(7, 5)) == NA
    assert call("CT_XEPHANG", down(5, 6, None, "năm", DIV0), down(7, 5)) == ((2,), (NA,), ("",), (VALUE,), (DIV0,))
    assert call("CT_XEPHANG", 5, down(5, DIV0)) == DIV0
    assert call("CT_XEPHANG", 5, down(5, "1.234")) == VALUE


def test_chuan_ten() -> None:
    assert call("CT_CHUANTEN", None) == ""
    assert call("CT_CHUANTEN", "Hòa Bình", 3) == NUM
    assert call("CT_CHUANTEN", DIV0) == DIV0


def test_tim_ten() -> None:
    names = down("Lộc Ninh", "Lộc Ninh", "Tân Hòa", None, DIV0, 7)
    shared = "Danh sách có 2 đơn vị cùng tên này (vị trí 1, 2): hãy chọn bằng tay"
    assert call("CT_TIMTEN", "Lộc Ninh", names) == NA
    assert call("CT_TIMTEN", "Lộc Ninh", names, 3) == shared
    assert call("CT_TIMTEN", "Cà Mau", names, 3) == "Không có trong danh sách"
    assert call("CT_TIMTEN", None, names) == NA
    assert call("CT_TIMTEN", None, names, 3) == ""
    assert call("CT_TIMTEN", "7", names) == 6
    assert call("CT_TIMTEN", down("tân hoà", DIV0), names, 2) == (("Tân Hòa",), (DIV0,))
    assert call("CT_TIMTEN", "Tân Hòa", names, 4) == NUM


def test_whole_columns_count_down_to_the_last_filled_row() -> None:
    def column(*cells: object) -> list[list[object]]:
        return [[cell] for cell in cells] + [[None]] * (1_048_576 - len(cells))

    assert call("CT_PHANBO", 100, column(1, None, 3)) == ((25,), (0,), (75,))
    assert call("CT_XEPHANG", 3, column("Giá trị", 5, 3)) == 2
    # Columns used together stay as long as each other.
    assert call("CT_TYLE", column(1, 2), column(2, 4, 5)) == ((0.5,), (0.5,), (0,))
    assert call("CT_CHUANTEN", column()) == ""


def test_a_result_beyond_excels_numbers_is_an_error() -> None:
    assert call("CT_TYLE", 1e33, 1e-276) == NUM
    assert call("CT_TYLE", down(1e33, 1), 1e-276) == down(NUM, 10**276)


def test_the_longest_periods_are_counted_at_once() -> None:
    assert call("CT_SONGAY", 1, 2_958_465) == 2_958_464
    assert call("CT_SONGAY", 1, 2_958_465, False, True) == 2_113_189


def test_ranges_of_one_cell_each_are_repeated_as_excel_does() -> None:
    assert call("CT_TYLE", ((1, 2),), down(4, 8)) == ((0.25, 0.5), (0.125, 0.25))
    assert call("CT_TYLE", down(1, 2), down(4, 8, 9)) == NA


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 2_000),
    st.floats(),
    st.sampled_from(["", "7", "1.234", "3=1-2", "Đồng Xoài", "20/6/2024", "57,41%", VALUE, DIV0]),
    st.dates(date(2024, 1, 1), date(2024, 3, 1)),
)
ranges = st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=3))


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
@given(st.data())
def test_whatever_the_cells_hold_there_is_a_result_or_an_error_value(
    function: UserFunction, data: st.DataObject
) -> None:
    given = [data.draw(st.one_of(cells, ranges)) for _ in function.arguments]
    result = function.call(*given)
    rows = result if isinstance(result, tuple) else ((result,),)
    assert len({len(row) for row in rows}) == 1
    assert all(isinstance(cell, int | float | str | date | CellError) for row in rows for cell in row)
