"""What names a sheet that goes: it says `#REF!`, and a reference over several sheets keeps those that are left."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from xl_addin.formula.displacement import GONE
from xl_addin.formula.moving import without_sheet
from xl_addin.formula.table_columns import without_table
from xl_addin.package.draft import Draft
from xl_addin.package.parts import NO_PART, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.structure.chart_caches import caches_apart, caches_together, kept_caches
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.movers.charts import charts_on
from xl_addin.workbook.structure.sheets.naming import SheetNaming, rename_references


def forget_sheets(draft: Draft, gone: Mapping[str, Sequence[str]], order: Sequence[str]) -> None:
    """Rewrite every place of the book that names a sheet or a table that has gone.

    `gone` are these sheets, each with the names of its tables; `order` all worksheets in tab order before. A part that
    names none of them stays byte for byte.
    """
    names = {name.casefold() for name in gone}
    naming = SheetNaming(
        formula=without_sheets(gone, order),
        sheet=lambda name: GONE if name.casefold() in names else name,
        sheets_alone=not _tables(gone),
    )
    _forget_values(draft, naming.formula)
    rename_references(draft, workbook_part(draft), naming, named=[*gone, *_tables(gone)])


def _forget_values(draft: Draft, formula: Callable[[str], str]) -> None:
    """Charts keep no values of cells that have gone: programs that look at them alone would still draw these."""
    listed = sheet_parts(draft, workbook_part(draft))
    for part in charts_on(draft, {sheet.name: sheet.part for sheet in listed if sheet.kind != NO_PART}):
        xml, caches = caches_apart(as_utf8(draft.read(part), part=part), part=part)
        root = tree_of(xml, part=part)
        if not any(each.name == "externalData" for each in root.walk()):
            draft.write(part, caches_together(xml, kept_caches(root, caches, formula)))


def without_sheets(gone: Mapping[str, Sequence[str]], order: Sequence[str]) -> Callable[[str], str]:
    """How a formula reads after these sheets have gone; see `forget_sheets`."""
    tables = [table.casefold() for table in _tables(gone)]

    def formula(written: str) -> str:
        left = list(order)
        # Most formulas name no sheet.
        for name in gone if "!" in written else ():
            written = without_sheet(written, name, order=left)
            left = [each for each in left if each.casefold() != name.casefold()]
        for table in tables:
            if table in written.casefold():
                written = without_table(written, table)
        return written

    return formula


def worksheet_order(draft: Draft) -> list[str]:
    """The names of the worksheets in tab order; a reference over several sheets passes over all others."""
    return [sheet.name for sheet in sheet_parts(draft, workbook_part(draft)) if sheet.kind == "worksheet"]


def _tables(gone: Mapping[str, Iterable[str]]) -> list[str]:
    return [table for tables in gone.values() for table in tables]
