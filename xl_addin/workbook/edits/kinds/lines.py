"""Rows and columns come or go, and everything in the book follows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xl_addin.formula.cells import column_letters
from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.workbook.edits.kind import EditKind, SheetsThen
from xl_addin.workbook.structure.lost.deletion import Deletion, lines_deleted
from xl_addin.workbook.structure.shifting import shift_lines


@dataclass(frozen=True)
class InsertRows:
    """Put empty rows before row `at`.

    They have the height and styles of row `like` (as numbered before), are where it is in conditional formats and
    validations, and with `fill` have its formulas as filled down and its merges of one row. With `stretch`, ranges of
    formulas that end right above them take them in.
    """

    sheet: str
    at: int
    count: int = 1
    like: int | None = None
    fill: bool = False
    stretch: bool = False


@dataclass(frozen=True)
class DeleteRows:
    """Take out the rows from `at` on; what refers to them alone becomes `#REF!`."""

    sheet: str
    at: int
    count: int = 1


@dataclass(frozen=True)
class InsertColumns:
    """Put empty columns before column `at` (counted from 1); all else as for `InsertRows`."""

    sheet: str
    at: int
    count: int = 1
    like: int | None = None
    fill: bool = False
    stretch: bool = False


@dataclass(frozen=True)
class DeleteColumns:
    """Take out the columns from `at` (counted from 1) on; what refers to them alone becomes `#REF!`."""

    sheet: str
    at: int
    count: int = 1


LineEdit = InsertRows | DeleteRows | InsertColumns | DeleteColumns


def shift_of(edit: LineEdit) -> Shift:
    """The shift that an edit makes."""
    axis: LineAxis = "rows" if isinstance(edit, InsertRows | DeleteRows) else "columns"
    if isinstance(edit, InsertRows | InsertColumns):
        return Shift(edit.sheet, axis, edit.at, edit.count, edit.like, edit.stretch, edit.fill)
    return Shift(edit.sheet, axis, edit.at, -edit.count)


def _check(then: SheetsThen, edits: Sequence[LineEdit]) -> None:
    for edit in edits:
        then.shift(shift_of(edit))


def _write(draft: Draft, edits: Sequence[LineEdit]) -> None:
    for edit in edits:
        shift_lines(draft, shift_of(edit))


def _words(edit: LineEdit) -> Text:
    ends = (edit.at, edit.at + edit.count - 1)
    lines = map(str, ends) if isinstance(edit, InsertRows | DeleteRows) else map(column_letters, ends)
    return _WORDS[type(edit)].with_values(lines=":".join(dict.fromkeys(lines)), sheet=edit.sheet)


def _deletes(source: PartSource, edits: Sequence[LineEdit]) -> Iterator[Deletion]:
    for edit in edits:
        if isinstance(edit, DeleteRows | DeleteColumns):
            yield lines_deleted(source, shift_of(edit))


def _inverse(edit: LineEdit) -> LineEdit:
    return _INVERSES[type(edit)](edit.sheet, edit.at, edit.count)


_INVERSES: Mapping[type, type[LineEdit]] = {
    InsertRows: DeleteRows,
    DeleteRows: InsertRows,
    InsertColumns: DeleteColumns,
    DeleteColumns: InsertColumns,
}
_WORDS: Mapping[type, Text] = {
    InsertRows: Text("{sheet}: chèn dòng {lines}", "{sheet}: insert rows {lines}"),
    DeleteRows: Text("{sheet}: xóa dòng {lines}", "{sheet}: delete rows {lines}"),
    InsertColumns: Text("{sheet}: chèn cột {lines}", "{sheet}: insert columns {lines}"),
    DeleteColumns: Text("{sheet}: xóa cột {lines}", "{sheet}: delete columns {lines}"),
}

# One edit moves the lines that the next one names: they are made in the order in which they are given.
KIND = EditKind(
    rank=30,
    edits=(InsertRows, DeleteRows, InsertColumns, DeleteColumns),
    check=_check,
    write=_write,
    words=_words,
    recalculates=bool,
    as_given=True,
    inverse=_inverse,
    deletes=_deletes,
)
