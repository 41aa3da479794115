"""The forms the corpus is made of: how offices write their column numbers."""

from corpus.tables import Col, Form

_STT = Col("1", "STT", 1, "index")
_UNIT = Col("2", "Đơn vị", 2, "unit")

FORMS: tuple[Form, ...] = (
    Form(
        "annex",
        (
            _STT,
            _UNIT,
            Col("3", "Số công dân đủ điều kiện", 3),
            Col("4", "Số công dân đã làm", 4),
            Col("5", "Số công dân còn lại", "5=3-4", "sum", "{3}-{4}"),
            Col("6", "Tỷ lệ (%)", "6=4/3*100", "ratio", "{4}/{3}*100", "0.00"),
        ),
    ),
    Form(
        "bracketed",
        (
            Col("1", "TT", "(1)", "index"),
            Col("2", "Địa bàn", "(2)", "unit"),
            Col("3", "Tổng số hộ", "(3)"),
            Col("4", "Hộ nghèo", "(4)"),
            Col("5", "Hộ cận nghèo", "(5)"),
            Col("6", "Hộ còn lại", "(6)=(3)-(4)-(5)", "sum", "{3}-{4}-{5}"),
            Col("7", "Bình quân hộ nghèo một ngày", "(7)=(4)/25", "sum", "{4}/25", "#,##0.00"),
        ),
        prefix="Thôn",
        total_label="TỔNG SỐ",
    ),
    Form(
        "budget",
        (
            Col("A", "STT", "A", "index"),
            Col("B", "Nội dung", "B", "unit"),
            Col("1", "Dự toán năm", 1),
            Col("2", "Thực hiện", 2),
            Col("3", "So sánh", "3=2/1", "ratio", "{2}/{1}", "0.0%"),
        ),
        prefix="Chi",
        total_label="TỔNG CHI",
        unit_line="ĐVT: triệu đồng",
    ),
    Form(
        "whole-first",
        (
            Col("A", "Đơn vị", "A", "unit"),
            Col("1", "Tổng số", "1=2+3", "sum", "{2}+{3}"),
            Col("2", "Nam", 2),
            Col("3", "Nữ", 3),
            Col("4", "Tỷ lệ nữ", "4=3/1x100%", "ratio", "{3}/{1}", "0.00%"),
        ),
        prefix="Trường",
        total_label="Cộng",
    ),
    Form(
        "invoice",
        (
            Col("1", "STT", "(1)", "index"),
            Col("2", "Tên hàng hóa", "(2)", "unit"),
            Col("3", "Đơn vị tính", "(3)", "text", number_format=""),
            Col("4", "Số lượng", "(4)"),
            Col("5", "Đơn giá", "(5)", "price"),
            Col("6", "Thành tiền", "(6)=(4)x(5)", "sum", "{4}*{5}"),
        ),
        prefix="Vật tư",
        summed=False,
    ),
    Form(
        "prose",
        (
            _STT,
            _UNIT,
            Col("3", "Đầu kỳ", 3),
            Col("4", "Tăng trong kỳ", 4),
            Col("5", "Giảm trong kỳ", 5),
            Col("6", "Cuối kỳ", "Cột 6 = Cột 3 + Cột 4 - Cột 5", "sum", "{3}+{4}-{5}"),
        ),
        total_label="Toàn huyện",
    ),
    Form(
        "range",
        (
            _STT,
            _UNIT,
            Col("3", "Tổng số", "3=4+...+7", "sum", "{4}+{5}+{6}+{7}"),
            Col("4", "Quý I", 4),
            Col("5", "Quý II", 5),
            Col("6", "Quý III", 6),
            Col("7", "Quý IV", 7),
        ),
        prefix="Phường",
        total_label="Tổng",
    ),
    Form(
        "english",
        (
            Col("1", "No.", 1, "index"),
            Col("2", "District", 2, "unit"),
            Col("3", "Quota", 3),
            Col("4", "Reported", 4),
            Col("5", "Remaining", "5=3-4", "sum", "{3}-{4}"),
            Col("6", "Rate achieved", "6=4/3", "ratio", "{4}/{3}", "0.0%"),
        ),
        prefix="District",
        total_label="Total",
    ),
    Form(
        "roman",
        (
            Col("A", "Chỉ tiêu", "A", "unit"),
            Col("I", "Cộng", "I=II+III", "sum", "{II}+{III}"),
            Col("II", "Thành thị", "II"),
            Col("III", "Nông thôn", "III"),
            Col("IV", "Chênh lệch", "IV=II-III", "sum", "{II}-{III}"),
        ),
        prefix="Ngành",
        total_label="Tổng số",
    ),
    Form(
        "no-notation",
        (
            _STT,
            _UNIT,
            Col("3", "Số đối tượng được giao", 3),
            Col("4", "Số đối tượng đã chi trả", 4),
            Col("5", "Số đối tượng chưa chi trả", 5, "sum", "{3}-{4}"),
        ),
        total_label="Tổng cộng",
    ),
)
