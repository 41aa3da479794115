"""Render a workbook template: an ordinary .xlsx with Jinja expressions in its cells.

The sheets' XML is written directly, so that everything a sheet has and this module does not change stays as it is.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

from xl_addin.language import Text
from xl_addin.package.package import Package, open_package
from xl_addin.package.parts import child, is_true, local_name, related, relations, sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.template.language.cell_text import Render, compile_formula, compile_header, compile_text, has_markup
from xl_addin.template.language.environment import Environment, Scope, explanation
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.limits import MAX_HEADER, Budget, LimitError
from xl_addin.template.plan.cell_writer import Workshop
from xl_addin.template.plan.expansion import Expansion, expanded
from xl_addin.template.plan.output_sheets import OutputSheet, SheetFinder, plan_sheets
from xl_addin.template.plan.references import FindTarget, ReferenceFault, rewritten
from xl_addin.template.plan.row_map import OUTSIDE, RowMap
from xl_addin.template.plan.sheet_template import read_sheet_template
from xl_addin.template.plan.string_table import StringTable
from xl_addin.template.plan.style_table import StyleTable
from xl_addin.template.write.drawings import moved_drawing
from xl_addin.template.write.frame import Surroundings, check_can_move, framed
from xl_addin.template.write.new_package import NewPackage, add_relation, relations_part, required_part, xml_bytes
from xl_addin.template.write.sheet_rows import rows_xml
from xl_addin.template.write.workbook_part import ResultSheet, write_workbook

_SHARED_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
# What a sheet may have beside its cells and still be repeated.
_CAN_FOLLOW = {"hyperlink", "drawing", "printerSettings"}
_CHART = re.compile(r"xl/charts/chart[^/]*\.xml", re.IGNORECASE)


def render_workbook(template: bytes, context: Mapping[str, object], *, file: str) -> bytes:
    """The template with its expressions replaced by the context's values; `file` names the template in messages.

    Formulas come without values: `xl_addin.engine.finish.store_fresh_values` adds them.
    Raises one Problem that lists everything wrong with the template, or names the part that cannot be carried along.
    """
    return _Rendering(open_package(template, file=file), context).result()


class _Rendering:
    def __init__(self, package: Package, context: Mapping[str, object]) -> None:
        self.file = package.file
        self.package = package
        self.context: Scope = dict(context)
        self.new = NewPackage(package)
        self.faults = Faults()
        self.workbook = workbook_part(package)
        self.environment = Environment(Budget())
        styles = required_part(package, related(package, self.workbook, "styles"), "xl/styles.xml")
        self.styles_part = styles
        self.strings_part = next(iter(related(package, self.workbook, "sharedStrings")), None)
        properties = child(package.xml(self.workbook), "workbookPr")
        self.workshop = Workshop(
            self.environment,
            StringTable(list(package.xml(self.strings_part)) if self.strings_part else []),
            StyleTable(package.xml(styles)),
            1904 if properties is not None and is_true(properties.get("date1904")) else 1900,
        )
        self.sheet_parts = sheet_parts(package, self.workbook)
        # A few row maps are kept: an index sheet refers to one unit's sheet after the other.
        self.expansion = lru_cache(maxsize=16)(self._expansion)

    def result(self) -> bytes:
        try:
            self._render()
        except LimitError as error:
            self.faults.add("", "", error.text)
        self.faults.raise_any(self.file)
        return self.new.data()

    def _render(self) -> None:
        self.templates = {
            sheet.name: read_sheet_template(self.package, sheet.name, sheet.part, self.workshop, self.faults)
            for sheet in self.sheet_parts
            if sheet.kind == "worksheet"
        }
        self._check_parts()
        others = [sheet.name for sheet in self.sheet_parts if sheet.kind != "worksheet"]
        outputs = plan_sheets(self.templates.values(), others, self.context, self.environment, self.faults)
        self.finder = SheetFinder(self.templates.values(), outputs, others, self.row_map)
        first = outputs[0] if outputs else None
        written = [(output, self._write_sheet(output, output is first)) for output in outputs]
        if not written and not others:
            self.faults.add("", "", Text("mẫu không cho ra trang tính nào", "the template gives no sheet"))
            return
        result: list[tuple[ResultSheet, str]] = []
        for sheet in self.sheet_parts:
            if sheet.kind == "worksheet":
                mine = [(output, part) for output, part in written if output.template.name == sheet.name]
                if not mine:
                    self.new.remove(sheet.part)
                result += mine
            else:
                result.append((sheet, sheet.part))
        write_workbook(self.new, self.workbook, self.sheet_parts, result, self.finder, self.row_map, self.faults)
        self._write_charts()
        self._write_shared()

    def _check_parts(self) -> None:
        """Refuse, by name, what would be lost or left pointing at the wrong rows."""
        moving = [sheet for sheet in self.templates.values() if sheet.moves]
        for sheet in moving:
            for relation in sheet.relations:
                if relation.kind not in _CAN_FOLLOW:
                    raise self._cannot_follow(relation.target)
                if relation.kind == "drawing":
                    for inner in relations(self.package, relation.target):
                        if inner.kind != "image" and not (inner.kind == "chart" and sheet.per_item is None):
                            raise self._cannot_follow(inner.target)
            check_can_move(sheet.frame, sheet.part, self.file)
        if moving:
            for name in self.package.names:
                if "/pivotcache/pivotcachedefinition" in name.lower():
                    raise self._cannot_follow(name)

    def _cannot_follow(self, part: str) -> Problem:
        return Problem(
            Text(
                "phần này không giữ được khi dòng hoặc trang lặp lại; hãy bỏ khỏi trang có thẻ lặp",
                "this part cannot follow repeated rows or sheets; remove it from the sheet that has markers",
            ),
            file=self.file,
            place=part,
        )

    def _expansion(self, output: OutputSheet) -> tuple[Expansion, RowMap]:
        template = output.template
        expansion = expanded(template, output.scope, self.environment, self.faults)
        return expansion, RowMap(template.loops_of_rows, expansion.placed, template.last_source)

    def row_map(self, output: OutputSheet) -> RowMap | None:
        """Where the rows of a sheet went, None where they stand as in the template."""
        return self.expansion(output)[1] if output.template.last_source else None

    def _write_sheet(self, output: OutputSheet, selected: bool) -> str:
        """Write one sheet of the result with all that belongs to it; the name of its part."""
        template = output.template
        expansion, rows = self.expansion(output)
        find_target = self.finder.seen_from(output, rows if template.last_source else None)
        part = self.new.fresh_name(template.part) if output.copy else template.part
        before, after = framed(template.frame, self._surroundings(output, expansion, rows, find_target, selected))
        body = rows_xml(template, expansion, rows, output.scope, find_target, self.workshop, self.faults)
        self.new.add(part, before + "".join(body).encode() + after, like=template.part if output.copy else None)
        self._write_relations(output, part, rows)
        return part

    def _surroundings(
        self, output: OutputSheet, expansion: Expansion, rows: RowMap, find_target: FindTarget, selected: bool
    ) -> Surroundings:
        def rendered(compile: Callable[[Environment, str], Render], place: str, text: str, row: int | None) -> str:
            if not has_markup(text):
                return text
            scope = expansion.scopes[row - 1] if row and row <= len(expansion.scopes) else output.scope
            try:
                return compile(self.environment, text)(scope)
            except Exception as error:
                self._fault(output, place, text, explanation(error, scope, self.environment))
                return text

        def header(place: str, text: str) -> str:
            result = rendered(compile_header, place, text, None)
            if len(result) > MAX_HEADER:
                self._fault(output, place, text, Text("dài hơn 255 ký tự", "is longer than 255 characters"))
            return result

        def formula(place: str, text: str, row: int) -> str:
            filled = rendered(compile_formula, place, text, row)
            try:
                return rewritten(filled, rows.origin(row), find_target)
            except ReferenceFault as error:
                self._fault(output, place, text, error.text)
                return text

        def location(place: str, text: str, row: int) -> str:
            filled = rendered(compile_formula, place, text, row)
            try:
                return rewritten(filled, OUTSIDE, find_target, copies="first")
            except ReferenceFault as error:
                self._fault(output, place, text, error.text)
                return text

        def plain(place: str, text: str, row: int) -> str:
            return rendered(compile_text, place, text, row)

        return Surroundings(rows, plain, formula, location, header, selected)

    def _fault(self, output: OutputSheet, place: str, text: str, what: Text) -> None:
        self.faults.add(f"{output.template.name}!{place}", text, what)

    def _write_relations(self, output: OutputSheet, part: str, rows: RowMap) -> None:
        template = output.template
        if not template.relations:
            return
        found = self.new.relations(template.part)
        for relation in found:
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                if has_markup(unquote(target)):
                    try:
                        relation.set("Target", compile_text(self.environment, unquote(target))(output.scope))
                    except Exception as error:
                        place = f"{template.name}!hyperlink"
                        self.faults.add(place, target, explanation(error, output.scope, self.environment))
            elif template.moves and relation.get("Type", "").endswith("/drawing"):
                drawing = posixpath.normpath(posixpath.join(posixpath.dirname(template.part), target)).lstrip("/")
                relation.set("Target", f"/{self._write_drawing(drawing, rows, output.copy > 0)}")
        self.new.changed[relations_part(part)] = xml_bytes(found)

    def _write_drawing(self, drawing: str, rows: RowMap, is_copy: bool) -> str:
        part = self.new.fresh_name(drawing) if is_copy else drawing
        self.new.add(part, moved_drawing(self.package.xml(drawing), rows), like=drawing if is_copy else None)
        if relations_part(drawing) in self.package:
            self.new.changed[relations_part(part)] = self.package.read(relations_part(drawing))
        return part

    def _write_charts(self) -> None:
        """What charts show follows the rows and sheets it stands in."""
        find_target = self.finder.seen_from(None)
        for name in self.package.names:
            if not _CHART.fullmatch(name):
                continue
            chart = self.package.xml(name)
            for formula in chart.iter():
                if local_name(formula) == "f" and formula.text:
                    try:
                        formula.text = rewritten(formula.text, OUTSIDE, find_target, copies="all")
                    except ReferenceFault as error:
                        self.faults.add(name, formula.text, error.text)
            self.new.changed[name] = xml_bytes(chart)

    def _write_shared(self) -> None:
        """The texts and styles of all sheets, and no list of the template's sheets in the properties."""
        self.new.changed[self.styles_part] = self.workshop.styles.xml()
        strings = self.strings_part
        if strings is None:
            strings = posixpath.join(posixpath.dirname(self.workbook), "sharedStrings.xml")
            links = etree.fromstring(self.new.changed[relations_part(self.workbook)])
            add_relation(links, _STRINGS_RELATION, f"/{strings}")
            self.new.changed[relations_part(self.workbook)] = xml_bytes(links)
            self.new.add(strings, b"", content_type=_SHARED_STRINGS)
        self.new.changed[strings] = self.workshop.strings.xml()
        for name in related(self.package, "", "extended-properties"):
            properties = self.package.xml(name)
            for element in list(properties):
                if local_name(element) in ("TitlesOfParts", "HeadingPairs"):
                    properties.remove(element)
            self.new.changed[name] = xml_bytes(properties)
