"""Find column-number rows: `1 | 2 | 3 | 4=2-3`, `(1) | (2)`, `A | B | 1 | 2=1/3`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, count, pairwise, repeat
from operator import is_, is_not

from xl_addin.language import Text
from xl_addin.notation import Notation, NotationError, read_number_cell
from xl_addin.table.cell_kind import Cells, ColumnCells, text_of
from xl_addin.table.finding.formula_row import formulas_below
from xl_addin.workbook.model.book import Value
from xl_addin.workbook.model.run_parts import part_of
from xl_addin.workbook.model.runs import shown

FEWEST_COLUMNS = 3
LARGEST_LABEL = 999
MOST_NUMBERS_ABOVE = 12
"""So many numbers may stand between a column's number and a text or an empty cell above: years, parts of a heading."""
_LONGEST_TEXT = 200

# A cheap look before the notation is read: a label, then nothing or an equals sign.
_LABEL = r"(?P<label>(?P<number>\d{1,3})(?:\.\d{1,2}|[a-zđ])?|[A-ZĐ]\d{0,2}|[IVX]{1,5})"
_MAY_NUMBER = re.compile(
    rf"[\s(\[{{]*(?:cột\s*(?:số\s*)?)?[\s(\[{{]*{_LABEL}[\s)\]}}]*(?:$|(?P<stated>\(?\s*[=＝]))", re.I
)
# Most texts begin with a word of letters that cannot number a column: one look is enough.
_WORD_BEGINS = re.compile(r"(?!cột)[^\W\d_][^\W\d_IVX]", re.IGNORECASE)
_SUB_LABEL = re.compile(r"(\d+)(?:\.(\d+)|([a-zđ]))?", re.I)
_FIRST_LABELS = ("1", "1a", "1.1", "A", "a", "I")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class NumberCell:
    """One cell of a column-number row."""

    position: int
    label: str
    text: str
    notation: Notation | None = None
    unreadable: Text | None = None


@dataclass(frozen=True)
class NumberRow:
    """Neighbouring cells of one row that number columns.

    `stated` tells that a formula stands among them, `bracketed` that the numbers are written `(1)`; without
    either, only the surroundings can tell them from figures. `crowded` tells that other text stands right
    beside them. `formula_row` is the row below if that states the formulas.
    """

    row: int
    cells: tuple[NumberCell, ...]
    stated: bool
    bracketed: bool
    crowded: bool
    formula_row: int | None = None

    @property
    def first(self) -> int:
        """The first numbered sheet column."""
        return self.cells[0].position

    @property
    def last(self) -> int:
        """The last numbered sheet column."""
        return self.cells[-1].position


def number_rows(cells: Cells, expected: Collection[tuple[str, ...]] = ()) -> list[NumberRow]:
    """The rows that look like column-number rows, from top to bottom and left to right.

    `expected` are the numbers of tables that a spec speaks of: these number columns however they count, as 1, 2, 13,
    14. Linear in the number of cells. What stands above and below is not looked at.
    """
    found: list[NumberRow] = []
    above: tuple[int, list[int | None]] = (0, [])
    for row, content in sorted(_rows(cells, _promising_rows(cells, expected)).items()):
        looks = [_quick_label(value) for _, value in content]
        labels = [label for label, _ in looks]
        # What repeats the row above, or neither begins a count nor states a formula, is a row of figures.
        if above != (row - 1, labels) and any(stated or label in (0, 1) for label, stated in looks):
            chains = [_with_formulas(cells, chain) for chain in _chains(row, content)]
            found += [
                chain
                for chain in chains
                if (tuple(cell.label for cell in chain.cells) in expected or _counts_columns(chain))
                and not any(_is_formula_row_of(other, chain) for other in found[-1:])
            ]
        above = (row, labels)
    return found


