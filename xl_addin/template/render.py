"""Render a workbook template: an ordinary .xlsx with Jinja expressions in its cells.

The sheets' XML is written directly, so that everything a sheet has and this module does not change stays as it is.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.recalculate import Results, recalculate, shown
from xl_addin.functions.called import functions_called
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.parts import SheetPart
from xl_addin.problem import Problem
from xl_addin.template.around.floating.copied_objects import ShapeNumbers
from xl_addin.template.around.floating.drawings import follow_drawing
from xl_addin.template.around.properties import fill_properties
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.language.evaluating import Scope
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.limits import LimitError
from xl_addin.template.placement import Placement, placement_of
from xl_addin.template.plan.expansion import ExpandedSheet, expanded
from xl_addin.template.plan.layout import STILL, Layout
from xl_addin.template.plan.output_sheets import OutputSheet, SheetFinder, plan_sheets
from xl_addin.template.plan.panels.panelled_layout import layout_of
from xl_addin.template.template import Template, open_template
from xl_addin.template.write.heights import grown_rows, with_heights
from xl_addin.template.write.row_pattern import RowPattern, WrittenRows, sheet_of
from xl_addin.template.write.sheet_writer import SheetWriter, WrittenSheet
from xl_addin.template.write.stored_values import calls_of, pieces_with_values
from xl_addin.template.write.workbook_part import ResultSheet, write_workbook
from xl_addin.workbook.edits.sheet_list import drop_with_belongings
from xl_addin.workbook.model.book import Book, ExcelTable, Sheet, Value
from xl_addin.workbook.reading.excel_tables import tables_of
from xl_addin.workbook.reading.read import defined_names
from xl_addin.workbook.structure.reached import reached

_SHARED_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


@dataclass(frozen=True)
class Rendered:
    """A workbook made from a template, not yet zipped: where the template's cells went, and what the result holds.

    `book` is what a reader will find in the file (number formats, widths and comments left out), every formula with
    its calculated value.
    """

    draft: Draft
    placements: tuple[Placement, ...]
    book: Book


def render_workbook(template: Template | bytes, context: Mapping[str, object], *, file: str = "") -> Rendered:
    """The template with its expressions replaced by the context's values, every formula with its calculated value.

    A formula that calls a function of the add-in is replaced by its value: the receiver's Excel may lack the add-in.
    `file` names the result, and a template given as bytes, in messages. Raises one Problem that lists everything
    wrong with the template, or names the part that cannot be carried along.
    """
    if isinstance(template, bytes):
        template = open_template(template, file=file)
    return _Rendering(template, context).result()


class _Rendering:
    def __init__(self, template: Template, context: Mapping[str, object]) -> None:
        self.template = template
        self.context: Scope = dict(context)
        self.draft = Draft(template.package)
        self.faults = Faults(dict.fromkeys(template.faults))
        self.workshop = template.workshop
        self.environment = template.workshop.environment
        self.environment.budget.restart()
        self.workshop.strings.restart()
        self.workshop.styles.restart()
        self.layouts: dict[OutputSheet, Layout] = {}
        self.expansion = lru_cache(maxsize=16)(self._expansion)

    def result(self) -> Rendered:
        try:
            rendered = self._render()
        except LimitError as error:
            if not self.faults.tell(error.text):
                self.faults.add("", "", error.text)
        self.faults.raise_any(self.template.file)
        return rendered

    def _render(self) -> Rendered:
        template = self.template
        others = template.other_sheets
        outputs = plan_sheets(template.sheets.values(), others, self.context, self.environment, self.faults)
        if not outputs and not others:
            self.faults.add("", "", Text("mẫu không cho ra trang tính nào", "the template gives no sheet"))
            self.faults.raise_any(template.file)
        self.finder = SheetFinder(template.sheets.values(), outputs, others, self.layout_of, template.names)
        written, placements = self._write_sheets(outputs)
        result: list[tuple[ResultSheet, str]] = []
        for part in template.parts:
            if part.kind == "worksheet":
                mine = [(output, each.part) for output, each in written.items() if output.template.name == part.name]
                if not mine:
                    drop_with_belongings(self.draft, part.part)
                result += mine
            else:
                result.append((part, part.part))
        root = write_workbook(
            self.draft, template.workbook, template.parts, result, self.finder, self.layout_of, self.faults
        )
        self._write_around()
        self.faults.raise_any(template.file)
        book = self._book(written, result, defined_names(root, [each.name for each, _ in result], template.workbook))
        functions = functions_called(book)
        calculated = recalculate(book, functions, programs=template.programs)
        self._store_values(written, calculated.values, calculated.book, functions)
        self._write_shared()
        return Rendered(self.draft, tuple(placements), calculated.book)

    def _write_sheets(self, outputs: Sequence[OutputSheet]) -> tuple[dict[OutputSheet, WrittenSheet], list[Placement]]:
        writer = SheetWriter(self.template, self.draft, self.finder, self.faults)
        written: dict[OutputSheet, WrittenSheet] = {}
        placements = []
        for output in outputs:
            sheet, layout = self.expansion(output)
            written[output] = writer.write(output, sheet, layout, selected=output is outputs[0])
            placements.append(placement_of(output, sheet, layout))
        # What the rows of a long list were made with takes as much memory as the list.
        self.template.forget_long_patterns()
        self.expansion.cache_clear()
        return written, placements

    def _expansion(self, output: OutputSheet) -> tuple[ExpandedSheet, Layout]:
        template = output.template
        sheet = expanded(template, output.scope, self.environment, self.faults)
        key = template.name, *sheet.key()
        layout = self.template.layouts_kept.get(key)
        if layout is None:
            layout = layout_of(template.region, sheet)
            self.template.layouts_kept[key] = layout
        self.layouts[output] = layout
        return sheet, layout

    def layout_of(self, output: OutputSheet) -> Layout | None:
        """Where the rows of a sheet went, None where they stand as in the template."""
        if not output.template.moves_inside:
            return None
        return self.layouts[output] if output in self.layouts else self.expansion(output)[1]

    def _book(
        self,
        written: Mapping[OutputSheet, WrittenSheet],
        result: list[tuple[ResultSheet, str]],
        names: Mapping[str, str],
    ) -> Book:
        """What was written, as a reader would find it."""
        visible = {sheet.name: sheet.visible for sheet in self.template.parts}
        sheets: list[Sheet] = []
        tables: list[ExcelTable] = []
        for sheet, _ in result:
            if isinstance(sheet, SheetPart):
                continue
            each, template = written[sheet], sheet.template
            sheets.append(sheet_of(sheet.name, each.pattern, each.rows, visible=visible[template.name]))
            each.rows.values = {}
            tables += tables_of(self.draft, each.part, sheet.name)
        return Book(self.template.file, tuple(sheets), names, self.template.date_system, tables=tuple(tables))

    def _store_values(
        self,
        written: Mapping[OutputSheet, WrittenSheet],
        values: Results,
        book: Book,
        functions: tuple[FormulaFunction, ...],
    ) -> None:
        sheets = {sheet.name: sheet for sheet in book.sheets}
        by_sheet: dict[str, dict[int, dict[int, Value]]] = {}
        for (name, column), runs in values.columns.items():
            by_sheet.setdefault(name, {})[column] = {
                row: shown(value) for first, run in runs for row, value in enumerate(run, first)
            }
        is_call = calls_of([function.name for function in functions])
        for output, sheet in written.items():
            before, after = sheet.frame
            cells = by_sheet.pop(output.name, {})
            try:
                rows = pieces_with_values(output.name, sheet.rows, cells, is_call, self.workshop.strings)
            except Problem as problem:
                raise problem.in_file(self.template.file) from problem.__cause__
            if sheet.pattern.growing:
                rows = self._with_heights(rows, sheet.pattern, sheets[output.name])
            self.draft.write(sheet.part, "".join((before.decode(), *rows, after.decode())).encode())
            sheet.rows = _NO_ROWS

    def _with_heights(self, rows: list[str], pattern: RowPattern, sheet: Sheet) -> list[str]:
        """Let rows grow with their texts, now that it is known what they say."""
        grown = grown_rows(pattern.texts, pattern.growing, sheet.value, pattern.template.sizes, self.workshop.styles)
        return with_heights("".join(rows), pattern.growing, grown)

    def _write_around(self) -> None:
        """Charts on sheets of their own follow what they show; what the file says of itself is filled."""
        for sheet in self.template.parts:
            if sheet.kind == "chartsheet":
                for drawing in list(reached(self.draft, sheet.part, "drawing")):
                    follow_drawing(self.draft, drawing, self._of_no_sheet(sheet.name), ShapeNumbers(0), {})
        fill_properties(self.draft, self._of_no_sheet(""))

    def _of_no_sheet(self, place: str) -> SheetRepetition:
        """What stands on no cells sees the data alone."""
        find = self.finder.seen_from(None)
        return SheetRepetition(
            place, STILL, self.context, lambda *_: self.context, find, self.finder, self.environment, self.faults
        )

    def _write_shared(self) -> None:
        """The texts and styles of all sheets."""
        self.draft.write(self.template.styles_part, self.workshop.styles.xml())
        strings = self.template.strings_part
        if strings is None:
            strings = posixpath.join(posixpath.dirname(self.template.workbook), "sharedStrings.xml")
            self.draft.add_relation(self.template.workbook, _STRINGS_RELATION, strings)
            self.draft.add(strings, self.workshop.strings.xml(), content_type=_SHARED_STRINGS)
        else:
            self.draft.write(strings, self.workshop.strings.xml())


_NO_ROWS = WrittenRows([], [], {}, {})
