"""The exact shares of every unit on every level: each book shares what its unit was given in the book above."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.campaign.cascade.figures import LevelFigures
from xl_addin.campaign.cascade.levels import CascadeLevel, GivenFigure
from xl_addin.campaign.cascade.units import Unit, UnitTree, names_in_table
from xl_addin.campaign.column_values import CalculatedTable
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.new import calculate_campaign
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec

_NOT_KNOWN = Text(
    "chưa tính được {column} của “{unit}” ở bảng {table}, mà cấp dưới cần số này; hãy xem số liệu của đơn vị",
    "{column} of {unit} in table {table} cannot be calculated, and the level below needs it; look at its figures",
)


@dataclass(frozen=True)
class LevelBook:
    """One book: the units in `of` (the top units where it is None), and what `of` was given, by parameter."""

    level: CascadeLevel
    of: Unit | None
    units: tuple[Unit, ...]
    given: Mapping[str, Fraction]
    inputs: CampaignInputs

    @property
    def spec(self) -> Spec:
        """The spec it is made by."""
        return self.level.book_spec(self.of.name if self.of else None, self.given)


@dataclass(frozen=True)
class SharesDown:
    """All books from the top down, and every unit's quotas: of the columns that are shared, by `table.column`."""

    books: tuple[LevelBook, ...]
    quotas: Mapping[Unit, Mapping[str, int]]


def share_down(levels: Sequence[CascadeLevel], tree: UnitTree, figures: LevelFigures, file: str) -> SharesDown:
    """Share from the top down. Problem where a book cannot share what it was given: it names the unit and the bound."""
    books: list[LevelBook] = []
    quotas: dict[Unit, Mapping[str, int]] = {}
    known: dict[tuple[Unit, str, str], Fraction | None] = {}
    wanted = {(given.table.key, given.column.label) for level in levels for given in level.given}
    for level in levels:
        for of, units in _groups(tree, level):
            given = {one.parameter: _given(one, of, known) for one in level.given} if of else {}
            book = LevelBook(level, of, units, given, _inputs(level, units, figures))
            try:
                calculated = calculate_campaign(book.spec, book.inputs)
            except Problem as problem:
                place = ": ".join(part for part in (of.name if of else None, problem.place) if part)
                raise Problem(problem.text, file=problem.file or file, place=place) from None
            books.append(book)
            quotas |= _quotas(units, calculated)
            known |= {
                (unit, table, label): value
                for table, label in wanted & {(key, label) for key in calculated for label in calculated[key].values}
                for unit, value in zip(units, calculated[table].values[label], strict=True)
            }
    return SharesDown(tuple(books), quotas)


def _groups(tree: UnitTree, level: CascadeLevel) -> Iterator[tuple[Unit | None, tuple[Unit, ...]]]:
    if not level.depth:
        yield None, tree.top
        return
    for parent in tree.levels[level.depth - 1]:
        if parent.children:
            yield parent, tuple(parent.children)


def _given(one: GivenFigure, of: Unit, known: Mapping[tuple[Unit, str, str], Fraction | None]) -> Fraction:
    """What a book's unit, or the one above it on that level, has in a table above."""
    unit = of
    while unit.depth > one.level and unit.parent is not None:
        unit = unit.parent
    value = known[unit, one.table.key, one.column.label]
    if value is None:
        text = _NOT_KNOWN.with_values(column=one.column.label, unit=unit.name, table=one.table.key)
        raise unit.listed.problem(text)
    return value


def _inputs(level: CascadeLevel, units: Sequence[Unit], figures: LevelFigures) -> CampaignInputs:
    keys = [table.key for table in level.tables]
    return CampaignInputs(
        names_in_table(units),
        {key: {label: tuple(of[unit] for unit in units) for label, of in figures.figures[key].items()} for key in keys},
        texts={
            key: {label: tuple(of[unit] for unit in units) for label, of in figures.texts[key].items()} for key in keys
        },
    )


def _quotas(units: Sequence[Unit], calculated: Mapping[str, CalculatedTable]) -> dict[Unit, dict[str, int]]:
    return {
        unit: {
            f"{key}.{label}": shared.outcome.parts[index]
            for key, table in calculated.items()
            for label, shared in table.shared.items()
        }
        for index, unit in enumerate(units)
    }
