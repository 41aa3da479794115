"""Formulas that count from the first cell of an area, of conditions and validations, once lines have come or gone.

One formula says it for every cell, as if it were filled into all of them. Where a shift moves what the cells refer to
by different ways (a comparison with the row above, at the new rows), one formula can no longer say it. The area is
then divided, as Excel divides it: each part with its own formula, and every cell means what it meant before. New lines
inside mean what the line that they are like means, or else the one before them, as when it is filled into them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import displaced
from xl_addin.formula.moving import refers_to, shifted
from xl_addin.formula.reference import Coordinate, Reference, references, sole_reference
from xl_addin.formula.shift import Shift
from xl_addin.formula.tokens import ADDRESSES


class RulePart(NamedTuple):
    """A part of the areas of a rule, and its formulas as its first cell has them."""

    areas: str
    formulas: tuple[str, ...]


def rule_parts(
    areas: str, after: str, formulas: Sequence[str], shift: Shift, *, here: str, divided: bool = True
) -> list[RulePart]:
    """What a rule on the sheet `here` says after a shift: its areas were `areas` and are `after`.

    Mostly that is one part, and always unless it may be `divided`. ValueError for what is no list of areas.
    """
    rule = _Rule(_parsed(areas), _parsed(after), tuple(formulas), shift, here)
    if not divided:
        return [RulePart(after, rule.texts(_first(rule.after, shift)))]
    cuts = rule.cuts() if any(map(rule.counts, formulas)) and not any(map(rule.reaches_around, formulas)) else set()
    kinds: list[_Kind] = []
    for first, last in _stretches(rule.after, cuts, shift):
        texts = rule.texts(first)
        kind = next((each for each in kinds if each.says(first, texts, shift)), None)
        if kind is None:
            kinds.append(kind := _Kind(first, texts, []))
        kind.lines.append((first, last))
    return [RulePart(after, kinds[0].texts)] if len(kinds) == 1 else [rule.part(kind) for kind in kinds]


@dataclass
class _Kind:
    """Lines whose cells say the same, seen from each: the first of them, and how the formulas read there."""

    line: int
    texts: tuple[str, ...]
    lines: list[tuple[int, int]]

    def says(self, line: int, texts: tuple[str, ...], shift: Shift) -> bool:
        return tuple(_along(text, line - self.line, shift) for text in self.texts) == texts


class _Rule(NamedTuple):
    before: list[Area]
    after: list[Area]
    formulas: tuple[str, ...]
    shift: Shift
    here: str

    @property
    def moves(self) -> bool:
        """Whether its own cells move, too."""
        return self.shift.concerns(self.here)

    def counts(self, formula: str) -> bool:
        """Whether the formula has a reference that counts from each cell, and that the shift sets apart."""
        return any(
            each.kind in ADDRESSES and any(not line.fixed for line in _lines_of(each, self.shift))
            for each in references(formula)
            if self.moves or refers_to(each, self.shift.sheet, here=self.here)
        )

    def reaches_around(self, formula: str) -> bool:
        """Whether the formula means cells above by going on at the other end of the sheet; that is not taken apart."""
        lines = (line for each in references(formula) for line in _lines_of(each, self.shift) if not line.fixed)
        return any(line.number - _first(self.before, self.shift) > self.shift.size // 2 for line in lines)

    def texts(self, line: int) -> tuple[str, ...]:
        """The formulas as they read in a line, as numbered afterwards."""
        model = self._model(line)
        away = model - _first(self.before, self.shift)
        now = (self.shift.line(model) or line) if self.moves else model
        here = model if self.moves else None
        seen = (_along(formula, away, self.shift) for formula in self.formulas)
        moved = (shifted(formula, self.shift, here=self.here, line=here) for formula in seen)
        return tuple(_along(formula, line - now, self.shift) for formula in moved)

    def _model(self, line: int) -> int:
        """The line, as numbered before, whose cells say what those of this one, as numbered afterwards, do."""
        if not self.moves:
            return line
        before = self.shift.before(line)
        if before is not None:
            return before
        like = self.shift.like
        if like is not None and any(first <= like <= last for first, last in _spans(self.before, self.shift)):
            return like
        return self.shift.at - 1

    def cuts(self) -> set[int]:
        """The lines, as numbered afterwards, at which what the cells say may begin to be another."""
        shift = self.shift
        edges = {shift.at - 1, shift.at, shift.behind - 1, shift.behind}
        first = _first(self.before, shift)
        for each in (found for formula in self.formulas for found in references(formula) if found.kind in ADDRESSES):
            lines = _lines_of(each, shift)
            for away in {line.number - first for line in lines if not line.fixed}:
                edges |= {shift.at - 1 - away, shift.at - away, shift.behind - 1 - away, shift.behind - away}
                if len(lines) > 1:
                    # What is left of an area of which some lines go is another for each cell.
                    edges |= {at - away for at in self._going()}
        now = {shift.line(edge) for edge in edges if edge > 0} if self.moves else edges
        now |= {shift.at, shift.behind + shift.count} if self.moves else set()
        return {line + more for line in now if line for more in (0, 1)}

    def _going(self) -> range:
        return range(self.shift.at, self.shift.behind)

    def part(self, kind: _Kind) -> RulePart:
        """The lines of one kind as areas, and its formulas as the first cell of them has them."""
        kept = [
            _with_span(area, (max(first, low), min(last, high)), self.shift)
            for area, (low, high) in zip(self.after, _spans(self.after, self.shift), strict=True)
            for first, last in _joined(kind.lines)
            if max(first, low) <= min(last, high)
        ]
        line, across = _first(kept, self.shift), _first_across(kept, self.shift) - _first_across(self.after, self.shift)
        rows, columns = (0, across) if self.shift.axis == "rows" else (across, 0)
        texts = (displaced(_along(text, line - kind.line, self.shift), rows, columns) for text in kind.texts)
        return RulePart(" ".join(map(str, kept)), tuple(texts))


def _stretches(areas: Sequence[Area], cuts: Iterable[int], shift: Shift) -> Iterator[tuple[int, int]]:
    """The lines of these areas in order, parted at the cuts."""
    ends = {first for first, _ in _spans(areas, shift)} | {last + 1 for _, last in _spans(areas, shift)}
    low, high = min(ends), max(ends)
    starts = sorted(ends | {cut for cut in cuts if low < cut < high})
    for first, behind in pairwise(starts):
        if any(start <= first <= end for start, end in _spans(areas, shift)):
            yield first, behind - 1


def _joined(lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in lines:
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined


def _parsed(areas: str) -> list[Area]:
    found = [sole_reference(each) for each in areas.split()]
    parsed = [each.area for each in found if each and each.area]
    if not parsed or len(parsed) != len(found):
        raise ValueError(f"not areas: {areas!r}")
    return parsed


def _lines_of(reference: Reference, shift: Shift) -> tuple[Coordinate, ...]:
    return reference.rows if shift.axis == "rows" else reference.columns


def _spans(areas: Iterable[Area], shift: Shift) -> list[tuple[int, int]]:
    if shift.axis == "rows":
        return [(each.first_row, each.last_row) for each in areas]
    return [(each.first_column, each.last_column) for each in areas]


def _with_span(area: Area, span: tuple[int, int], shift: Shift) -> Area:
    if shift.axis == "rows":
        return replace(area, first_row=span[0], last_row=span[1])
    return replace(area, first_column=span[0], last_column=span[1])


def _first(areas: Iterable[Area], shift: Shift) -> int:
    return min(first for first, _ in _spans(areas, shift))


def _first_across(areas: Iterable[Area], shift: Shift) -> int:
    return min(each.first_column if shift.axis == "rows" else each.first_row for each in areas)


def _along(formula: str, lines: int, shift: Shift) -> str:
    rows, columns = (lines, 0) if shift.axis == "rows" else (0, lines)
    return displaced(formula, rows, columns) if lines else formula
