"""Delimited text (CSV) as a list of rows by heading."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from xl_addin.formula.cells import column_letters
from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem
from xl_addin.spec.figures import MarkUse, SeparatorMark, mark_use
from xl_addin.template.data.headings import TWICE, WITHIN, find_headings
from xl_addin.template.data.typed_text import TwoReadings, dates_of, told_marks, typed
from xl_addin.workbook.reading.delimited_text import DELIMITERS, SAVE_AS, declared_delimiter, split_rows, text_of_file

_NO_HEADINGS = Text(
    "không thấy dòng tiêu đề; dòng đầu của tệp phải ghi tên các cột",
    "there is no heading row; the first row of the file must name the columns",
)
_TWO_READINGS = Text("cột “{column}”: “{text}” có hai cách đọc", "column “{column}”: “{text}” has two readings")
_SAY_MARK = OptionHint(
    "hãy thêm --decimal , (phẩy là dấu thập phân) hoặc --decimal .",
    "add --decimal , (a comma begins the decimals) or --decimal .",
)

_NUMBERED = re.compile(r"\(?(?P<label>\d+)\)?(?:\s*=.*)?")

TextRow = tuple[int, tuple[str, ...]]


def text_table(data: bytes, file: str, decimal: SeparatorMark | None = None) -> list[dict[str, object]]:
    """The rows of a delimited text by heading; commas, semicolons or tabs stand between the columns.

    A row of column numbers below the headings names the columns, too: `row['7']`.
    `decimal` says what begins the decimals of its numbers. Without it, the file's other numbers do; Problem, with line
    and column, for a number that nothing decides, for two columns of one name and a file without headings.
    """
    declared, text = declared_delimiter(text_of_file(data, file, SAVE_AS))
    delimiter = declared or max(DELIMITERS, key=lambda each: _fits(list(split_rows(text, each, file))[:WITHIN]))
    rows = [row for row in split_rows(text, delimiter, file) if any(cell.strip() for cell in row[1])]
    headings = find_headings([_headings_only(cells) for _, cells in rows])
    if headings is None:
        raise Problem(_NO_HEADINGS, file=file)
    for name, count in Counter(headings.names.values()).items():
        if count > 1:
            columns = [column_letters(at + 1) for at, other in headings.names.items() if other == name]
            raise Problem(TWICE.with_values(name=name, columns=columns), file=f"{file}:{rows[headings.row][0]}")
    labels = _numbers(rows[headings.row + 1 : headings.row + 2])
    body = rows[headings.row + (2 if labels else 1) :]
    use = told_marks(decimal) if decimal else mark_use((cell for _, cells in body for cell in cells), delimiter)
    values = {
        at: _column([(line, cells[at] if at < len(cells) else "") for line, cells in body], name, use, file)
        for at, name in headings.names.items()
    }
    names = {**{label: at for at, label in labels.items()}, **{name: at for at, name in headings.names.items()}}
    return [{name: values[at][row] for name, at in names.items() if at in values} for row in range(len(body))]


def _numbers(row: Sequence[TextRow]) -> Mapping[int, str]:
    """The column numbers of a row that states them (`1`, `2`, `3=1-2`), by place; nothing if it holds anything else."""
    cells = row[0][1] if row else ()
    found = [_NUMBERED.fullmatch(cell.strip()) for cell in cells]
    labels = [match["label"] for match in found if match]
    if len(labels) < max(len(cells), 3) or labels != [str(number) for number in range(1, len(labels) + 1)]:
        return {}
    return dict(enumerate(labels))


def _headings_only(cells: Sequence[str]) -> list[object]:
    """A row with its numbers as numbers, so that it is not taken for headings."""
    return [1 if cell.strip() and not any(map(str.isalpha, cell)) else cell.strip() for cell in cells]


def _fits(rows: Sequence[TextRow]) -> tuple[bool, float, int]:
    """How well a delimiter explains the first rows: are there columns, how many rows have as many as most, how many."""
    widths = [len(cells) for _, cells in rows if any(cell.strip() for cell in cells)]
    if not widths:
        return False, 0, 0
    width, count = Counter(widths).most_common(1)[0]
    return max(widths) > 1, count / len(widths), width


def _column(cells: Sequence[tuple[int, str]], name: str, use: MarkUse, file: str) -> list[object]:
    texts = [text.strip() for _, text in cells if text.strip()]
    days = dates_of(texts)
    if days is not None:
        following = iter(days)
        return [next(following) if text.strip() else None for _, text in cells]
    values: list[object] = []
    for line, text in cells:
        try:
            values.append(typed(text, use))
        except TwoReadings:
            two = _TWO_READINGS.with_values(column=name, text=text.strip())
            raise Problem(two, file=f"{file}:{line}", by_option=_SAY_MARK) from None
    if any(_is_code(text) for text in texts):
        # `01` beside `12`: these are no numbers, and 12 is none among them.
        return [text.strip() or None for _, text in cells]
    return values


def _is_code(text: str) -> bool:
    return len(text) > 1 and text.isdecimal() and text.startswith("0")
