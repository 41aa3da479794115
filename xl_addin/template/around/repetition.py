"""Where the cells of a template sheet went, for all that is around them; and how formulas and texts read there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xl_addin.formula.areas import joined
from xl_addin.formula.cells import Area, CellRef
from xl_addin.formula.displacement import GONE
from xl_addin.formula.reference import Coordinate, Reference, pieces, references, sole_reference
from xl_addin.language import Text
from xl_addin.template.language.cell_text import Render, compile_formula, compile_text, has_markup
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults, TemplateFault
from xl_addin.template.plan.axis.ends import OUTSIDE, Loops, Turns
from xl_addin.template.plan.axis.lines import LineMap
from xl_addin.template.plan.gathered import NothingMeant, ReferenceFault
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.output_sheets import SheetFinder
from xl_addin.template.plan.panels.panelled_layout import PanelledLayout
from xl_addin.template.plan.references import Copies, rewritten
from xl_addin.template.plan.targets import FindTarget, Target
from xl_addin.workbook.reading.line_sizes import Ruler, rulers
from xl_addin.workbook.structure.places import XmlPlace

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""
Rulers = tuple[Ruler, Ruler]
_Around = tuple[Loops, Loops]
_FORMULAS = ("formula", "name")


@dataclass
class SheetRepetition:
    """One sheet of the result, its cells and the names known in them; `sheet` is the template's, for messages.

    `header` is asked for headers and footers, which belong to no cell. `own` tells, once something is written, whether
    anything in it is this sheet's alone; the next one whose rows went the same way is else the same. `referring` says
    which copies formulas mean: in a chart, those of its `own` turns. `rulers` are the template's columns and rows.
    """

    sheet: str
    layout: Layout
    outer: Scope
    scope_of: Callable[[int, int], Scope]
    find_target: FindTarget
    finder: SheetFinder
    environment: Environment
    faults: Faults
    header: Callable[[str, str], str] = lambda place, text: text
    referring: Copies = "rule"
    rulers: Callable[[], Rulers] = lambda: rulers(b"<worksheet/>")
    own: bool = field(default=False)

    def copies(self, area: Area) -> list[Area]:
        """The images of an area, in reading order."""
        return self.layout.copies(area)

    def joined(self, areas: Sequence[Area]) -> list[Area]:
        """The same cells in fewer areas."""
        return joined(areas)

    def pinned(self, place: XmlPlace, text: str, areas: Sequence[Area]) -> str:
        """A formula seen from these areas with `$` where what it names stands outside of the loops they stand in."""
        if place.kind not in _FORMULAS or has_markup(text):
            return text
        loops = [self.layout.loops_around(*corner) for area in areas for corner in _corners(area)]
        repeated = any(rows for rows, _ in loops), any(columns for _, columns in loops)
        if not any(repeated):
            return text
        return "".join(
            self._pinned(piece, *repeated) if isinstance(piece, Reference) else piece.text for piece in pieces(text)
        )

    def _pinned(self, reference: Reference, rows_repeated: bool, columns_repeated: bool) -> str:
        own = reference.sheet is None and reference.area is not None
        around = [self.layout.loops_around(*corner) for corner in _corners(reference.area)] if reference.area else []
        marks = [
            each.start - reference.start
            for coordinates, axis, repeated in (
                (reference.rows, 0, rows_repeated),
                (reference.columns, 1, columns_repeated),
            )
            for each, loops in zip(coordinates, _in_order(coordinates, around), strict=False)
            if repeated and not each.fixed and not (own and loops[axis])
        ]
        text = reference.written
        for at in sorted(marks, reverse=True):
            text = f"{text[:at]}${text[at:]}"
        return text

    def is_uniform(self, place: XmlPlace, text: str, areas: Sequence[Area]) -> bool:
        """Whether it is known that what is seen from these areas says the same in all of their images."""
        if has_markup(text):
            if not self._is_outer(text, areas):
                return False
            text = "".join(piece if kind == "data" else "" for kind, piece in self.environment.pieces(text))
        if place.kind not in _FORMULAS:
            return True
        return not self._is_of_block(text) and all(self._goes_along(each, areas) for each in references(text))

    def _is_outer(self, text: str, areas: Sequence[Area]) -> bool:
        """Whether what a text asks for is, in all images of these areas, what is known outside of all loops."""
        try:
            names = self.environment.names_in(text)
        except TemplateFault:
            return False
        corners = (corner for area in areas for image in self.copies(area) for corner in _corners(image))
        scopes = (self.scope_of(*corner) for corner in corners)
        return all(scope.get(name) is self.outer.get(name) for scope in scopes for name in names)

    def _goes_along(self, reference: Reference, areas: Sequence[Area]) -> bool:
        """Whether every line that a reference names stands still, or is the one line that these areas have."""
        own = reference.sheet is None
        if isinstance(self.layout, PanelledLayout):
            # Copies of panels need not be as far apart as what they refer to.
            return False
        alone = reference.is_one_cell
        return all(
            _is_uniform(each, lines, spans, own, alone)
            for coordinates, lines, spans in (
                (reference.rows, self.layout.rows, _rows(areas)),
                (reference.columns, self.layout.columns, _columns(areas)),
            )
            for each in coordinates
        )

    def written(self, place: XmlPlace, text: str, image: Area | None) -> str:
        """A formula or a text as it reads in an image; what is wrong with it is added to the faults."""
        if place.kind == "header":
            return self.header(place.path.rpartition("/")[2], text)
        if place.kind not in _FORMULAS:
            return NOT_IN_XML.sub("", self._filled(compile_text, text, image))
        filled = self._filled(compile_formula, text, image)
        turns = self._turns(image, whole=self.referring == "own")
        copies: Copies = "first" if place.attribute == "location" else self.referring
        try:
            return NOT_IN_XML.sub("", self._rewritten(filled, turns, copies))
        except TemplateFault as fault:
            self.fault(image, text, fault.text)
        return text

    def _rewritten(self, formula: str, turns: Turns, copies: Copies) -> str:
        try:
            new = rewritten(formula, turns, self._find, copies=copies, union=copies == "own")
        except NothingMeant:
            # As in Excel where its cells have been deleted: a series is empty, a condition never holds, a list offers
            # nothing.
            return GONE
        except ReferenceFault:
            if copies == "rule" and self._is_of_block(formula):
                # A list to choose from is one area: of lists that each copy of a block has, its own.
                return rewritten(formula, turns, self._find, copies="own")
            raise
        if copies != "own":
            return new
        return f"({new})" if "," in new and "," not in formula else new

    def _is_of_block(self, formula: str) -> bool:
        """Whether a formula is an area of this sheet with several of the lines that are repeated together."""
        reference = sole_reference(formula)
        if reference is None or reference.area is None or reference.sheet is not None:
            return False
        first, last = (self.layout.loops_around(*corner) for corner in _corners(reference.area))
        area = reference.area
        height, width = area.last_row > area.first_row, area.last_column > area.first_column
        return first == last and ((height and bool(first[0])) or (width and bool(first[1])))

    def _turns(self, image: Area | None, *, whole: bool) -> Turns:
        """The turns that the first cell of an image stands in, or such as hold all of it."""
        if image is None:
            return OUTSIDE
        first = self.layout.turns(image.first_row, image.first_column)
        last = self.layout.turns(image.last_row, image.last_column) if whole else first
        return {loop: turn for loop, turn in first.items() if last.get(loop) == turn}

    def _scope(self, image: Area | None) -> Scope:
        """The names known in all of an image."""
        if image is None:
            return self.outer
        common = self._turns(image, whole=True)
        corners = ((image.first_row, image.first_column), (image.last_row, image.last_column))
        return next((self.scope_of(*cell) for cell in corners if self.layout.turns(*cell) == common), self.outer)

    def _find(self, sheet: str | None) -> Target:
        self.own = self.own or not self.finder.is_fixed(sheet)
        return self.find_target(sheet)

    def _filled(self, compile: Callable[[Environment, str], Render], text: str, image: Area | None) -> str:
        if not has_markup(text):
            return text
        self.own = True
        try:
            return compile(self.environment, text)(self._scope(image))
        except TemplateFault as fault:
            self.fault(image, text, fault.text)
        return text

    def fault(self, image: Area | None, text: str, what: Text) -> None:
        """Note what is wrong with a text of the sheet, by the template's cell where it stands."""
        place = self.sheet
        if image is not None:
            place = str(CellRef(self.sheet, *self.layout.origin(image.first_row, image.first_column)))
        self.faults.add(place, text, what)


def _rows(areas: Sequence[Area]) -> list[tuple[int, int]]:
    return [(area.first_row, area.last_row) for area in areas]


def _columns(areas: Sequence[Area]) -> list[tuple[int, int]]:
    return [(area.first_column, area.last_column) for area in areas]


def _corners(area: Area) -> tuple[tuple[int, int], tuple[int, int]]:
    return (area.first_row, area.first_column), (area.last_row, area.last_column)


def _in_order(written: Sequence[Coordinate], around: Sequence[_Around]) -> Sequence[_Around]:
    """What is around the upper and left, and the lower and right end of a reference, as its ends are written."""
    backwards = len(written) > 1 and written[0].number > written[-1].number
    return around[::-1] if backwards else around


def _is_uniform(line: Coordinate, lines: LineMap, spans: Sequence[tuple[int, int]], own: bool, alone: bool) -> bool:
    if line.fixed:
        # Of a loop, a fixed end is the first or the last turn's; inside another, there is one for each of its turns.
        # One cell is there for each turn.
        return not own or len(lines.loops_around(line.number)) < (1 if alone else 2)
    if not lines.placed:
        # Nothing moves on this axis.
        return True
    return own and all(span == (line.number, line.number) for span in spans)
