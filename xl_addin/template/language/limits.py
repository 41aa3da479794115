"""How much a template may ask for: a mistake or a hostile template ends in a message, not in a full disk."""

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW
from xl_addin.formula.excel_limits import LONGEST_FORMULA
from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault

MAX_RANGE = 100_000
"""Items of one `range(…)`."""
MAX_TEXT = 32_767
"""Characters of a cell (Excel's limit), of a repeated text, items of a repeated list."""
MAX_EXPRESSION = 1_000
"""Characters between `{{` and `}}`, or in a tag."""
MAX_NUMBER_BITS = 4_096
"""Size of a whole number on the way to a result."""
MAX_STEPS = 5_000_000
"""Turns of all loops together."""
MAX_ROWS = MAX_ROW
"""Rows of one sheet (Excel's limit)."""
MAX_COLUMNS = MAX_COLUMN
"""Columns of one sheet (Excel's limit)."""
MAX_CELLS = 20_000_000
"""Cells of all sheets together; 3 321 unit sheets have four million."""
MAX_SHEETS = 5_000
"""Sheets of one workbook; there are 3 321 communes."""
MAX_HEADER = 255
"""Characters of a header or footer (Excel's limit)."""
MAX_WRITTEN = 500_000_000
"""Characters of all texts of a result together."""
MAX_MADE = 1_000_000
"""Characters and items that one expression may make on the way to its result."""
MAX_DECIMALS = 30
"""Decimal places of a rounded or written number."""
MAX_FORMAT = 255
"""Characters of a number format (Excel's limit)."""


MAX_NESTING = 40
"""Blocks in blocks; Excel allows formulas 64."""


class LimitError(TemplateFault):
    """A template asks for more than a workbook can hold, or than is good for the machine."""


def too_much() -> LimitError:
    """A result that would be huge, refused before it is made."""
    return LimitError(
        Text("kết quả quá lớn; hãy dùng số lần lặp hoặc số nhỏ hơn", "the result is too large; repeat or multiply less")
    )


def too_deep() -> LimitError:
    """Blocks in blocks in blocks, without end."""
    return LimitError(
        Text("các khối lồng nhau quá {most} tầng", "blocks stand in each other more than {most} deep").with_values(
            most=MAX_NESTING
        )
    )


def too_long() -> LimitError:
    """A text that no cell can hold."""
    return LimitError(
        Text("nội dung dài hơn 32.767 ký tự của một ô", "the text is longer than the 32,767 characters of a cell")
    )


def too_long_formula() -> LimitError:
    """A formula that Excel would not take."""
    most = f"{LONGEST_FORMULA:,}"
    return LimitError(
        Text(
            f"công thức dài hơn {most.replace(',', '.')} ký tự; hãy để dữ liệu trong một ô rồi dẫn tới ô đó",
            f"the formula is longer than {most} characters; put the data into a cell and refer to it",
        )
    )


def too_slow(seconds: int) -> LimitError:
    """Work that is stopped."""
    return LimitError(
        Text(
            "điền mẫu lâu hơn {seconds} giây nên đã dừng; hãy bớt dữ liệu hoặc vòng lặp lồng nhau, hoặc đặt "
            "XL_ADDIN_MAX_TEMPLATE_SECONDS",
            "rendering takes more than {seconds} seconds and was stopped; use less data or fewer nested loops, or set "
            "XL_ADDIN_MAX_TEMPLATE_SECONDS",
        ).with_values(seconds=seconds)
    )
