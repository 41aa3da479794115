"""A formula after rows, columns or sheets have moved: its references follow, all else stays to the letter.

Lines move (`shifted`), a sheet gets another name (`renamed`) or goes (`without_sheet`). References by address move as
in Excel: what a deleted cell is referred to by becomes `#REF!` (without the sheet, which Excel leaves there and
LibreOffice cannot read), a reference over several sheets (`Q1:Q3!A1`) stays, because the cells of one of them alone
have moved.
"""

import re
from collections.abc import Sequence

from xl_addin.formula.calls import function_name
from xl_addin.formula.cells import quoted_sheet, unquoted_sheet
from xl_addin.formula.displacement import GONE, rewritten
from xl_addin.formula.reference import Reference, SheetPrefix, pieces, sheet_prefix
from xl_addin.formula.shift import Shift
from xl_addin.formula.tokens import ADDRESSES, Token

# Names that Excel writes without quotation marks, whatever it could read in them: `Q1` and `RC` are cells.
_PLAIN, _VALUES = re.compile(r"[^\W\d_]{4}\w*"), ("true", "false")


def shifted(formula: str, shift: Shift, *, here: str, line: int | None = None, fixed_only: bool = False) -> str:
    """The formula, standing on the sheet `here`, after the shift.

    `line` is the row or column it stands in, before, where that matters (`Shift.moved`). With `fixed_only`, references
    move that are fixed with `$`, as in defined names, where the others count from the cell that uses the name.
    """

    def moved(reference: Reference) -> str:
        if reference.kind not in ADDRESSES or not refers_to(reference, shift.sheet, here=here):
            return reference.written
        lines = reference.rows if shift.axis == "rows" else reference.columns
        if fixed_only and not all(each.fixed for each in lines):
            return reference.written
        new = shift.moved(reference, line=line if shift.concerns(here) else None)
        return GONE if new is None else new

    return rewritten(formula, moved)


def refers_to(reference: Reference, sheet: str, *, here: str) -> bool:
    """Whether a reference in a formula on the sheet `here` is to cells of this sheet alone."""
    prefix = reference.sheet
    if prefix is None:
        return here.casefold() == sheet.casefold()
    if prefix.book is not None or prefix.is_gone:
        return False
    named = {prefix.first.casefold(), (prefix.last or prefix.first).casefold()}
    return named == {sheet.casefold()}


def renamed(formula: str, old: str, new: str) -> str:
    """The formula after the sheet `old` is called `new`, as an end of a reference over several sheets, too."""

    def name(written: str) -> str:
        return new if written.casefold() == old.casefold() else written

    def prefixed(written: str) -> str:
        prefix = sheet_prefix(written)
        if prefix.book is not None or prefix.is_gone:
            return written
        names = [name(prefix.first), *([] if prefix.last is None else [name(prefix.last)])]
        return written if ":".join(names) == prefix.name else _prefix(names)

    def written_anew(piece: Token | Reference) -> str:
        if isinstance(piece, Reference):
            sheet = piece.sheet
            return prefixed(sheet.written) + piece.bare if sheet else piece.written
        before = function_name(piece)[0] if piece.kind == "function" else ""
        return prefixed(before) + piece.text[len(before) :] if before else piece.text

    return "".join(map(written_anew, pieces(formula)))


def without_sheet(formula: str, sheet: str, *, order: Sequence[str] = ()) -> str:
    """The formula after this sheet has been deleted: references to it are `#REF!`.

    Of a reference over several sheets that begins or ends with it, the next inside is taken, `order` being the sheets
    in tab order before.
    """

    def written(reference: Reference) -> str:
        prefix = reference.sheet
        if prefix is None or prefix.book is not None or prefix.is_gone:
            return reference.written
        if refers_to(reference, sheet, here=""):
            return GONE
        if prefix.last is None or sheet.casefold() not in {prefix.first.casefold(), prefix.last.casefold()}:
            return reference.written
        left = _left(prefix, sheet, order)
        return _prefix(left) + reference.bare if left else GONE

    return rewritten(formula, written)


def reordered(formula: str, sheet: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The formula after this sheet has come to stand elsewhere; `before` and `after` are the sheets in tab order.

    A reference over several sheets goes on from end to end. Where the sheet is one end and now stands beyond the other,
    the next inside takes its place, as Microsoft documents it ("Create a 3-D reference to the same cell range on
    multiple worksheets").
    """

    def written(reference: Reference) -> str:
        prefix = reference.sheet
        if prefix is None or prefix.last is None or prefix.book is not None:
            return reference.written
        if sheet.casefold() not in {prefix.first.casefold(), prefix.last.casefold()}:
            return reference.written
        if not _runs(prefix, before) or _runs(prefix, after):
            return reference.written
        left = _left(prefix, sheet, before)
        return _prefix(left) + reference.bare if left else reference.written

    return rewritten(formula, written)


def _runs(prefix: SheetPrefix, order: Sequence[str]) -> bool:
    """Whether the first sheet of a reference over several stands before the last."""
    places = {name.casefold(): at for at, name in enumerate(order)}
    first, last = (places.get(name.casefold()) for name in (prefix.first, prefix.last or ""))
    return first is not None and last is not None and first < last


def _prefix(names: Sequence[str]) -> str:
    """One sheet, or the first and the last of several, as a formula names them.

    Of several, LibreOffice (7.4) reads no names in quotation marks: those that can be without are.
    """
    plain = len(names) > 1 and all(_PLAIN.fullmatch(name) and name.casefold() not in _VALUES for name in names)
    return (":".join(names) if plain else quoted_sheet(":".join(names))) + "!"


def _left(prefix: SheetPrefix, sheet: str, order: Sequence[str]) -> list[str]:
    """The first and last sheet, or the only one, that a reference over several has left."""
    places = {name.casefold(): at for at, name in enumerate(order)}
    ends = [places.get(unquoted_sheet(name or "").casefold()) for name in (prefix.first, prefix.last)]
    known = [end for end in ends if end is not None]
    if len(known) < 2:
        return []
    inside = [name for name in order[min(known) : max(known) + 1] if name.casefold() != sheet.casefold()]
    return list(dict.fromkeys((inside[0], inside[-1]))) if inside else []
