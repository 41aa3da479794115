import pytest

from xl_addin.table.headings import counts_something, is_code_heading, is_ratio_heading, is_unit_heading


@pytest.mark.parametrize(
    "heading",
    [
        "Tỷ lệ (%)",
        "Bình quân 01 tổ",
        "Đơn giá (đồng)",
        "% hoàn thành",
        "Hệ số lương",
        "Năng suất (tạ/ha)",
        "Mật độ dân số (người/km²)",
        "Mức hỗ trợ (nghìn đồng/ người)",
        "Bình quân (kg/hộ)",
        "Yield (t/ha)",
    ],
)
def test_ratio_headings(heading: str) -> None:
    assert is_ratio_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Tổ công nghệ số cộng đồng",
        "Thu nhận mức 2 (phấn đấu đạt tối thiểu 20%)",
        "Chỉ tiêu giao",
        "Tổng",
        "Công suất (tấn/ngày)",
        "Số hộ nghèo/hộ cận nghèo",
        "Số hồ sơ (cấp mới/cấp lại)",
        "Đối tượng (cá nhân/người nước ngoài)",
    ],
)
def test_other_headings(heading: str) -> None:
    assert not is_ratio_heading(heading)


def test_counts_are_no_differences_and_no_money() -> None:
    assert counts_something("Số công dân đủ điều kiện")
    assert counts_something("Chỉ tiêu đăng ký, thu nhận hồ sơ\nTổng")
    assert not counts_something("Số người tăng, giảm so với kỳ trước")
    assert not counts_something("Chỉ tiêu thu", unit_line="ĐVT: triệu đồng")
    assert not counts_something("Còn lại")


def test_codes_of_units_are_told_from_other_codes() -> None:
    assert is_code_heading("Mã xã") and is_code_heading("Mã số đơn vị") and is_code_heading("Mã ĐVHC")
    assert is_code_heading("Mã") and not is_code_heading("Mã số thuế") and not is_code_heading("Mã ngạch")
    assert is_unit_heading("Tên xã") and not is_unit_heading("Mã xã")
