"""The page `docs/functions.md`: every worksheet function with its arguments and examples, as an officer types them."""

import re
from collections.abc import Iterator
from datetime import date

from xl_addin.formula.cells import column_letters
from xl_addin.functions.arguments import MISSING, Cell, CellRows
from xl_addin.functions.example import Example
from xl_addin.functions.registry import ArgumentSpec, UserFunction, user_functions
from xl_addin.language import Text, number
from xl_addin.workbook.model.book import CellError

KINDS = {
    "range": Text("vùng", "range"),
    "number": Text("số", "number"),
    "whole": Text("số nguyên", "whole number"),
    "text": Text("chữ", "text"),
    "date": Text("ngày", "date"),
    "flag": Text("TRUE/FALSE", "TRUE/FALSE"),
}
_UNSEEN_SPACES = re.compile(r"^ +| +$|  +|\u00a0")
_INTRODUCTION = """\
# Hàm trong Excel

Trang này được tạo ra từ mã nguồn (`python docs/generate.py`). Tên hàm và thứ tự đối số không đổi sau khi phát hành.

- Gõ như ví dụ: dấu `;` ngăn các đối số, dấu phẩy thập phân (máy cài đặt kiểu Anh thì dùng `,` và dấu chấm).
- Excel 2016, 2019: gõ công thức cho một ô rồi chép xuống. Excel mới hơn: công thức trả về cả vùng tự tràn xuống; bản cũ
  thì chọn đủ vùng rồi nhấn Ctrl+Shift+Enter.
- Đối số là số, chữ hay ngày mà đưa vào cả một vùng thì hàm tính cho từng ô; ô nào lỗi thì chỉ ô đó báo lỗi.
- `k` là số thứ tự cần lấy: chỉ vào cột STT, hoặc gõ `ROWS(A$1:A1)`. Đối số có thể bỏ trống mà để trống, hoặc trỏ vào ô
  trống, thì lấy giá trị mặc định.
- Ô trống là số 0; ô lỗi cho đúng lỗi đó. Số ghi dạng chữ chỉ được nhận khi chỉ hiểu được một cách: `28211`, `0,5`,
  `57,41%`, `1.000.000`; còn `1.234` thì báo `#VALUE!`. Ngày ghi dạng chữ: `20/6/2024` (ngày trước tháng).
- `#VALUE!`: sai kiểu dữ liệu hoặc công thức cột không đọc được; `#NUM!`: số không dùng được (âm, lẻ, ngoài phạm vi,
  không thể chia trong giới hạn); `#N/A`: không tìm thấy; `#DIV/0!`: chia cho 0.
- Kết quả là ngày thì định dạng ô kiểu ngày.
"""


def functions_page() -> str:
    """The page in Vietnamese, with each summary in English below."""
    lines = [_INTRODUCTION]
    for function in user_functions():
        lines += _section(function)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(function: UserFunction) -> Iterator[str]:
    yield f"## {function.name}\n"
    yield f"`{signature(function)}`\n"
    yield f"{function.summary.vi}\n"
    yield f"*{function.summary.en}*\n"
    yield "| đối số | kiểu | ý nghĩa | meaning |"
    yield "|---|---|---|---|"
    for argument in function.arguments:
        kind = KINDS[argument.kind].vi + (", có thể bỏ trống" if _optional(argument) else "")
        yield f"| `{argument.name}` | {kind} | {argument.help.vi} | {argument.help.en} |"
    yield ""
    for example in function.examples:
        yield from _example(example)


def signature(function: UserFunction) -> str:
    """The call with its arguments' names, those that may be left out in brackets."""
    shown = "; ".join(f"[{each.name}]" if _optional(each) else each.name for each in function.arguments)
    return f"{function.name}({shown})"


def _optional(argument: ArgumentSpec) -> bool:
    return argument.default is not MISSING


def _example(example: Example) -> Iterator[str]:
    if example.sheet:
        yield from cells_table(example.sheet)
        yield ""
    yield f"`{example.as_typed()}` → {result_text(example.result)}\n"


def cells_table(sheet: CellRows) -> Iterator[str]:
    """An example's cells as the lines of a Markdown table, with Excel's letters and numbers."""
    width = max(map(len, sheet))
    yield f"| | {' | '.join(column_letters(column) for column in range(1, width + 1))} |"
    yield "|---" * (width + 1) + "|"
    for place, row in enumerate(sheet, start=1):
        cells = [*map(_written, row), *[""] * (width - len(row))]
        yield f"| **{place}** | {' | '.join(cells)} |"


def result_text(result: Cell | CellRows) -> str:
    """A result as the pages show it: rows below each other, an empty text said so."""
    if not isinstance(result, tuple):
        return f"`{_written(result)}`" if result != "" else "(trống)"
    return "<br>".join("; ".join(result_text(cell) for cell in row) for row in result)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number(cell, "vi", None if isinstance(cell, int) else len(repr(cell).partition(".")[2]))
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, CellError):
        return cell.code
    if cell.isdecimal():
        # As Excel shows that a figure is kept as text.
        return f"'{cell}"
    return _UNSEEN_SPACES.sub(lambda spaces: "␣" * len(spaces[0]), cell).replace("|", "\\|")
