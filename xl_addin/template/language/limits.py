"""How much a template may ask for: a mistake or a hostile template ends in a message, not in a full disk."""

from xl_addin.formula.cells import MAX_ROW
from xl_addin.language import Text

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
MAX_CELLS = 20_000_000
"""Cells of all sheets together; 3 321 unit sheets have four million."""
MAX_SHEETS = 5_000
"""Sheets of one workbook; there are 3 321 communes."""
MAX_HEADER = 255
"""Characters of a header or footer (Excel's limit)."""


class LimitError(Exception):
    """A template asks for more than a workbook can hold; `text` says of what."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Budget:
    """What one rendering may still spend on loops and cells."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin another rendering."""
        self.steps = MAX_STEPS
        self.cells = MAX_CELLS

    def step(self) -> None:
        """One turn of a loop."""
        self.steps -= 1
        if self.steps < 0:
            raise LimitError(
                Text(
                    "vòng lặp quá dài (hơn {most} lượt); hãy bớt dữ liệu hoặc vòng lặp lồng nhau",
                    "the loops turn more than {most} times; use less data or fewer nested loops",
                ).with_values(most=MAX_STEPS)
            )

    def fill(self, cells: int) -> None:
        """A row with that many cells."""
        self.cells -= cells
        if self.cells < 0:
            raise LimitError(
                Text(
                    "kết quả có hơn {most} ô; hãy chia dữ liệu thành nhiều tệp",
                    "the result has more than {most} cells; split the data into several files",
                ).with_values(most=MAX_CELLS)
            )
