"""Every place of a workbook that names a sheet, rewritten at once: formulas of whatever part, links, sources.

Every byte that names none stays. `INDIRECT("Giao!A1")` is a text and no place, as in Excel.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote
from xml.parsers import expat

from xl_addin.formula.cells import quoted_sheet, unquoted_sheet
from xl_addin.formula.displacement import GONE
from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations, relations_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import Splice, spliced, start_tag_end, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.cells.row_excerpt import rows_holding, whole_sheet
from xl_addin.workbook.structure.floating.box_shapes import rewritten_formulas
from xl_addin.workbook.structure.sheet_naming import may_name

_Naming = Literal["formula", "location", "sheet"]

# Elements whose text is a formula, in sheets, tables, charts, validations, conditional formats and sparklines.
_FORMULAS = frozenset(
    {
        *("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"),
        # Charts: where chartEx takes a name from, and what Excel 2013 keeps of filters and labels.
        *("nf", "sqref"),
    }
)
_ATTRIBUTES: dict[tuple[str, str], _Naming] = {
    ("hyperlink", "location"): "location",
    ("cfvo", "val"): "formula",
    ("sp", "textlink"): "formula",
    ("cameraTool", "cellRange"): "formula",
    ("controlPr", "linkedCell"): "formula",
    ("controlPr", "listFillRange"): "formula",
    **{("formControlPr", f"fmla{of}"): "formula" for of in ("Link", "Range", "Txbx", "Group")},
    ("parameter", "cell"): "formula",
    ("worksheetSource", "sheet"): "sheet",
    ("rangeSet", "sheet"): "sheet",
    ("dataRef", "sheet"): "sheet",
}
_MAY_LEAD_OUT = ("hyperlink", "worksheetSource", "rangeSet", "dataRef")
_ELEMENTS = frozenset(element for element, _ in _ATTRIBUTES)
# Parts that are large, or another workbook's, and name no sheet of this one.
_PASSED_OVER = ("sharedStrings", "styles", "theme", "calcChain", "externalLink", "pivotCacheRecords", "package")
# What stands behind a sheet in a formula, and how it may be written: of most sheets hardly a row names another.
_BEHIND_A_SHEET = (b"!", b"&#")
# What an address may hold as it is written; the rest is written as `%20`.
_PLAIN = "!'$:()[]#,"


@dataclass(frozen=True)
class SheetNaming:
    """How what names sheets reads afterwards: a formula, and the bare name of a sheet, `#REF!` for one that is gone.

    `sheets_alone` says that a formula without the name of a sheet stays as it is: most rows need not be read then.
    """

    formula: Callable[[str], str]
    sheet: Callable[[str], str]
    sheets_alone: bool = False

    def location(self, written: str) -> str:
        """Where a link leads, `'Giao'!A1`; one without a sheet is a defined name."""
        sheet, sign, cell = written.rpartition("!")
        name = unquoted_sheet(sheet)
        new = self.sheet(name)
        if not sign or new == name:
            return written
        return GONE if new == GONE else f"{quoted_sheet(new)}!{cell}"


def rename_references(draft: Draft, workbook: str, naming: SheetNaming, *, named: Collection[str] = ()) -> None:
    """Rewrite every place that names a sheet in the workbook part and all that it leads to.

    Where `named` says which names are rewritten, a part without any of them is not looked into.
    """
    for part in _reached(draft, workbook):
        rename_in_part(draft, part, naming, named=named)


def rename_in_part(draft: Draft, part: str, naming: SheetNaming, *, named: Collection[str] = ()) -> None:
    """Rewrite every place of one part, and of the links it has, that names a sheet; see `rename_references`."""
    ending = part.lower().rpartition(".")[2]
    content = as_utf8(draft.read(part), part=part) if ending == "xml" else draft.read(part) if ending == "vml" else b""
    if content and (not named or any(may_name(content, name) for name in named)):
        if ending == "xml":
            draft.write(part, renamed_xml(content, naming, part=part))
        else:
            draft.write(part, spliced(content, rewritten_formulas(content, naming.formula)))
    _rewrite_links(draft, part, naming)


def renamed_xml(xml: bytes, naming: SheetNaming, *, part: str) -> bytes:
    """The XML (UTF-8) with every such place rewritten; a chart may draw what is another workbook's."""
    if b"externalData" in xml:
        return xml
    some = rows_holding(xml, _BEHIND_A_SHEET, part=part) if naming.sheets_alone else whole_sheet(xml)
    return spliced(xml, some.in_whole(_splices(some.xml, naming, part)))


