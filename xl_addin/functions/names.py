"""CT_CHUANTEN and CT_TIMTEN: write unit names one way, find them in a list without guessing."""

from functools import lru_cache

from xl_addin.functions.arguments import Cell, CellRows, FunctionError, cells_of, text
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text
from xl_addin.unit_names.matching import Match, NameIndex
from xl_addin.unit_names.tone_marks import TonePlacement
from xl_addin.unit_names.writing import standard_name
from xl_addin.workbook.model.book import CellError

_PLACEMENTS: dict[int, TonePlacement] = {1: "old", 2: "new"}
_POSITION, _NAME, _ADVICE = 1, 2, 3
_LIST = down("Đông Tiến", "Đồng Tiến", "Tân Hòa", "Xã Tân Lập")


@udf(
    "CT_CHUANTEN",
    summary=Text(
        "Viết lại tên đơn vị cho chuẩn: Unicode dựng sẵn, không thừa dấu cách, dấu thanh một kiểu (hòa).",
        "Writes a unit's name the standard way: composed Unicode, single spaces, one tone placement (hòa).",
    ),
    arguments=(
        ArgumentSpec("ten", Text("Tên đơn vị", "The unit's name"), "text"),
        ArgumentSpec(
            "kieu_dau",
            Text(
                "Kiểu bỏ dấu thanh: 1 là hòa, thủy (mặc định); 2 là hoà, thuỷ",
                "Tone placement: 1 for hòa, thủy (default), 2 for hoà, thuỷ",
            ),
            "whole",
            1,
        ),
    ),
    examples=(
        Example("=CT_CHUANTEN(A1)", "Tân Hòa", (("  Tân  Hoà ",),)),
        Example("=CT_CHUANTEN(A1,2)", "Tân Hoà", (("Tân Hòa",),)),
        Example("=CT_CHUANTEN(A1:A2)", down("Đồng Xoài", "Quý Hòa"), down("Đồng Xoài\u00a0", "Qúy Hòa")),
    ),
)
def chuan_ten(name: str, placement: int) -> Returned:
    """The standard name; #NUM! for a placement other than 1 and 2."""
    if placement not in _PLACEMENTS:
        raise FunctionError("#NUM!")
    return standard_name(name, _PLACEMENTS[placement])


@udf(
    "CT_TIMTEN",
    summary=Text(
        "Tìm tên đơn vị trong danh sách, không đoán: chỉ nhận khi chắc chắn đúng tên; nếu không thì #N/A, "
        "hoặc nêu các tên gần giống và lý do (kết quả 3).",
        "Finds a unit's name in a list and never guesses: #N/A unless it is certainly that name, or, as result 3, "
        "similar names with the reason.",
    ),
    arguments=(
        ArgumentSpec("ten", Text("Tên cần tìm (một ô hoặc cả vùng)", "The name or names to find"), "range"),
        ArgumentSpec("danh_sach", Text("Vùng danh sách tên", "The list of names"), "range"),
        ArgumentSpec(
            "ket_qua",
            Text(
                "1 vị trí trong danh sách (mặc định); 2 tên như trong danh sách; 3 gợi ý, để trống nếu đã khớp",
                "1 the position in the list (default); 2 the name as listed; 3 advice, empty where it matches",
            ),
            "whole",
            _POSITION,
        ),
    ),
    examples=(
        Example('=CT_TIMTEN("Tân Hoà",A$1:A$4)', 3, _LIST),
        Example('=CT_TIMTEN("Dong Tien",A1:A4)', CellError("#N/A"), _LIST),
        Example(
            '=CT_TIMTEN("Dong Tien",A1:A4,3)',
            "Không chắc. Có thể là: Đông Tiến (vị trí 1, khác dấu); Đồng Tiến (vị trí 2, khác dấu)",
            _LIST,
        ),
        Example(
            "=CT_TIMTEN(A3:A4,B1:B2,3)",
            down("", "Không chắc. Có thể là: Phường Tân Lập (vị trí 2, khác cách ghi loại đơn vị)"),
            (
                ("Đông Tiến", "Tân Hòa"),
                ("Đồng Tiến", "Phường Tân Lập"),
                ("Tân Hòa", None),
                ("Xã Tân Lập", None),
            ),
        ),
        Example("=CT_TIMTEN(A3:A4,A1:A4,2)", down("Tân Hòa", "Xã Tân Lập"), _LIST),
    ),
)
def tim_ten(names: CellRows, everyone: CellRows, result: int) -> Returned:
    """Positions count from 1; #NUM! for a result other than 1, 2, 3."""
    if result not in (_POSITION, _NAME, _ADVICE):
        raise FunctionError("#NUM!")
    listed = tuple("" if isinstance(cell, CellError) else text(cell) for cell in cells_of(everyone))
    index = _index(listed)

    def found(cell: Cell) -> Cell:
        if isinstance(cell, CellError):
            return cell
        match = index.find(text(cell))
        if result == _ADVICE:
            return "" if cell is None else _advice(match)
        if match.position is None:
            return CellError("#N/A")
        return match.position + 1 if result == _POSITION else listed[match.position]

    if len(names) == 1 and len(names[0]) == 1:
        return found(names[0][0])
    return tuple(tuple(map(found, row)) for row in names)


# A formula filled down asks the same list once per row.
@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> NameIndex:
    return NameIndex(names)


def _advice(match: Match) -> str:
    if match.position is not None:
        return ""
    if match.positions:
        places = ", ".join(str(position + 1) for position in match.positions)
        return f"Danh sách có {len(match.positions)} đơn vị cùng tên này (vị trí {places}): hãy chọn bằng tay"
    if not match.candidates:
        return "Không có trong danh sách"
    offered = (f"{each.name} (vị trí {each.position + 1}, {each.reason.vi})" for each in match.candidates)
    return f"Không chắc. Có thể là: {'; '.join(offered)}"
