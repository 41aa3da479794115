"""A formula of a sheet as it reads on a copy of that sheet: what it said of its own sheet it says of the copy."""

from collections.abc import Mapping

from xl_addin.formula.cells import quoted_sheet
from xl_addin.formula.reference import Reference, pieces


def copied(formula: str, sheet: str, copy: str, *, tables: Mapping[str, str]) -> str:
    """The formula with references to `sheet` alone leading to `copy`, and its tables being those of the copy.

    `tables` are the new names by the old ones in folded case. A sum over several sheets stays, as in Excel.
    """
    if "!" not in formula and not tables:
        return formula

    def written(piece: Reference) -> str:
        prefix, bare = piece.sheet, piece.bare
        if piece.name and piece.name.casefold() in tables and bare.startswith(piece.name):
            bare = tables[piece.name.casefold()] + bare[len(piece.name) :]
        own = prefix is not None and prefix.book is None and prefix.last is None and not prefix.is_gone
        if prefix is not None and own and prefix.first.casefold() == sheet.casefold():
            return f"{quoted_sheet(copy)}!{bare}"
        return (prefix.written if prefix else "") + bare

    return "".join(written(piece) if isinstance(piece, Reference) else piece.text for piece in pieces(formula))
