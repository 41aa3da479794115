"""References in formulas follow the cells they mean."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Literal

from xl_addin.formula.calls import function_name
from xl_addin.formula.cells import Area
from xl_addin.formula.reference import Coordinate, Reference, pieces, references, sole_reference
from xl_addin.formula.tokens import Token
from xl_addin.language import Text
from xl_addin.template.plan.axis.ends import OUTSIDE, Turns
from xl_addin.template.plan.axis.runs import Run
from xl_addin.template.plan.gathered import Gathered, Meant, ReferenceFault
from xl_addin.template.plan.gathering import gathered
from xl_addin.template.plan.layout import FixedEnds, Lattice, Layout
from xl_addin.template.plan.targets import DefinedName, FindTarget, SheetCopies, Target

_FREE = FixedEnds((False, False), (False, False))
Copies = Literal["meant", "first", "own", "rule"]


def rewritten(
    formula: str, turns: Turns, find_target: FindTarget, *, copies: Copies = "meant", union: bool = False
) -> str:
    """The formula as it reads in these turns in the result; ReferenceFault where a reference means nothing there.

    `copies` says which copies of a repeated cell a reference stands for: those it means in a cell's formula; the
    `first` of them only (links, repeated header rows; one cell always has somewhere to lead, even if it was left out);
    or, as in charts, those of the turns it is seen from with or without `$`: its `own`; or, in a `rule` for several
    cells, where a `$` keeps a cell from shifting within them, of one cell its own. `union` tells whether the formula as
    a whole can be several areas: that of a name or a chart.
    """
    whole = pieces(formula)
    if "INDIRECT(" in formula:
        _check_addresses(whole, find_target)
    placed = [
        _placed(piece, turns, find_target, copies) if isinstance(piece, Reference) else piece.text for piece in whole
    ]
    texts = [each for each in placed if isinstance(each, str)]
    return "".join(texts) if len(texts) == len(placed) else gathered(whole, placed, union=union)


def _check_addresses(whole: Sequence[Token | Reference], find_target: FindTarget) -> None:
    """ReferenceFault for a cell named by a text, which stays as it is, though the cell does not stay where it is."""
    for opening, text in pairwise(piece for piece in whole if not isinstance(piece, Token) or piece.text.strip()):
        if not (isinstance(opening, Token) and isinstance(text, Token) and text.kind == "text"):
            continue
        if opening.kind != "function" or function_name(opening)[1] != "INDIRECT":
            continue
        address = text.text[1:-1].replace('""', '"')
        reference = sole_reference(address)
        if reference is None or reference.area is None:
            continue
        try:
            layout = find_target(reference.sheet.written if reference.sheet else None).layout
        except ReferenceFault:
            continue
        if layout is not None and layout.copies(reference.area) != [reference.area]:
            raise ReferenceFault(_stays(text.text, address))


def _stays(text: str, address: str) -> Text:
    return Text(
        f"INDIRECT({text}) chỉ ô bằng chữ nên không theo dòng, cột bị dời; hãy viết {address}",
        f"INDIRECT({text}) names a cell by a text, which does not follow rows and columns; write {address}",
    )


def _placed(reference: Reference, turns: Turns, find_target: FindTarget, copies: Copies) -> str | Gathered:
    sheet = reference.sheet
    if sheet is not None and sheet.is_gone:
        return reference.written
    target = find_target(sheet.written if sheet else None)
    layout, area = target.layout, reference.area
    table = target.tables.get(reference.name.casefold()) if target.tables and reference.name else None
    if table is not None and reference.bare.startswith(reference.name):
        return table + reference.bare[len(reference.name) :]
    if reference.kind == "name" and copies in ("meant", "rule") and target.names:
        named = _named(reference, target.names.get(reference.name.casefold()), find_target)
        if named is not None:
            return named
    if target.sheets is not None:
        return _on_copies(reference, target.sheets, copies)
    if layout is None or area is None:
        return reference.with_parts(prefix=target.prefix)
    seen = turns if target.own else OUTSIDE
    if reference.is_one_cell and copies != "own":
        return _one_cell(reference, area, layout, seen, target.prefix, copies)
    if copies == "first":
        areas = [next(each.areas()) for each in layout.meant(area, seen, _FREE)]
        areas = areas if seen else layout.copies(area)
        return _written(reference, areas[0], target.prefix) if areas else Gathered(reference.bare, ())
    fixed = _FREE if copies == "own" else FixedEnds(_fixed(reference.rows), _fixed(reference.columns))
    lattices = layout.meant(area, seen, fixed)
    if not lattices and _is_one_line_of_tags(area, layout):
        raise ReferenceFault(_tags_only(reference.bare))
    return _several(reference, lattices, target.prefix)


def _named(reference: Reference, name: DefinedName | None, find_target: FindTarget) -> str | Gathered | None:
    """What a name means that has no cells in the result, or that is not known where the formula stands.

    None for one that can stand as it is.
    """
    if name is None:
        return None
    stands_for = sole_reference(name.text)
    if stands_for is None or stands_for.area is None:
        if name.known:
            return None
        raise ReferenceFault(_of_each_copy(reference.written, name.text))
    placed = _placed(stands_for, OUTSIDE, find_target, "meant")
    if isinstance(placed, str):
        return None if name.known else placed
    if name.known and placed.count:
        return None
    return replace(placed, bare=reference.written, is_cell=placed.is_cell and bool(placed.count))


def _of_each_copy(name: str, text: str) -> Text:
    return Text(
        f"mỗi bản của trang lặp có tên {name} riêng; ở đây hãy viết thẳng {text}",
        f"every copy of the repeated sheet has a name {name} of its own; write {text} here",
    )


def _on_copies(reference: Reference, sheets: SheetCopies, copies: Copies) -> Gathered:
    """The cells of a reference to a repeated sheet on all of its copies."""
    area = reference.area
    if copies not in ("meant", "rule") or area is None:
        raise ReferenceFault(sheets.alone)
    on_each = [
        [Meant(each, partial(_written, reference, prefix=target.prefix)) for each in _lattices(reference, area, target)]
        for target in sheets.targets
    ]
    found = {tuple(lattice for lattice, _ in each) for each in on_each}
    one = next(iter(found)) if len(found) == 1 else ()
    same = len(one) == 1 and one[0].size == 1
    across = _written(reference, next(one[0].areas()), f"{sheets.across}!") if same else None
    meant = [each for sheet in on_each for each in sheet]
    return Gathered(reference.bare, meant, sheets.alone, reference.is_one_cell, across, len(sheets.targets))


def _lattices(reference: Reference, area: Area, target: Target) -> Sequence[Lattice]:
    """The cells that a reference from another sheet means on one."""
    layout = target.layout
    if layout is None:
        return [Lattice(Run(area.first_row, area.last_row), Run(area.first_column, area.last_column))]
    if not reference.is_one_cell:
        return layout.meant(area, OUTSIDE, FixedEnds(_fixed(reference.rows), _fixed(reference.columns)))
    fixed = reference.rows[0].fixed, reference.columns[0].fixed
    return layout.meant_by_one(area.first_row, area.first_column, OUTSIDE, fixed)


def _one_cell(
    reference: Reference, area: Area, layout: Layout, turns: Turns, prefix: str | None, copies: Copies
) -> str | Gathered:
    row, column = area.first_row, area.first_column
    if copies == "first":
        found = layout.meant_by_one(row, column, turns, (False, False)) if turns else ()
        row, column = min(
            ((each.rows.first, each.columns.first) for each in found), default=layout.landing(row, column)
        )
        return _written(reference, Area(row, column, row, column), prefix)
    fixed = reference.rows[0].fixed, reference.columns[0].fixed
    if copies == "rule":
        elsewhere = [layout.is_many(row, column, turns, still) for still in ((False, True), (True, False))]
        fixed = fixed[0] and elsewhere[0], fixed[1] and elsewhere[1]
    many = _means_many(reference, layout, turns) if layout.is_many(row, column, turns, fixed) else None
    lattices = layout.meant_by_one(row, column, turns, fixed)
    if not lattices and layout.is_tag(row, column):
        raise ReferenceFault(_tags_only(reference.bare))
    return _several(reference, lattices, prefix, many)


def _is_one_line_of_tags(area: Area, layout: Layout) -> bool:
    """Whether an area is a part of one row, or column, of tags: a total of it would be 0, whatever the data."""
    tagged = layout.is_tag(area.first_row, area.first_column) and layout.is_tag(area.last_row, area.last_column)
    return tagged and (area.first_row == area.last_row or area.first_column == area.last_column)


def _tags_only(reference: str) -> Text:
    return Text(
        f"{reference} là dòng hay cột chỉ có thẻ {{% … %}}, không có trong kết quả; hãy chỉ tới dòng, cột giữa hai thẻ",
        f"{reference} is in a row or column of tags, which is not in the result; refer to what stands between the tags",
    )


def _several(
    reference: Reference, lattices: Sequence[Lattice], prefix: str | None, alone: Text | None = None
) -> str | Gathered:
    """The reference as it reads; gathered where that is not one area, or `alone` says why it cannot stand alone."""
    if len(lattices) == 1 and lattices[0].size == 1 and alone is None:
        return _written(reference, next(lattices[0].areas()), prefix)

    def written(area: Area) -> str:
        return _written(reference, area, prefix)

    return Gathered(reference.bare, [Meant(each, written) for each in lattices], alone, reference.is_one_cell)


def _written(reference: Reference, area: Area, prefix: str | None) -> str:
    """The area as the reference writes its own: its `$` and its order."""
    rows, columns = (area.first_row, area.last_row), (area.first_column, area.last_column)
    if reference.is_one_cell:
        moved = columns[0] != reference.columns[0].number
        one = reference.with_parts(rows=rows[:1], columns=columns[:1] if moved else None, prefix=prefix)
        if rows[0] == rows[1] and columns[0] == columns[1]:
            return one
        # One cell of the template has become several.
        return f"{one}:{reference.with_parts(rows=rows[1:], columns=columns[1:], prefix='')}"
    return reference.with_parts(
        rows=_in_order_of(reference.rows, rows), columns=_in_order_of(reference.columns, columns), prefix=prefix
    )


def _in_order_of(written: Sequence[Coordinate], lines: tuple[int, int]) -> Sequence[int] | None:
    """What to write for these, in the order in which they are written; None where that is what stands there."""
    if not written:
        return None
    new = lines if _is_in_order(written) else lines[::-1]
    return None if new == (written[0].number, written[-1].number) else new


def _is_in_order(written: Sequence[Coordinate]) -> bool:
    return written[0].number <= written[-1].number


def _fixed(written: Sequence[Coordinate]) -> tuple[bool, bool]:
    if not written:
        # All rows, or all columns.
        return True, True
    ends = written[0].fixed, written[-1].fixed
    return ends if _is_in_order(written) else ends[::-1]


def _means_many(reference: Reference, layout: Layout, turns: Turns) -> Text:
    [row], [column] = reference.rows, reference.columns
    bare = reference.bare.replace("$", "")
    letters, number = bare.rstrip("0123456789"), bare.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    rows, columns = layout.rows.is_repeated(row.number, turns), layout.columns.is_repeated(column.number, turns)
    first = f"{'$' * (columns or column.fixed)}{letters}{'$' * (rows or row.fixed)}{number}"
    line = Text("dòng", "row") if rows and not row.fixed else Text("cột", "column")
    every = f"{reference.bare}:{reference.bare}"
    return Text(
        f"{reference.bare} ở {line.vi} được lặp: viết {every} cho mọi bản sao, {first} cho bản sao đầu",
        f"{reference.bare} is in a repeated {line.en}: write {every} for all copies, {first} for the first",
    )


def stays_on_its_sheet(formula: str) -> bool:
    """Whether no reference of a formula names a sheet, or what each sheet may call otherwise.

    Where its rows went is then all it depends on.
    """
    return all(reference.sheet is None and not reference.name for reference in references(formula))


def sheets_named(formula: str) -> set[str]:
    """The names of the sheets a formula refers to."""
    return {reference.sheet.name for reference in references(formula) if reference.sheet}