def _reached(draft: Draft, workbook: str) -> list[str]:
    found, ahead = [workbook], [workbook]
    while ahead:
        for relation in relations(draft, ahead.pop()):
            if relation.external or relation.kind in _PASSED_OVER or relation.target not in draft:
                continue
            part = draft.actual_name(relation.target)
            if part not in found:
                found.append(part)
                ahead.append(part)
    return found


def _rewrite_links(draft: Draft, part: str, naming: SheetNaming) -> None:
    """Links of shapes, and some of cells, stand in the list of relationships: `#'Giao'!A1`."""
    rels = relations_part(part)
    if rels not in draft or b"#" not in draft.read(rels):
        return
    xml = as_utf8(draft.read(rels), part=rels)
    splices: list[Splice] = []
    for element in draft.xml(rels):
        target = element.get("Target", "")
        old = unquote(target.removeprefix("#"))
        new = naming.location(old) if target.startswith("#") else old
        if new != old:
            # An address has one `#`: a second one is written by its number.
            written = "#" + (quote(new, "!") if new == GONE else quote(new, _PLAIN) if "%" in target else new)
            splices += _with_target(xml, element.get("Id", ""), written)
    draft.write(rels, spliced(xml, splices))


def _with_target(xml: bytes, id_: str, target: str) -> Iterator[Splice]:
    for found in re.finditer(rb"""<[^<>]*?\sId\s*=\s*["']%b["']""" % re.escape(id_.encode()), xml):
        end = start_tag_end(xml, found.start())
        yield found.start(), end, with_attributes(xml[found.start() : end], {"Target": target})


def _splices(xml: bytes, naming: SheetNaming, part: str) -> list[Splice]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    splices: list[Splice] = []
    # The start of the text of the formula that is open, and what of it was read.
    open_formulas: list[tuple[int, list[str]]] = []

    def on_start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _ELEMENTS:
            new = _new_attributes(local, attributes, naming)
            if new:
                start = parser.CurrentByteIndex
                end = start_tag_end(xml, start)
                splices.append((start, end, with_attributes(xml[start:end], new)))
        if local in _FORMULAS:
            open_formulas.append((start_tag_end(xml, parser.CurrentByteIndex), []))

    def on_text(text: str) -> None:
        if open_formulas:
            open_formulas[-1][1].append(text)

    def on_end(name: str) -> None:
        if name.rpartition(" ")[2] not in _FORMULAS:
            return
        start, texts = open_formulas.pop()
        old = "".join(texts)
        # A formula that holds an element (`<xm:f>` of a newer rule) is read there.
        if old.strip() and (new := naming.formula(old)) != old:
            splices.append((start, parser.CurrentByteIndex, escape(new).encode()))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = on_start, on_end, on_text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error
    return splices


def _new_attributes(element: str, attributes: dict[str, str], naming: SheetNaming) -> dict[str, str | None]:
    # A link or source with an id leads to another file.
    if any(name.endswith(" id") for name in attributes) and element in _MAY_LEAD_OUT:
        return {}
    ways = {"formula": naming.formula, "location": naming.location, "sheet": naming.sheet}
    found = {
        name: (old, ways[_ATTRIBUTES[element, name]])
        for name, old in attributes.items()
        if (element, name) in _ATTRIBUTES
    }
    return {name: new for name, (old, way) in found.items() if (new := way(old)) != old}
