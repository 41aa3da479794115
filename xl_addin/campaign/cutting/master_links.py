"""Figures as formulas that lead to the workbook that was cut, the master: for sheets that stay in the office.

Sheets that leave it hold values: on another PC the way to the master leads nowhere.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from xl_addin.formula.cells import CellRef, address
from xl_addin.package.draft import Draft
from xl_addin.package.parts import child, children, namespace_of, relations_part, workbook_part
from xl_addin.package.splicing import find_elements, last_in, prefix_of, spliced
from xl_addin.package.xml_text import escape, quoteattr
from xl_addin.table.model import NumberedTable
from xl_addin.template.template import Template
from xl_addin.workbook.edits.cached_values import stored_as
from xl_addin.workbook.model.book import Book, Value
from xl_addin.workbook.model.linked import Linked, linked

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
_BEFORE = ("sheets", "functionGroups")
_LISTED = "externalReferences"


def way_to(master: Path, folder: Path) -> str:
    """The way to the master from the folder of the sheets; the whole path where both are on different drives."""
    try:
        return Path(os.path.relpath(master.absolute(), folder.absolute())).as_posix()
    except ValueError:
        return master.absolute().as_uri()


def linked_figures(book: Book, tables: Sequence[NumberedTable], template: Template) -> Book:
    """The book with the figures of its tables' rows knowing where they stand, as sheets of this template name it."""
    listed = child(template.package.xml(template.workbook), _LISTED)
    number = 1 + len(children(listed, "externalReference"))
    figures: dict[CellRef, Value] = {}
    for table in tables:
        sheet = book[table.sheet]
        rows = {*table.body_rows, *(row for row, _ in table.subtotal_rows)}
        for column in table.columns:
            for row in rows if column.role == "number" else ():
                value = sheet.value(row, column.position)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    place = CellRef(f"[{number}]{table.sheet}", row, column.position)
                    figures[CellRef(table.sheet, row, column.position)] = linked(value, [place])
    return book.with_values(figures)


def link_to_master(draft: Draft, master: str, units: Sequence[Mapping[str, Any]]) -> None:
    """Name the master in a workbook of unit sheets, and keep what it holds of these units.

    `units` are those of the template's context, `master` the way to it. Excel shows what is kept until it is allowed to
    read the master; without it every formula would be an error.
    """
    workbook = workbook_part(draft)
    part = draft.fresh_name("xl/externalLinks/externalLink1.xml")
    target = master if master.startswith("file:") else quote(master)
    draft.add(part, _link_xml(_kept(units), namespace_of(draft.xml(workbook))), content_type=_TYPE)
    leads = f'Id="rId1" Type="{_RELATIONS}/externalLinkPath" Target={quoteattr(target)} TargetMode="External"'
    listed = f'<Relationships xmlns="{_PACKAGE_RELATIONS}"><Relationship {leads}/></Relationships>'
    draft.add(relations_part(part), listed.encode())
    _list(draft, workbook, draft.add_relation(workbook, f"{_RELATIONS}/externalLink", part))


def _kept(units: Sequence[Mapping[str, Any]]) -> list[tuple[CellRef, Value]]:
    """What the master holds of these units, sheet by sheet and row by row."""
    found = {}
    for unit in units:
        for table in unit["tables"]:
            for column in (*table["columns"], *(one for row in table["rows"] for one in row["columns"])):
                value = column["value"]
                if isinstance(value, Linked) and len(value.cells) == 1:
                    found[value.cells[0]._replace(sheet=table["sheet"])] = value
    return sorted(found.items())


def _link_xml(kept: Sequence[tuple[CellRef, Value]], main: str) -> bytes:
    names = list(dict.fromkeys(cell.sheet for cell, _ in kept))
    listed = "".join(f"<sheetName val={quoteattr(name)}/>" for name in names)
    data = "".join(
        f'<sheetData sheetId="{names.index(name)}">{"".join(_rows(list(cells)))}</sheetData>'
        for name, cells in groupby(kept, key=lambda pair: pair[0].sheet)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<externalLink xmlns="{main}"><externalBook xmlns:r="{_RELATIONS}" r:id="rId1">'
        f"<sheetNames>{listed}</sheetNames><sheetDataSet>{data}</sheetDataSet></externalBook></externalLink>"
    ).encode()


def _rows(cells: Sequence[tuple[CellRef, Value]]) -> Iterator[str]:
    for row, own in groupby(cells, key=lambda pair: pair[0].row):
        written = "".join(
            f'<cell r="{address(cell.row, cell.column)}"><v>{escape(stored_as(value)[1] or "")}</v></cell>'
            for cell, value in own
        )
        yield f'<row r="{row}">{written}</row>'


def _list(draft: Draft, workbook: str, relation: str) -> None:
    """Name the link in the workbook part, behind those there are."""
    xml = draft.read(workbook)
    elements = find_elements(xml, {*_BEFORE, _LISTED}, part=workbook)
    prefix = prefix_of(xml[elements[0].start : elements[0].tag_end]).decode()
    new = f'<{prefix}externalReference xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
    listed = next((each for each in elements if each.path == _LISTED), None)
    if listed is None:
        end = elements[-1].end
        splice = end, end, f"<{prefix}{_LISTED}>{new}</{prefix}{_LISTED}>".encode()
    else:
        splice = last_in(xml, listed, new.encode())
    draft.write(workbook, spliced(xml, [splice]))
