"""CT_TYLE, CT_PHANTRAM and CT_XEPHANG: rates, percentages as text, ranks."""

from collections.abc import Callable
from fractions import Fraction

from xl_addin.functions.arguments import Cell, CellRows, FunctionError, cells_of, number
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text, percent
from xl_addin.quota.rank import ranks
from xl_addin.workbook.model.book import CellError

_MOST_DECIMALS = 15


@udf(
    "CT_TYLE",
    summary=Text(
        "Tỷ lệ thực hiện so với chỉ tiêu (0,5 là 50%).", "The rate of what is done to the quota (0.5 is 50%)."
    ),
    arguments=(
        ArgumentSpec("thuc_hien", Text("Số đã thực hiện", "What is done"), "number"),
        ArgumentSpec("chi_tieu", Text("Chỉ tiêu", "The quota"), "number"),
    ),
    examples=(
        Example("=CT_TYLE(A1,B1)", 0.75, ((300, 400),)),
        Example("=CT_TYLE(A1:A2,B1:B2)", ((0.75,), (CellError("#DIV/0!"),)), ((300, 400), (5, 0))),
    ),
)
def ty_le(done: Fraction, quota: Fraction) -> Returned:
    """The exact rate; #DIV/0! for a quota of 0."""
    return done / quota


@udf(
    "CT_PHANTRAM",
    summary=Text(
        "Viết tỷ lệ thành chữ phần trăm kiểu Việt Nam: 0,5741 thành 57,41%.",
        "Writes a rate as Vietnamese percentage text: 0.5741 becomes 57,41%.",
    ),
    arguments=(
        ArgumentSpec("ty_le", Text("Tỷ lệ, ví dụ 0,5741", "The rate, such as 0.5741"), "number"),
        ArgumentSpec("so_le", Text("Số chữ số thập phân; mặc định 2", "Decimals; 2 by default"), "whole", 2),
    ),
    examples=(
        Example("=CT_PHANTRAM(A1)", "57,41%", ((0.5741,),)),
        Example("=CT_PHANTRAM(0.57405,1)", "57,4%"),
        Example("=CT_PHANTRAM(A1:B1,0)", (("57%", "1.250%"),), ((0.5741, 12.5),)),
    ),
)
def phan_tram(rate: Fraction, decimals: int) -> Returned:
    """Halves round away from zero; #NUM! for less than 0 or more than 15 decimals."""
    if not 0 <= decimals <= _MOST_DECIMALS:
        raise FunctionError("#NUM!")
    return percent(rate, "vi", decimals)


@udf(
    "CT_XEPHANG",
    summary=Text(
        "Xếp hạng một giá trị trong danh sách; bằng nhau thì cùng hạng. Nhiều giá trị: mỗi giá trị một hạng.",
        "Ranks a value within a list; equal values have equal ranks. For several values, a rank for each.",
    ),
    arguments=(
        ArgumentSpec(
            "gia_tri", Text("Giá trị cần xếp hạng (một ô hoặc cả vùng)", "The value or values to rank"), "range"
        ),
        ArgumentSpec(
            "danh_sach", Text("Vùng chứa mọi giá trị được xếp hạng", "The range of all values ranked"), "range"
        ),
        ArgumentSpec(
            "tang_dan",
            Text("FALSE (mặc định): lớn nhất hạng 1; TRUE: nhỏ nhất hạng 1", "FALSE (default): the highest is 1"),
            "flag",
            False,
        ),
        ArgumentSpec(
            "lien_tuc",
            Text(
                "FALSE (mặc định): sau đồng hạng thì bỏ hạng (1, 2, 2, 4); TRUE: không bỏ (1, 2, 2, 3)",
                "FALSE (default): places stay free after a tie (1, 2, 2, 4); TRUE: they do not (1, 2, 2, 3)",
            ),
            "flag",
            False,
        ),
    ),
    examples=(
        Example("=CT_XEPHANG(A2,A$1:A$4)", 2, down(0.9, 0.7, 0.7, 0.5)),
        Example("=CT_XEPHANG(A1:A5,A1:A5)", down(1, 2, 2, 4, ""), down(0.9, 0.7, 0.7, 0.5, None)),
        Example("=CT_XEPHANG(A1:A4,A1:A4,,TRUE)", down(1, 2, 2, 3), down(0.9, 0.7, 0.7, 0.5)),
        Example("=CT_XEPHANG(A4,A1:A4,TRUE)", 1, down(0.9, 0.7, 0.7, 0.5)),
    ),
)
def xep_hang(values: CellRows, everyone: CellRows, ascending: bool, dense: bool) -> Returned:
    """ "" for a blank value; words in the list are passed over, and a value that is not in it is #N/A, as in RANK."""
    listed = [_ranked(cell) for cell in cells_of(everyone)]
    places = ranks(listed, ties="dense" if dense else "competition", highest_first=not ascending)
    place_of = dict(zip(listed, places, strict=True))

    def place(cell: Cell) -> Cell:
        if cell is None:
            return ""
        found = place_of.get(number(cell))
        return CellError("#N/A") if found is None else found

    if len(values) == 1 and len(values[0]) == 1:
        return place(values[0][0])
    return tuple(tuple(_or_error(place, cell) for cell in row) for row in values)


def _ranked(cell: Cell) -> Fraction | None:
    """A listed cell's number; None for blanks and words, which RANK passes over. A number kept as text counts."""
    words = isinstance(cell, str) and not any(character.isdigit() for character in cell)
    return None if cell is None or isinstance(cell, bool) or words else number(cell)


def _or_error(place: Callable[[Cell], Cell], cell: Cell) -> Cell:
    try:
        return place(cell)
    except FunctionError as error:
        return CellError(error.code)
