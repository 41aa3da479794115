"""All cells of a row at once, written as nearly all programs do: a place first, formulas without attributes."""

from xl_addin.workbook.structure.cells.formula_shifting import BETWEEN, FormulaShifting

_DIGITS = b"0123456789"


def with_formulas(content: bytes, row: int, formulas: FormulaShifting, prefix: bytes) -> bytes | None:
    """The cells of a row (numbered as before) with their formulas as they read afterwards.

    None where a formula has attributes or has to be read by itself. `prefix` is that of the elements' names.
    """
    opening = b"<%bf>" % prefix
    before, *behind = content.split(opening)
    if content.count(b"<%bf" % prefix) != len(behind):
        return None
    stated = [each.partition(b"<") for each in behind]
    moved = formulas.texts(BETWEEN.join([text for text, _, _ in stated]), row)
    if moved is None:
        return None
    following = zip(moved.split(BETWEEN), stated, strict=True)
    return opening.join([before, *[b"%b<%b" % (text, rest) for text, (_, _, rest) in following]])


def in_row(content: bytes, row: int, prefix: bytes) -> bytes | None:
    """The cells of a row in another one; None where one of them does not begin with its place."""
    opening = b'<%bc r="' % prefix
    before, *cells = content.split(opening)
    if content.count(b"<%bc" % prefix) != len(cells):
        return None
    number = b'%d"' % row
    places = [cell.partition(b'"') for cell in cells]
    return opening.join([before, *[place.rstrip(_DIGITS) + number + rest for place, _, rest in places]])
