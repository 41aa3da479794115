"""Read `Sheet!C2=510000`: which cell a person means, and which value."""

import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction

from xl_addin.formula.cells import CellRef, cell_named
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.figures import FigureError, told, ungrouped
from xl_addin.workbook.edits.edit import Plain
from xl_addin.workbook.model.book import Book

_FORM = Text("cần dạng 'Trang tính!C2=510000', không phải “{text}”", "expected 'Sheet!C2=510000', not {text!r}")
_NO_CELL = Text("không có ô {cell} trong bảng tính", "there is no cell {cell} on a sheet")
_NO_SHEET = Text("không có trang tính “{name}”", "there is no sheet “{name}”")
_WHICH_SHEET = Text("hãy ghi tên trang tính trước ô, như Trang1!C5", "write the sheet before the cell, as in Sheet1!C5")
_TWICE = Text("ô {cell} ghi hai lần; hãy ghi một lần", "cell {cell} is given twice; give it once")
_FORMULA = Text(
    "chỉ thử được giá trị, không thử được công thức “{text}”", "only a value can be tried, not the formula {text}"
)


def read_inputs(texts: Iterable[str], book: Book) -> Mapping[CellRef, Plain]:
    """The cells and values that these texts name; Problem for one that names no cell of the book, or
    a cell named before."""
    found: dict[CellRef, Plain] = {}
    for cell, value in (_input(text, book) for text in texts):
        if cell in found:
            raise Problem(_TWICE.with_values(cell=str(cell)), place="--set")
        found[cell] = value
    return found


def _input(text: str, book: Book) -> tuple[CellRef, Plain]:
    # A sheet may have the sign in its name: the first that stands behind a cell is the one.
    for at in (at for at, sign in enumerate(text) if sign == "="):
        try:
            cell = cell_named(text[:at])
        except ValueError:
            continue
        return cell._replace(sheet=_sheet(cell.sheet or None, book)), _value(text[at + 1 :].strip())
    written, sign, _ = text.partition("=")
    place = written.rpartition("!")[2].strip()
    if sign and place.replace("$", "").isalnum():
        raise Problem(_NO_CELL.with_values(cell=place), place="--set")
    raise Problem(_FORM.with_values(text=text), place="--set")


def _sheet(name: str | None, book: Book) -> str:
    """The sheet's name as the book spells it; only in a book of one sheet may it be left out."""
    names = [sheet.name for sheet in book.sheets]
    if name is None and len(names) == 1:
        return names[0]
    for known in names:
        if name is not None and _folded(known) == _folded(name):
            return known
    if name is None:
        raise Problem(unknown(_WHICH_SHEET, "", names), file=book.file, place="--set")
    text = unknown(_NO_SHEET.with_values(name=name), name, names)
    raise Problem(text, file=book.file, place="--set")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold()


def _value(text: str) -> Plain:
    if not text:
        return None
    if text.startswith("'"):
        return text[1:]
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    if text.startswith("="):
        raise Problem(_FORMULA.with_values(text=text), place="--set")
    try:
        plain = ungrouped(text, whole=False)
    except FigureError as error:
        if error.reason == "ambiguous":
            raise Problem(told(error, text, whole=False), place="--set") from None
        return text
    number = Fraction(plain.removesuffix("%").replace(",", ".")) / (100 if plain.endswith("%") else 1)
    return int(number) if number.denominator == 1 else float(number)
