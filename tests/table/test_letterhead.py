"""Whose paper a sheet is, who receives and who signs it: read around the office's own table."""

from io import BytesIO

from openpyxl import Workbook

from xl_addin.case.case import Case
from xl_addin.table.letterhead import Letterhead, Signature, letterhead_of, signature_of

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
TABLE = [["STT", "Đơn vị", "Số hộ", "Giao"], [1, 2, 3, 4], [1, "Thôn Một", 10, 5], [2, "Thôn Hai", 20, 9]]


def found(above: list[list[object]], below: list[list[object]]) -> tuple[Letterhead | None, Signature | None]:
    """The office's sheet with these lines around its table."""
    book = Workbook()
    for line in [*above, *TABLE, *below]:
        book.worksheets[0].append(line)
    target = BytesIO()
    book.save(target)
    case = Case.open(target.getvalue(), file="so.xlsx")
    [table] = case.tables
    sheet = case.book[table.sheet]
    return letterhead_of(sheet, table), signature_of(sheet, table)


def test_parent_issuer_day_and_annex_stand_above() -> None:
    above: list[list[object]] = [
        ["UBND HUYỆN VÍ DỤ", None, MOTTO[0]],
        ["PHÒNG NỘI VỤ", None, MOTTO[1]],
        ["_______", None, "___________"],
        ["Số: 12/KH-NV", None, "Ví Dụ, ngày 05 tháng 02 năm 2024"],
        ["BIỂU GIAO CHỈ TIÊU"],
        ["(Kèm theo Kế hoạch số 12/KH-NV ngày 05/02/2024 của Phòng Nội vụ)"],
        [],
    ]
    letterhead, signature = found(above, [])
    assert letterhead == Letterhead(
        parent="UBND HUYỆN VÍ DỤ",
        issuer="PHÒNG NỘI VỤ",
        place_and_day="Ví Dụ, ngày 05 tháng 02 năm 2024",
        annex="Kèm theo Kế hoạch số 12/KH-NV ngày 05/02/2024 của Phòng Nội vụ",
    )
    assert signature is None


def test_a_name_over_two_lines_is_one_name() -> None:
    for first in (
        [["ỦY BAN NHÂN DÂN\nXÃ VÍ DỤ", None, "\n".join(MOTTO)]],
        [["ỦY BAN NHÂN DÂN", None, MOTTO[0]], ["XÃ VÍ DỤ", None, MOTTO[1]]],
    ):
        letterhead, _ = found([*first, [], ["BIỂU GIAO"], []], [])
        assert letterhead is not None and (letterhead.parent, letterhead.issuer) == ("", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ")


def test_a_sheet_without_a_motto_has_no_letterhead() -> None:
    assert found([["BIỂU GIAO CHỈ TIÊU"], []], []) == (None, None)


def test_recipients_and_signature_stand_below() -> None:
    below: list[list[object]] = [
        [],
        ["Nơi nhận:", None, "KT. CHỦ TỊCH"],
        ["- Như trên;", None, "PHÓ CHỦ TỊCH"],
        ["- Lưu: VT."],
    ]
    _, signature = found([["BIỂU GIAO CHỈ TIÊU"], []], below)
    assert signature == Signature("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("Như trên", "Lưu: VT"))
    one_cell: list[list[object]] = [[], ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", None, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"]]
    _, signature = found([["BIỂU GIAO CHỈ TIÊU"], []], one_cell)
    assert signature == Signature("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ("Như trên", "Lưu: VT"))
