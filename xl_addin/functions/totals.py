"""CT_KIEMTONG: does a total add up."""

from fractions import Fraction

from xl_addin.functions.arguments import CellRows, cells_of, number
from xl_addin.functions.comparison import same_number
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text
from xl_addin.language import number as written
from xl_addin.workbook.model.book import CellError


@udf(
    "CT_KIEMTONG",
    summary=Text(
        "Kiểm tra số tổng có bằng tổng các phần không: đúng thì để trống, sai thì nêu số đúng và chênh lệch.",
        "Checks whether a total is the sum of its parts: empty if it is, else the right sum and the difference.",
    ),
    arguments=(
        ArgumentSpec("tong", Text("Ô ghi số tổng cộng", "The cell with the total"), "range"),
        ArgumentSpec("cac_phan", Text("Vùng các số thành phần", "The range of the parts"), "range"),
    ),
    examples=(
        Example("=CT_KIEMTONG(A4,A1:A3)", "", down(10, 20, 30, 60)),
        Example(
            "=CT_KIEMTONG(A4,A1:A3)",
            "Tổng ghi 61, cộng các phần được 60 (thừa 1)",
            down(10, 20, 30, 61),
        ),
        Example(
            "=CT_KIEMTONG(A4,A1:A3)",
            "Ô thứ 2 là chữ “20”, không phải số nên Excel không cộng",
            down(10, "20", 30, 60),
        ),
    ),
)
def kiem_tong(total: CellRows, parts: CellRows) -> Returned:
    """A message, empty if right. Blanks count 0 and words such as `-` nothing; a number kept as text is a mistake."""
    sum_of_parts = Fraction(0)
    for position, cell in enumerate(cells_of(parts), start=1):
        if isinstance(cell, CellError):
            return f"Ô thứ {position} báo lỗi {cell.code}"
        if isinstance(cell, str):
            if any(character.isdigit() for character in cell):
                return f"Ô thứ {position} là chữ “{cell[:40]}”, không phải số nên Excel không cộng"
        elif not isinstance(cell, bool):
            sum_of_parts += number(cell)
    stated = total[0][0]
    if len(total) != 1 or len(total[0]) != 1:
        return "Số tổng phải là một ô"
    if isinstance(stated, CellError):
        return f"Ô tổng báo lỗi {stated.code}"
    if isinstance(stated, str | bool):
        return f"Ô tổng là chữ “{str(stated)[:40]}”, không phải số"
    if stated is None:
        return f"Ô tổng còn trống, cộng các phần được {written(sum_of_parts, 'vi')}" if sum_of_parts else ""
    difference = number(stated) - sum_of_parts
    if same_number(number(stated), sum_of_parts):
        return ""
    way = "thừa" if difference > 0 else "thiếu"
    figures = (written(figure, "vi") for figure in (number(stated), sum_of_parts, abs(difference)))
    return "Tổng ghi {}, cộng các phần được {} ({way} {})".format(*figures, way=way)
