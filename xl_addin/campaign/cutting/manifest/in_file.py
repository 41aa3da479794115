"""The manifest inside the workbook of unit sheets: on a very hidden sheet, with hidden names that follow the cells.

In row 1 stands what is said of all units, in each row below one unit, as JSON, on as many columns as it takes. The name
`xl_addin_unit_3` leads to the entry cells of the third: Excel keeps it right when sheets are renamed or moved.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from xl_addin.campaign.cutting.manifest.model import Manifest, UnitIssue
from xl_addin.formula.cells import address, quoted_sheet
from xl_addin.package.draft import Draft
from xl_addin.package.parts import namespace_of, workbook_part
from xl_addin.package.splicing import find_elements, last_in, prefix_of, spliced
from xl_addin.package.xml_text import escape, quoteattr
from xl_addin.template.render import Rendered
from xl_addin.workbook.edits.sheet_list import add_sheet
from xl_addin.workbook.model.book import Column, Sheet
from xl_addin.workbook.reading.strings import escaped

SHEET = "_xl_addin"
NAME = "xl_addin_unit_"
# A cell holds 32 767 characters, but Excel takes no more than 8 203 of them among many cells written at once.
_LONGEST_TEXT = 8_000
# And a name's formula 8 192.
_LONGEST_NAME = 8_000
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


def with_manifest(rendered: Rendered, manifest: Manifest) -> Rendered:
    """The result with its manifest inside; its draft is written to."""
    rows, names = manifest_rows(manifest), put_manifest(rendered.draft, manifest)
    width = max(map(len, rows))
    columns = {
        column: Column({row: texts[column - 1] for row, texts in enumerate(rows, start=1) if len(texts) >= column})
        for column in range(1, width + 1)
    }
    book = rendered.book
    hidden = Sheet(SHEET, columns, visible=False)
    return replace(
        rendered, book=replace(book, sheets=(*book.sheets, hidden), defined_names={**book.defined_names, **names})
    )


def put_manifest(draft: Draft, manifest: Manifest) -> dict[str, str]:
    """Put a manifest into the file; the hidden names that it defines, with what they lead to."""
    main = namespace_of(draft.xml(workbook_part(draft)))
    add_sheet(draft, SHEET, _sheet_xml(manifest_rows(manifest), main), state="veryHidden")
    names = unit_names(manifest)
    _define(draft, names)
    return names


def manifest_rows(manifest: Manifest) -> list[list[str]]:
    """What stands on the manifest's sheet, row by row."""
    said = manifest.as_json()
    units = said.pop("units")
    assert isinstance(units, list)
    return [_parts(json.dumps(one, ensure_ascii=False)) for one in (said, *units)]


def _parts(text: str) -> list[str]:
    return [text[start : start + _LONGEST_TEXT] for start in range(0, len(text), _LONGEST_TEXT)]


def unit_names(manifest: Manifest, *, longest: int = _LONGEST_NAME) -> dict[str, str]:
    """The hidden names and where they lead, none longer than `longest` characters."""
    return {f"{NAME}{number}": _place(unit, longest) for number, unit in enumerate(manifest.units, start=1)}


def _place(unit: UnitIssue, longest: int) -> str:
    """The entry cells, all of them in order; the first cell of a sheet without any, or with too many for a name."""
    sheet = quoted_sheet(unit.sheet)
    places = ",".join(f"{sheet}!{entry.area.absolute}" for entry in unit.entries)
    return places if 0 < len(places) <= longest else f"{sheet}!$A$1"


def _sheet_xml(rows: Sequence[Sequence[str]], main: str) -> bytes:
    written = "".join(
        f'<row r="{number}">'
        + "".join(_cell(address(number, column), text) for column, text in enumerate(texts, start=1))
        + "</row>"
        for number, texts in enumerate(rows, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetData>{written}</sheetData></worksheet>'
    ).encode()


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(escaped(text))}</t></is></c>'


def _define(draft: Draft, names: dict[str, str]) -> None:
    """Add hidden names to the workbook part."""
    workbook = workbook_part(draft)
    xml = draft.read(workbook)
    elements = find_elements(xml, {*_BEFORE_NAMES, "definedNames"}, part=workbook)
    listed = next((each for each in elements if each.path == "definedNames"), None)
    prefix = prefix_of(xml[elements[0].start : elements[0].tag_end]).decode()
    new = "".join(
        f'<{prefix}definedName name={quoteattr(name)} hidden="1">{escape(text)}</{prefix}definedName>'
        for name, text in names.items()
    )
    if listed is None:
        end = elements[-1].end
        splice = end, end, f"<{prefix}definedNames>{new}</{prefix}definedNames>".encode()
    else:
        splice = last_in(xml, listed, new.encode())
    draft.write(workbook, spliced(xml, [splice]))
