"""Read a sheet of the template: find its markers, compile its cells."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from lxml import etree

from xl_addin.formula.cells import Area, CellRef, column_letters, parse_address
from xl_addin.formula.displacement import displaced
from xl_addin.language import Text
from xl_addin.package.package import Package
from xl_addin.package.parts import child, children, is_true, relations, unprefixed
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.xml_text import escape
from xl_addin.template.blocks.block_kind import (
    BlockKind,
    Keyword,
    Marker,
    PartBlock,
    SheetBlock,
    SheetMarker,
    TurnOptions,
)
from xl_addin.template.blocks.looping import with_options
from xl_addin.template.blocks.registry import kind_of
from xl_addin.template.blocks.standing import COLUMNS, PANELS, ROWS, SHEETS
from xl_addin.template.language.cell_text import has_markup
from xl_addin.template.language.faults import Faults, TemplateFault
from xl_addin.template.language.markers import MarkerError, Tag, tags
from xl_addin.template.plan.cell_writer import (
    CellContent,
    CellTemplate,
    Workshop,
    compiled_formula,
    compiled_runs,
    compiled_text,
    depends_on_place_only,
    style_attribute,
)
from xl_addin.template.plan.panels.kept_lines import with_kept_lines
from xl_addin.template.plan.panels.pairing import Corner, rectangles
from xl_addin.template.plan.panels.regions import PlacedMarker, region_of
from xl_addin.template.plan.reading.formatted_text import without_tags
from xl_addin.template.plan.reading.wrapped_texts import line_sizes, wrapped_texts
from xl_addin.template.plan.sheet_template import RowTemplate, SheetTemplate
from xl_addin.template.plan.style_table import fonts_of_runs
from xl_addin.workbook.reading.quick.row_templates import is_hidden
from xl_addin.workbook.reading.stored_values import Conventions, stored_value
from xl_addin.workbook.reading.strings import stored_text, text_of, unescaped
from xl_addin.workbook.structure.tables.table_area import tables_of

Read = TypeVar("Read")
# Of the attributes of a row.
_WRITTEN_ANEW = ("r", "spans", "ht", "customHeight")
_SIDEWAYS = re.compile(r"\s+across\s*$")
_ONLY_LOOPS = Text("chỉ for và group mới viết thêm across", "only `for` and `group` go `across`")
_NO_OPTIONS = Text(
    "khối ô không ngắt trang hay tạo nhóm được; hãy dùng {%tr … %}",
    "a panel has no page breaks and no outline; use {%tr … %}",
)


def read_sheet_template(package: Package, name: str, part: str, workshop: Workshop, faults: Faults) -> SheetTemplate:
    """Read and compile one worksheet; everything unreadable in it is added to the faults."""
    frame = unprefixed(package.xml(part))
    sheet = SheetTemplate(name, part, frame, relations(package, part))
    data = child(frame, "sheetData")
    if data is None:
        raise broken_xml(part).in_file(package.file)
    reading = _Reading(sheet, workshop, faults)
    number = 0
    for row in children(data, "row"):
        number = int(row.get("r", number + 1))
        sheet.rows[number] = reading.row(row, number)
    for row in list(data):
        data.remove(row)
    merges = [Area.parse(merge.get("ref", "")) for merge in children(child(frame, "mergeCells"), "mergeCell")]
    panels = rectangles(reading.corners, merges, name, faults)
    placed = [(number, cell) for number, row in sheet.rows.items() for cell in row.cells]
    region = region_of(panels, reading.markers, placed, faults)
    tables = [table.data for table in tables_of(package, part)]
    sheet.region = replace(region, down=with_kept_lines(region.down, tables))
    sheet.sizes = line_sizes(frame)
    sheet.wrapped = wrapped_texts(sheet.rows, merges, sheet.sizes, workshop.styles)
    # A height that nobody has set is what the template's own texts needed.
    fitted = {number for text in sheet.wrapped for number in range(text.area.first_row, text.area.last_row + 1)}
    sheet.rows = {
        number: replace(its, height=None) if number in fitted and not its.is_set else its
        for number, its in sheet.rows.items()
    }
    return sheet


class _Reading:
    """One pass over the cells of a sheet."""

    def __init__(self, sheet: SheetTemplate, workshop: Workshop, faults: Faults) -> None:
        self.sheet, self.workshop, self.faults = sheet, workshop, faults
        self.markers: list[PlacedMarker] = []
        self.corners: list[Corner] = []
        self.masters: dict[str, tuple[int, int, str]] = {}

    def row(self, row: etree._Element, number: int) -> RowTemplate:
        attributes = "".join(
            f' {name}="{value!s}"'
            for name, value in row.attrib.items()
            if isinstance(name, str) and name not in _WRITTEN_ANEW and not name.startswith("{")
        )
        cells = []
        column = 0
        for cell in children(row, "c"):
            column = parse_address(cell.get("r", ""))[1] if cell.get("r") else column + 1
            cells.append(self.cell(cell, number, column))
        height = float(row.get("ht", "0")) or None
        is_set = height is not None and is_true(row.get("customHeight"))
        return RowTemplate(attributes, tuple(cells), height, is_set, is_hidden(row))

    def cell(self, cell: etree._Element, row: int, column: int) -> CellTemplate:
        letters = column_letters(column)
        place = str(CellRef(self.sheet.name, row, column))
        style = int(cell.get("s") or "0")
        blank = CellTemplate(column, letters, place, style, CellContent(f"{style_attribute(style)}/>"))
        formula, value = child(cell, "f"), child(cell, "v")
        if formula is not None:
            text = self.formula_text(formula, row, column)
            # Excel takes no formula with a tag behind it for one, other programs do.
            return self.text_cell(f"={text}", None, blank) if tags(text) else self.formula_cell(text, blank)
        kind = cell.get("t", "n")
        element = child(cell, "is") if kind == "inlineStr" else None
        if kind == "s" and value is not None and value.text:
            element = self.workshop.strings.template[int(value.text)]
        if element is not None:
            return self.text_cell(text_of(element), element, blank)
        if kind == "str" and value is not None and value.text:
            # Where a formula was turned into its result, and as some programs write every text.
            return self.text_cell(stored_text(value), None, blank)
        return replace(blank, write=self.plain(cell, value, blank))

    def formula_cell(self, formula: str, blank: CellTemplate) -> CellTemplate:
        """A cell with a formula, given without its `=`."""
        write = self.compiled(blank.place, "=" + formula, lambda: compiled_formula(self.workshop, formula, blank.style))
        fixed = depends_on_place_only(formula)
        return replace(blank, write=write or blank.write, written="=" + formula, only_place=fixed)

    def plain(self, cell: etree._Element, value: etree._Element | None, blank: CellTemplate) -> CellContent:
        """A number, truth value, date or error as it stands."""
        kind, stored = cell.get("t", "n"), value.text if value is not None else None
        if not stored or kind == "str":
            return CellContent(f"{style_attribute(blank.style)}/>")
        conventions = Conventions((), (), self.workshop.date_system)
        try:
            read = stored_value(kind, value, None, conventions)
        except (ValueError, IndexError, OverflowError) as error:
            raise broken_xml(blank.place) from error
        attributes = style_attribute(blank.style) + (f' t="{kind}"' if "t" in cell.attrib else "")
        if "vm" in cell.attrib:
            # A picture in the cell, or a thing with properties: for programs that know neither it is `#VALUE!`.
            attributes += f' vm="{escape(str(cell.get("vm")))}"'
        return CellContent(f"{attributes}><v>{escape(stored)}</v></c>", read)

    def text_cell(self, text: str, element: etree._Element | None, blank: CellTemplate) -> CellTemplate:
        """A cell with a text; `element` is where it may stand in formatted runs."""
        blank = replace(blank, written=text)
        found = tags(text)
        if found:
            text = self.without_tags(text, found, blank)
            if not text:
                return blank
            if text.startswith("=") and not has_markup(text):
                # With a tag behind it, Excel takes no formula for one.
                return self.formula_cell(text[1:], blank)
        runs = element if element is not None and children(element, "r") else None
        if runs is not None and found:
            runs = without_tags(runs, [tag.written for tag in found])
        if not has_markup(text):
            strings = self.workshop.strings
            kept = runs if found else element
            number = strings.plain(text) if kept is None else strings.rich(kept)
            write = CellContent(f'{style_attribute(blank.style)} t="s"><v>{number}</v></c>', text)
            return replace(blank, write=write, fonts=fonts_of_runs(runs))
        compiled = self.compiled(
            blank.place,
            text,
            lambda: (
                compiled_text(self.workshop, text, blank.style)
                if runs is None
                else compiled_runs(self.workshop, runs, blank.style)
            ),
        )
        return blank if compiled is None else replace(blank, write=compiled, written=text, fonts=fonts_of_runs(runs))

    def without_tags(self, text: str, found: list[Tag], blank: CellTemplate) -> str:
        """Note the markers of a cell; what is left of its text, all of it where there are none."""
        if not found:
            return text
        is_first = blank.place == str(CellRef(self.sheet.name, 1, 1))
        try:
            for tag in found:
                text = text.replace(tag.written, "")
            others = [tag for tag in found if tag.kind != PANELS.tag]
            for tag in found:
                if tag.kind == PANELS.tag:
                    self.corner(tag, blank.place)
            if not others:
                return text.strip()
            standing = SHEETS if is_first and others[0].kind == SHEETS.tag else ROWS
            if others[0].kind == COLUMNS.tag:
                standing = COLUMNS
            understood = [kind_of(tag, blank.place, standing) for tag in others]
            if len(others) > 1 or (standing is not SHEETS and text.strip()):
                kind_of(others[0], blank.place, None)
            self.note(*understood[0], others[0], blank.place)
        except MarkerError as error:
            self.faults.add(error.place, error.written, error.text)
            return ""
        return text.strip()

    def corner(self, tag: Tag, place: str) -> None:
        """Keep a panel's tag with what its kind makes of it."""
        header = tag._replace(rest=_SIDEWAYS.sub("", tag.rest))
        sideways = header.rest != tag.rest
        kind, keyword = kind_of(header, place, PANELS)
        if sideways and not (isinstance(kind, PartBlock) and kind.repeats):
            raise MarkerError(_ONLY_LOOPS, place, tag.written)
        if with_options(header.rest)[1] != TurnOptions():
            raise MarkerError(_NO_OPTIONS, place, tag.written)
        marker = self.marker(kind, keyword, header, place)
        if marker is not None:
            row, column = parse_address(place.rpartition("!")[2])
            self.corners.append(Corner(row, column, replace(marker, tag=tag), sideways))

    def note(self, kind: BlockKind, keyword: Keyword, tag: Tag, place: str) -> None:
        """Keep a marker with what its kind makes of it."""
        environment = self.workshop.environment
        if isinstance(kind, SheetBlock):
            turns = self.compiled(place, tag.written, lambda: kind.read(environment, tag))
            if turns is not None:
                self.sheet.per_item = SheetMarker(place, f"{{%{tag.kind} {tag.keyword} %}}", turns, kind.repeats)
        elif marker := self.marker(kind, keyword, tag, place):
            row, column = parse_address(place.rpartition("!")[2])
            self.markers.append(PlacedMarker(row, column, marker))

    def marker(self, kind: BlockKind, keyword: Keyword, tag: Tag, place: str) -> Marker | None:
        """A marker with what its kind makes of it; None for a kind that is of whole sheets."""
        if not isinstance(kind, PartBlock):
            return None
        means = None
        if keyword.rest is not None:
            means = self.compiled(place, tag.written, lambda: kind.read(self.workshop.environment, tag))
        row, column = parse_address(place.rpartition("!")[2])
        return Marker(column if tag.kind == COLUMNS.tag else row, tag, place, kind, means)

    def formula_text(self, formula: etree._Element, row: int, column: int) -> str:
        """The formula's own text, a shared one written out."""
        text, kind, shared = unescaped(formula.text or ""), formula.get("t"), formula.get("si", "")
        if kind == "shared" and text:
            self.masters[shared] = (row, column, text)
        elif kind == "shared" and shared in self.masters:
            master_row, master_column, master = self.masters[shared]
            return displaced(master, row - master_row, column - master_column)
        elif kind in ("array", "dataTable"):
            self.faults.add(
                str(CellRef(self.sheet.name, row, column)),
                "=" + text,
                Text(
                    "mẫu không dùng được công thức mảng hay bảng dữ liệu; hãy dùng SUMPRODUCT hoặc công thức thường",
                    "a template cannot hold array formulas or data tables; use SUMPRODUCT or a plain formula",
                ),
            )
        return text

    def compiled(self, place: str, written: str, compile: Callable[[], Read]) -> Read | None:
        try:
            return compile()
        except TemplateFault as fault:
            self.faults.add(place, written, fault.text)
            return None