def _promising_rows(cells: Cells, expected: Collection[tuple[str, ...]]) -> set[int]:
    """The rows with three labels that count up from left to right, a formula after a label, or all that is expected."""
    rows_of: dict[int, set[int]] = {}
    wanted = {int(label) for labels in expected for label in labels if label.isdecimal()}
    last: dict[int, int] = {}
    # The rows whose last label follows the one before it: the next that does makes three.
    following: set[int] = set()
    promising: set[int] = set()
    for position in cells.columns:
        labels, stated = _labels(cells.column(position))
        follow = [row for row, label in labels.items() if last.get(row, -1) + 1 == label]
        promising |= stated
        promising |= following.intersection(follow)
        following -= labels.keys()
        following.update(follow)
        last |= labels
        for row, number in labels.items() if wanted else ():
            if number in wanted:
                rows_of.setdefault(number, set()).add(row)
    for numbers in expected:
        if all(label.isdecimal() for label in numbers):
            promising |= set.intersection(*(rows_of.get(int(label), set()) for label in numbers))
    # Formulas may stand in a row of their own below the labels.
    return promising | {row - 1 for row in promising if row > 1}


def _labels(column: ColumnCells) -> tuple[dict[int, int], set[int]]:
    """The labels of a column by row, as `_quick_label` reads them, and the rows in which `=` follows one.

    Numbers far below a heading are figures, whatever they look like.
    """
    labels: dict[int, int] = {}
    stated: set[int] = set()
    for first, values in column.stretches:
        # The places of what is no number, told without a step of Python for each number.
        breaks = list(compress(count(), map(is_not, map(type, values), repeat(float))))
        for start, end in pairwise((-1, *breaks, len(values))):
            for index in range(start + 1, min(end, start + 1 + MOST_NUMBERS_ABOVE)):
                label, _ = _quick_label(values[index])
                if label is not None:
                    labels[first + index] = label
        texts = [values[index] if type(values[index]) is str else "" for index in breaks]
        # Most texts begin with a word, which numbers no column.
        for index in compress(breaks, map(is_, map(_WORD_BEGINS.match, texts), repeat(None))):  # type: ignore[arg-type]
            label, states = _quick_label(values[index])
            if label is not None:
                labels[first + index] = label
            if states:
                stated.add(first + index)
    return labels, stated


def _with_formulas(cells: Cells, chain: NumberRow) -> NumberRow:
    """The column numbers with the formulas of the row below, if they state none and that row does."""
    if chain.stated:
        return chain
    below = formulas_below(cells, chain.row, [(cell.position, cell.label) for cell in chain.cells])
    if not below:
        return chain
    stated = tuple(
        replace(cell, text=one.text, notation=one.notation, unreadable=one.unreadable)
        if (one := below.get(cell.position)) is not None
        else cell
        for cell in chain.cells
    )
    return replace(chain, cells=stated, stated=True, formula_row=chain.row + 1)


def _is_formula_row_of(upper: NumberRow, lower: NumberRow) -> bool:
    return upper.formula_row == lower.row and upper.first <= lower.first and lower.last <= upper.last


def _quick_label(value: Value) -> tuple[int | None, bool]:
    """A label's number (letters count as 0, so that `A | 1 | 2` counts up), and whether `=` follows it."""
    if type(value) is int or (type(value) is float and value.is_integer()):
        return (abs(int(value)) if 0 < abs(value) <= LARGEST_LABEL else None), False
    if type(value) is str and len(value) <= _LONGEST_TEXT and (match := _MAY_NUMBER.match(value)):
        return int(match["number"] or 0), match["stated"] is not None
    return None, False


def _rows(cells: Cells, wanted: set[int]) -> Mapping[int, list[tuple[int, Value]]]:
    """What stands in these rows, from left to right, blank cells left out."""
    rows: dict[int, list[tuple[int, Value]]] = {}
    listed = sorted(wanted)
    if not listed:
        return rows
    for position, column in cells.columns.items():
        stretches = cells.column(position).stretches
        if sum(len(values) for _, values in stretches) < len(wanted):
            here = [(row, value) for row, value in column.values.items() if row in wanted]
        elif listed[-1] - listed[0] < 2 * len(listed):
            values = part_of(stretches, listed[0], listed[-1])
            here = [(row, shown(values[row - listed[0]])) for row in listed]
        else:
            here = [(row, column.values.get(row)) for row in listed]
        for row, value in here:
            if value is not None and not (isinstance(value, str) and not value.strip()):
                rows.setdefault(row, []).append((position, value))
    return rows


