"""The levels a spec shares down, and what each takes from the ones above it: there a column, here a parameter."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import ColumnSpec, ParameterSpec, Spec, TableSpec
from xl_addin.spec.parts.units import UnitSetSpec

_NO_LEVELS = Text(
    "đặc tả không có cấp nào để giao xuống: cần `spec_version: 2` và ít nhất hai `unit_sets`, bộ dưới ghi "
    "`parent: <bộ trên>`",
    "the spec has no levels to share down: it needs `spec_version: 2` and two `unit_sets` or more, the lower naming "
    "the upper as its `parent`",
)
_TWO_CHAINS = Text(
    "các bộ đơn vị {sets} không cùng một chuỗi cấp trên – cấp dưới; mỗi đặc tả chỉ giao theo một chuỗi, hãy tách "
    "thành các đặc tả riêng",
    "the unit sets {sets} are not one chain from the top down; a spec is shared along one chain, make one for each",
)
_NO_TABLE = Text(
    "cấp “{level}” (bộ {key}) không có bảng nào; hãy thêm một bảng `units: {key}`",
    "level {level} (set {key}) has no table; add one with `units: {key}`",
)
_NOTHING_GIVEN = Text(
    'bảng {table} không nhận gì từ cấp trên; hãy lấy chỉ tiêu ở bảng cấp trên, như `target: "{{{above}.{label}}}"`',
    "table {table} takes nothing from the level above; let it share that one's quota, as in "
    '`target: "{{{above}.{label}}}"`',
)
_REFERENCE = re.compile(r"\{(?P<table>[a-z][a-z0-9_]*)\.(?P<label>[^{}]+)\}")


@dataclass(frozen=True)
class GivenFigure:
    """A figure that a level takes from a table above it: the unit's own figure there, here a parameter."""

    level: int
    table: TableSpec
    column: ColumnSpec
    parameter: str


@dataclass(frozen=True)
class CascadeLevel:
    """One level: `spec` holds its tables alone, with what they take from above as parameters (`given`)."""

    depth: int
    units: UnitSetSpec
    spec: Spec
    given: tuple[GivenFigure, ...]

    @property
    def name(self) -> str:
        """What its units are, as the officer calls them."""
        return self.units.level

    @property
    def tables(self) -> tuple[TableSpec, ...]:
        """Its tables."""
        return self.spec.tables

    def book_spec(self, of: str | None, figures: Mapping[str, Fraction]) -> Spec:
        """The spec of one book: the tables of the units in `of`, which was given these figures (by parameter)."""
        if of is None:
            return self.spec
        tables = tuple(table.model_copy(update={"title": _titled(table.title, of)}) for table in self.spec.tables)
        given = {
            one.parameter: ParameterSpec(
                value=_written(figures[one.parameter]),
                label=f"{self.spec.fill_in(one.column.heading)} – cấp trên giao cho {of}",
            )
            for one in self.given
        }
        spec = self.spec.with_parameters({**self.spec.parameters, **given})
        return spec.model_copy(update={"tables": tables})


def levels_of(spec: Spec) -> tuple[CascadeLevel, ...]:
    """The levels from the top down; Problem where the spec has no chain of levels, or one takes nothing from above."""
    chain = _chain(spec)
    found: list[CascadeLevel] = []
    above: dict[str, tuple[int, TableSpec]] = {}
    for depth, units in enumerate(chain):
        tables = tuple(table for table in spec.tables if spec.unit_set(table) == units)
        if not tables:
            raise Problem(_NO_TABLE.with_values(level=units.level, key=units.key), file=spec.key)
        level = _level(spec, depth, units, tables, above)
        if depth and not level.given:
            there = found[-1].tables[0]
            shared = next((column.label for column in there.columns if column.is_shared), "4")
            text = _NOTHING_GIVEN.with_values(table=tables[0].key, above=there.key, label=shared)
            raise Problem(text, file=spec.key)
        found.append(level)
        above |= {table.key: (depth, table) for table in tables}
    return tuple(found)


def _chain(spec: Spec) -> list[UnitSetSpec]:
    sets = {one.key: one for one in spec.unit_sets}
    tops = [one for one in spec.unit_sets if one.parent is None]
    below: dict[str, list[UnitSetSpec]] = {}
    for one in sets.values():
        if one.parent is not None:
            below.setdefault(one.parent, []).append(one)
    if not below:
        raise Problem(_NO_LEVELS, file=spec.key)
    if len(tops) != 1 or any(len(those) > 1 for those in below.values()):
        raise Problem(_TWO_CHAINS.with_values(sets=list(sets)), file=spec.key)
    chain = tops
    while chain[-1].key in below:
        chain += below[chain[-1].key]
    return chain


def _level(
    spec: Spec,
    depth: int,
    units: UnitSetSpec,
    tables: Sequence[TableSpec],
    above: Mapping[str, tuple[int, TableSpec]],
) -> CascadeLevel:
    given: dict[str, GivenFigure] = {}

    def as_parameters(text: str | None) -> str | None:
        def parameter(found: re.Match[str]) -> str:
            if found["table"] not in above:
                return found[0]
            there, table = above[found["table"]]
            name = _free_name(spec, f"{found['table']}_{found['label']}")
            given[name] = GivenFigure(there, table, table.column(found["label"]), name)
            return name

        return None if text is None else _REFERENCE.sub(parameter, text)

    own = tuple(
        table.model_copy(
            update={"units": None, "columns": tuple(_of_one_parent(column, as_parameters) for column in table.columns)}
        )
        for table in tables
    )
    keys = {table.key for table in tables}
    periods = tuple(period for period in spec.periods if period.table is None or period.table in keys)
    update = {"tables": own, "unit_sets": (), "units": (), "periods": periods}
    return CascadeLevel(depth, units, spec.model_copy(update=update), tuple(given.values()))


def _of_one_parent(column: ColumnSpec, as_parameters: Callable[[str | None], str | None]) -> ColumnSpec:
    """A column of a table that holds the units of one parent only: there is nothing left to keep apart."""
    share = column.apportion
    if share is not None:
        within = None if share.within == "parent" else share.within
        update = {"target": as_parameters(share.target), "by": as_parameters(share.by), "within": within}
        share = share.model_copy(update=update)
    return column.model_copy(update={"formula": as_parameters(column.formula), "apportion": share})


def _free_name(spec: Spec, wanted: str) -> str:
    name = re.sub(r"\W", "_", wanted).casefold()
    while name in spec.parameters:
        name += "_"
    return name


def _titled(title: tuple[str, ...], of: str) -> tuple[str, ...]:
    """The table's title with the unit it is about: braces in a name stand for themselves."""
    return (*title[:-1], f"{title[-1]} – {of}") if title else (of,)


def _written(figure: Fraction) -> int | str:
    return int(figure) if figure.denominator == 1 else f"{float(figure):.15g}"
