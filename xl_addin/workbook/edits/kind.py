"""What a kind of edit is: its dataclasses, its place in the order, how it is checked and written into a draft."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, PartSource
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_worksheet
from xl_addin.workbook.structure.lost.deletion import Deletion
from xl_addin.workbook.structure.shifting import check_shift, shift_lines

NO_SHEET = Text(vi="không có trang tính này trong tệp", en="the book has no such worksheet")
SHEET_EXISTS = Text(
    vi="trong sổ đã có trang tính này; hãy xóa hoặc đổi tên trang đó rồi chạy lại",
    en="the book has this worksheet already; delete or rename it and run again",
)
_NAME = Text(
    vi="không đặt được tên này cho trang tính; tên có 1–31 ký tự, không có [ ] : * ? / \\, không bắt đầu hay kết thúc "
    "bằng dấu nháy",
    en="no sheet can be called so; a name has 1–31 characters, none of [ ] : * ? / \\, and no apostrophe at its ends",
)
_LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]|^'|'$")


class SheetBefore(NamedTuple):
    """A worksheet as the source has it: its part, and its name."""

    part: str
    name: str


@dataclass
class SheetsThen:
    """The sheets of a book as the edits that were checked so far would leave them.

    `worksheets` are those by the names they will have, each with its part and name in the source; one that an edit adds
    has neither. `others` are the names of chart sheets and the like. What stands in a sheet is read only for whoever
    asks (`content`): most edits need not know. The source is that before any edit, or after those that must be made
    to tell what others would find.
    """

    source: PartSource
    _book: Book | None
    worksheets: dict[str, SheetBefore | None] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    # What writes the edits that the source is still without, and whether a copy or a shift is among them.
    _ahead: list[Callable[[Draft], None]] = field(default_factory=list)
    _copied: bool = False
    _shifted: bool = False

    @classmethod
    def of(cls, source: PartSource, book: Book | None) -> "SheetsThen":
        """The sheets before any edit; `book` is what the source holds, None where nobody has read it."""
        listed = sheet_parts(source, workbook_part(source))
        there = {each.name: SheetBefore(each.part, each.name) for each in listed if each.kind == "worksheet"}
        return cls(source, book, dict(there), tuple(each.name for each in listed if each.name not in there))

    def before(self, name: str) -> "SheetBefore | None":
        """A worksheet as it was, None for one that is added; Problem where there will be no such worksheet."""
        try:
            return self.worksheets[name]
        except KeyError:
            raise Problem(NO_SHEET, place=name) from None

    def parts(self) -> dict[str, str]:
        """The parts of the worksheets that are there already, by the names they will have."""
        return {name: sheet.part for name, sheet in self.worksheets.items() if sheet is not None}

    def note(self, write: Callable[[Draft], None]) -> None:
        """Note an edit that changes which sheets there are, by what writes it."""
        self._ahead.append(write)

    def rename(self, name: str, new: str, write: Callable[[Draft], None]) -> None:
        """Note that a worksheet will have another name; Problem where it cannot have it."""
        sheet = self.before(name)
        del self.worksheets[name]
        self.check_free(new)
        self.worksheets[new] = sheet
        self.note(write)

    def copy(self, name: str, new: str, write: Callable[[Draft], None]) -> None:
        """Note that a worksheet will have a copy; until lines of one of them move, it holds what the sheet holds."""
        self.check_free(new)
        self.worksheets[new] = self.before(name)
        self._copied = True
        self.note(write)

    def shift(self, shift: Shift) -> None:
        """Note that lines of a worksheet will move; Problem where the book, as it is then, does not allow it."""
        # One that an edit adds has nothing in it that could stand in the way.
        if self.before(shift.sheet) is None:
            return
        if self._copied or self._shifted:
            self._make()
        before = self.before(shift.sheet)
        assert before is not None
        check_shift(self.source, replace(shift, sheet=before.name))
        self._shifted = True
        self.note(partial(shift_lines, shift=shift))

    def settle(self) -> None:
        """Have the source as it is after the shifts so far, for whoever looks at cells."""
        if self._shifted:
            self._make()

    def content(self, sheet: SheetBefore) -> Sheet:
        """What a worksheet holds in the source."""
        return read_worksheet(self.source, sheet.name) if self._book is None else self._book[sheet.name]

    def _make(self) -> None:
        """Have the source as the edits so far leave it: each sheet has its name there, each copy its own part."""
        assert isinstance(self.source, Package | Draft)
        draft = self.source.copy() if isinstance(self.source, Draft) else Draft(self.source)
        for write in self._ahead:
            write(draft)
        self.source, self._book = draft, None
        self._ahead.clear()
        self._copied = self._shifted = False
        parts = {sheet.name: sheet.part for sheet in sheet_parts(draft, workbook_part(draft))}
        for name, before in self.worksheets.items():
            if before is not None:
                self.worksheets[name] = SheetBefore(parts[name], name)

    def has(self, name: str) -> bool:
        """Whether a sheet, of whatever sort and in whatever letter case, will be called so."""
        return name.casefold() in {there.casefold() for there in (*self.worksheets, *self.others)}

    def check_free(self, name: str) -> None:
        """Raise Problem where a sheet, of whatever sort, has this name already, and where none can have it."""
        # Excel counts in UTF-16, and keeps `History` to itself.
        if (
            not name.strip()
            or len(name.encode("utf-16-le")) > 2 * _LONGEST_NAME
            or _NO_NAME.search(name)
            or name.casefold() == "history"
        ):
            raise Problem(_NAME, place=name)
        if self.has(name):
            raise Problem(SHEET_EXISTS, place=name)


def _makes_none(_edit: Any) -> str | None:
    return None


def _no_inverse(_edit: Any) -> Any | None:
    return None


def deletes_nothing(_source: PartSource, _edits: Sequence[Any]) -> Iterator[Deletion]:
    """What most kinds of edits take away that something may refer to."""
    return iter(())


def _never(_edits: Iterable[Any]) -> bool:
    return False


@dataclass(frozen=True)
class EditKind:
    """A kind of edit. Its edits are handed over together, in the order of `edits` and else as they were given.

    - `rank`: kinds are made in its order, whatever the order of a list.
    - `edits`: its dataclasses. Each names its place as `cell`, or its sheet as `sheet`.
    - `check`: raises Problem for the first edit the book does not allow, and notes in `SheetsThen` what becomes of the
      sheets.
    - `write`: writes edits that were checked.
    - `words`: what an edit does, for whoever says yes to it; cells are shown as before → after instead.
    - `makes`: the name of the sheet that an edit makes; edits that are made later can name it.
    - `recalculates`: whether values of formulas may be others afterwards.
    - `as_given`: its edits are made in the order in which they are given, whatever their dataclasses.
    - `inverse`: the edit of this kind that takes back what an edit does in many places; None where little changes.
    - `deletes`: what edits of this kind take away that something may refer to, of a book as it is before; of edits that
      are made `as_given`, one is asked for at a time.
    """

    rank: int
    edits: tuple[type, ...]
    check: Callable[[SheetsThen, Sequence[Any]], None]
    write: Callable[[Draft, Sequence[Any]], None]
    words: Callable[[Any], Text]
    makes: Callable[[Any], str | None] = _makes_none
    recalculates: Callable[[Sequence[Any]], bool] = _never
    as_given: bool = False
    inverse: Callable[[Any], Any | None] = _no_inverse
    deletes: Callable[[PartSource, Sequence[Any]], Iterator[Deletion]] = deletes_nothing


def check_sheets(then: SheetsThen, edits: Sequence[Any]) -> None:
    """The check of edits that any worksheet allows: it must be there."""
    for edit in edits:
        then.before(edit.sheet)