def _chains(row: int, content: Sequence[tuple[int, Value]]) -> Iterator[NumberRow]:
    """The runs of labels in a row; a new one begins after other text and where the count starts again."""
    if not any(isinstance(value, int | float) and value > 0 for _, value in content):
        # Excel makes -1 of a typed (1): a row of negatives counts columns too.
        content = [(position, -value if isinstance(value, int | float) else value) for position, value in content]
    cells = [_number_cell(position, value) for position, value in content]
    if any(cell and cell.notation for cell in cells):
        cells = [cell or _between(content[i], cells[i - 1 : i], cells[i + 1 : i + 2]) for i, cell in enumerate(cells)]
    begin = 0
    for end in range(len(cells) + 1):
        here = cells[end] if end < len(cells) else None
        before = cells[end - 1] if end > begin else None
        if here is None or (before is not None and _starts_again(before.label, here.label)):
            chain = tuple(cell for cell in cells[begin:end] if cell is not None)
            beside = [content[i][0] for i in (begin - 1, end) if 0 <= i < len(cells) and cells[i] is None]
            if len(chain) >= FEWEST_COLUMNS:
                crowded = any(position in (chain[0].position - 1, chain[-1].position + 1) for position in beside)
                yield _number_row(row, chain, crowded)
            begin = end + (here is None)


def _number_row(row: int, cells: tuple[NumberCell, ...], crowded: bool) -> NumberRow:
    return NumberRow(
        row,
        cells,
        stated=any(cell.notation or cell.unreadable for cell in cells),
        bracketed=sum(cell.text.startswith(("(", "[")) for cell in cells) >= 2,
        crowded=crowded,
    )


def _between(
    cell: tuple[int, Value], before: Sequence[NumberCell | None], after: Sequence[NumberCell | None]
) -> NumberCell | None:
    """A text between 6 and 8 in a row that states formulas is column 7, though it cannot be read."""
    left, right = (before or (None,))[0], (after or (None,))[0]
    if left and right and left.label.isdigit() and right.label == str(int(left.label) + 2):
        reason = Text("không phải số cột như các ô bên cạnh", "it is no column number like its neighbours")
        return NumberCell(cell[0], str(int(left.label) + 1), text_of(cell[1]), unreadable=reason)
    return None


def _number_cell(position: int, value: Value) -> NumberCell | None:
    """A cell that numbers a column, None if it does not."""
    text = text_of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        counts = _quick_label(value)[0] is not None and value > 0
        return NumberCell(position, text, text) if counts or re.fullmatch(r"\d{1,2}\.\d", text) else None
    match = _MAY_NUMBER.match(value) if isinstance(value, str) and len(value) <= _LONGEST_TEXT else None
    if match is None:
        return None
    try:
        read = read_number_cell(text)
    except NotationError as error:
        label = match["label"].upper() if match["number"] is None else match["label"]
        return NumberCell(position, label, text, unreadable=error.text)
    return None if read is None else NumberCell(position, read[0], text, read[1])


def _starts_again(before: str, after: str) -> bool:
    return before.isdigit() and (after in ("1", "A", "a", "I") or (after == "B" and int(before) > 2))


def _counts_columns(chain: NumberRow) -> bool:
    """Whether the labels count up over most columns, from the start unless a formula gives them away."""
    labels = [cell.label for cell in chain.cells]
    good = sum(_follows(before, after) for before, after in pairwise(labels))
    steps = len(labels) - 1
    if chain.stated:
        return good >= 0.6 * steps
    return (
        labels[0] in _FIRST_LABELS
        and good >= (steps if steps < 4 else 0.8 * steps)
        and any(label.isdigit() for label in labels)
    )


def _follows(before: str, after: str) -> bool:
    """Whether `after` is what one writes after `before`: 3 after 2, B after A, 1 after C, 7.1 after 7."""
    left, right = _SUB_LABEL.fullmatch(before), _SUB_LABEL.fullmatch(after)
    if left and right:
        (number, sub), (next_number, next_sub) = _ranks(left), _ranks(right)
        return (next_number, next_sub) == (number, sub + 1) or (next_number == number + 1 and next_sub <= 1)
    if right:
        return after == "1"
    if before in _ROMANS and after in _ROMANS and _ROMANS.index(after) == _ROMANS.index(before) + 1:
        return True
    return len(before) == len(after) == 1 and ord(after.upper()) == ord(before.upper()) + 1


def _ranks(match: re.Match[str]) -> tuple[int, int]:
    letter = match[3]
    return int(match[1]), int(match[2]) if match[2] else ord(letter.lower()) - 96 if letter else 0
