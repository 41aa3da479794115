"""Write one sheet of the result after the other, with all that belongs to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.part_lists import CONTENT_TYPES, content_type_of
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.xml_text import escape
from xl_addin.template.around.floating.drawings import DrawingsRead
from xl_addin.template.around.floating.pictures import CellSizes, PictureParts, with_pictures
from xl_addin.template.around.frame import frame_of, framed
from xl_addin.template.around.repetition import NOT_IN_XML, Rulers, SheetRepetition
from xl_addin.template.around.sheet_parts import CopiedSheet, copied_sheet, follow_parts
from xl_addin.template.language.cell_text import compile_header, has_markup
from xl_addin.template.language.faults import Faults, TemplateFault
from xl_addin.template.language.limits import MAX_HEADER
from xl_addin.template.plan.cell_writer import CellContent, CellTemplate, Spot
from xl_addin.template.plan.expansion import ExpandedSheet
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.output_sheets import OutputSheet, SheetFinder
from xl_addin.template.template import Template
from xl_addin.template.write.row_pattern import RowPattern, WrittenRows, pattern_of
from xl_addin.workbook.reading.line_sizes import rulers
from xl_addin.workbook.structure.repeating.repeated_places import PlacedXml
from xl_addin.workbook.structure.sheets.copying import Numbering, numbering_of

SheetFrame = tuple[bytes, bytes]
_FrameKey = tuple[int, str, bool, bool]
_FRAMES_KEPT = 16
_BLANK = CellContent("/>")


@dataclass
class WrittenSheet:
    """A sheet of the result: its part, the XML around its rows, and the rows, whose formulas have no values yet."""

    part: str
    frame: SheetFrame
    pattern: RowPattern
    rows: WrittenRows


@dataclass(frozen=True)
class _KeptFrame:
    """The XML around the rows, with gaps for the headers and footers that are each sheet's own."""

    before: bytes
    after: bytes
    headers: list[tuple[str, str]]

    def filled(self, header: Callable[[str, str], str]) -> SheetFrame:
        """With every gap filled by what `header` makes of a place and a text of the template."""
        after = self.after
        for number, (place, text) in enumerate(self.headers):
            own = escape(NOT_IN_XML.sub("", header(place, text)), {"\r": "&#13;"})
            after = after.replace(_gap(number).encode(), own.encode())
        return self.before, after


def _gap(number: int) -> str:
    # Private characters, which no header can hold: whoever wrote one would see an empty box.
    return f"\ue000{number}\ue001"


class SheetWriter:
    """Writes the sheets of one result; what is the same in several of them is made once."""

    def __init__(self, template: Template, draft: Draft, finder: SheetFinder, faults: Faults) -> None:
        self.template, self.draft, self.finder, self.faults = template, draft, finder, faults
        self.environment = template.workshop.environment
        self._types = as_utf8(template.package.read(CONTENT_TYPES))
        self._frames: dict[_FrameKey, _KeptFrame] = {}
        self._read: dict[_FrameKey, PlacedXml] = {}
        self._drawings: DrawingsRead = {}
        self._sizes: dict[str, Rulers] = {}
        self.pictures = PictureParts(draft)

    def write(self, output: OutputSheet, sheet: ExpandedSheet, layout: Layout, *, selected: bool) -> WrittenSheet:
        """Make a sheet with its relations and drawings; the part itself is for whoever knows the values to write."""
        template = output.template
        copy = self._copied(output)
        find_target = self.finder.seen_from(output, layout if template.moves_inside else None, copy.tables)

        def put(cell: CellTemplate, spot: Spot) -> CellContent:
            return self._content(cell, spot)

        pattern = self.template.patterns.get(id(layout))
        if pattern is None:
            mistakes = len(self.faults.found)
            pattern = pattern_of(template, layout, find_target, put, self.environment.budget.fill)
            if len(self.faults.found) == mistakes:
                self.template.patterns[id(layout)] = pattern
        else:
            self.environment.budget.fill(pattern.cells)
        repetition = SheetRepetition(
            template.name, layout, output.scope, sheet.scope, find_target, self.finder, self.environment, self.faults,
            rulers=lambda: self._rulers(template.part),
        )  # fmt: skip
        frame = self._frame(output, layout, repetition, selected=selected)
        written = pattern.written(sheet.scope, find_target, put)
        if template.relations:
            # In frames of other sheets the numbers of shapes are the template's.
            frame = copy.unique(frame[0]), copy.unique(frame[1])
            frame = follow_parts(self.draft, copy.part, frame, repetition, self.numbering, self._drawings)
        if written.pictures:
            sizes = CellSizes(*self._rulers(template.part), layout)
            frame = with_pictures(self.draft, copy.part, frame, written.pictures, pattern.merges, sizes, self.pictures)
        return WrittenSheet(copy.part, frame, pattern, written)

    def _copied(self, output: OutputSheet) -> CopiedSheet:
        """The part of a sheet; for each one more, with new ones of all that belongs to it."""
        part = output.template.part
        if not output.copy:
            return CopiedSheet(part)
        if output.template.relations:
            return copied_sheet(self.draft, self.template.package, part, self.numbering)
        name = self.draft.fresh_name(part)
        # The name is taken; what stands there is written when the formulas' values are known.
        self.draft.add(name, b"", content_type=content_type_of(self._types, part))
        return CopiedSheet(name)

    def _rulers(self, part: str) -> Rulers:
        """How wide the columns and how high the rows of a template sheet are."""
        if part not in self._sizes:
            self._sizes[part] = rulers(as_utf8(self.template.package.read(part), part=part), part=part)
        return self._sizes[part]

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers and names that are taken."""
        return numbering_of(self.template.package)

    def _content(self, cell: CellTemplate, spot: Spot) -> CellContent:
        assert callable(cell.write) or isinstance(cell.write, CellContent)
        if isinstance(cell.write, CellContent):
            return cell.write
        try:
            return cell.write(spot)
        except TemplateFault as fault:
            self.faults.add(cell.place, cell.written, fault.text)
        return _BLANK

    def _frame(self, output: OutputSheet, layout: Layout, repetition: SheetRepetition, *, selected: bool) -> SheetFrame:
        """The XML around the rows; kept for the next sheet where nothing in it is this sheet's alone."""
        key = id(layout), output.template.name, selected, output.copy > 0
        if key in self._frames:
            return self._frames[key].filled(lambda place, text: self._header(output, place, text))
        headers: list[tuple[str, str]] = []

        def header(place: str, text: str) -> str:
            if not has_markup(text):
                return text
            headers.append((place, text))
            return _gap(len(headers) - 1)

        repetition = replace(repetition, header=header)
        is_copy = output.copy > 0
        read = self._read.get(key) or frame_of(output.template.frame, repetition, selected=selected, is_copy=is_copy)
        frame = _KeptFrame(*framed(read, repetition), headers)
        if not repetition.own:
            self._frames[key] = frame
        elif len(self._read) < _FRAMES_KEPT:
            self._read[key] = read
        return frame.filled(lambda place, text: self._header(output, place, text))

    def _header(self, output: OutputSheet, place: str, text: str) -> str:
        """A header or footer with the sheet's own data in it."""
        try:
            result = compile_header(self.environment, text)(output.scope)
        except TemplateFault as fault:
            self._fault(output, place, text, fault.text)
            return ""
        if len(result) > MAX_HEADER:
            self._fault(output, place, text, Text("dài hơn 255 ký tự", "is longer than 255 characters"))
        return result

    def _fault(self, output: OutputSheet, place: str, text: str, what: Text) -> None:
        self.faults.add(f"{output.template.name}!{place}", text, what)
