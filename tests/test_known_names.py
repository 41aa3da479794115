from xl_addin.known_names import MOST_LISTED, nearest, unknown
from xl_addin.language import Text

NO_SHEET = Text("không có trang tính này", "there is no such sheet")


def test_the_nearest_is_named_before_all_that_exist() -> None:
    said = unknown(NO_SHEET, "giai doan 1", ["Tham số", "Giai đoạn 1"])
    assert said.vi == "không có trang tính này; có phải “Giai đoạn 1”? Có: Tham số, Giai đoạn 1"
    assert said.en == "there is no such sheet; do you mean “Giai đoạn 1”? There are: Tham số, Giai đoạn 1"


def test_what_exists_is_listed_where_nothing_is_near() -> None:
    assert unknown(NO_SHEET, "x", ["Tham số"]).en == "there is no such sheet; there are: Tham số"
    assert unknown(NO_SHEET, "Tham so", ["Tham số"]).en == "there is no such sheet; do you mean “Tham số”?"
    assert unknown(NO_SHEET, "x", []).en == "there is no such sheet"


def test_a_long_list_ends_somewhere() -> None:
    assert unknown(NO_SHEET, "x", [f"Phiếu {number}" for number in range(300)]).vi.count("Phiếu") == MOST_LISTED


def test_marks_and_case_do_not_hide_a_name() -> None:
    assert nearest("DANG KY", ["Đăng ký", "Đánh giá"]) == "Đăng ký"
    assert nearest("giao", ["Giao quý 1", "Giao quý 2"]) == "Giao quý 1"
    assert nearest("xyz", ["Đăng ký"]) is None
