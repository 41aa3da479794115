"""The units of a campaign and their figures, brought together for all its tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from xl_addin.campaign.kept_parameters import kept_otherwise, with_kept_parameters
from xl_addin.campaign.making.data.data_header import described, same_column
from xl_addin.campaign.making.data.data_source import DataSource
from xl_addin.campaign.making.data.sets_apart import check_sets
from xl_addin.campaign.making.data.told_units import ToldUnit, full_names
from xl_addin.campaign.making.data.unit_data import Figure, UnitData, read_units
from xl_addin.campaign.making.data.unit_texts import Said
from xl_addin.case.pairing import pair
from xl_addin.case.unit_rows import units_listed
from xl_addin.formula.cells import column_letters
from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem
from xl_addin.spec.known_units import code_spellings
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.unit_names.comparing import same_name_key

_TWO_MEANINGS = Text(
    vi="cột {column} được hiểu là “{one}” của bảng {first} và là “{other}” của bảng {second}; hãy đưa số liệu từng "
    "bảng vào một sổ tính, mỗi bảng một trang tính mang đúng tên trang của bảng",
    en="column {column} is read as “{one}” of table {first} and as “{other}” of table {second}; bring the figures in "
    "a workbook, each table on a sheet called as the table's sheet",
)
_OTHER_UNITS = Text(
    vi="bảng {second} có các đơn vị khác bảng {first} (thiếu: {missing}; thừa: {extra}); các bảng của một kế hoạch "
    "phải có cùng các đơn vị, hãy sửa tên cho khớp hoặc lập mỗi bộ đơn vị một kế hoạch",
    en="table {second} has other units than table {first} (missing: {missing}; extra: {extra}); the tables of a plan "
    "have the same units: mend the names or make a plan for each set of units",
)
_NO_UNITS = Text(
    vi="không biết các đơn vị của bảng {table}: bảng không có cột số liệu để nhập, đặc tả cũng không liệt kê đơn vị; "
    "hãy ghi `units` trong bộ đơn vị của bảng",
    en="the units of table {table} are not known: it has no input column and the spec lists none; list them as `units` "
    "in the table's unit set",
)
_NO_DATA = Text(vi="chưa có số liệu cho bảng {table}", en="there is no data for table {table}")
_GIVE_DATA = OptionHint("hãy cho thêm --data {key}=TỆP", "add --data {key}=FILE")
_MOST_NAMED = 5
Given = TypeVar("Given")


@dataclass(frozen=True)
class CampaignInputs:
    """What the office knows: its units, and for every table (by key) the figures of its input columns.

    `others` are the units of the tables, by key, that have others than the first one; `texts` what is said of the
    units in words and dates, by table and column; `told` the units with their codes and parents, by table.
    """

    units: tuple[str, ...]
    figures: Mapping[str, Mapping[str, tuple[Figure, ...]]]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, tuple[Said, ...]]] = field(default_factory=dict)
    told: Mapping[str, tuple[ToldUnit, ...]] = field(default_factory=dict, compare=False)

    def full_names(self, table: TableSpec) -> tuple[str, ...]:
        """The units that are a table's rows, those of one name with what tells them apart."""
        return full_names(self.told[table.key]) if table.key in self.told else self.units_of(table)

    def parents_of(self, spec: Spec, table: TableSpec) -> tuple[str | None, ...] | None:
        """What each of a table's units lies in, as `full_names` calls it; None where nothing says so."""
        told, own = self.told.get(table.key, ()), spec.unit_set(table)
        if not any(unit.parent for unit in told):
            return None
        above = next((one for one in spec.tables if own and spec.unit_set(one) == spec.set_called(own.parent)), None)
        called: dict[str, str] = {}
        if above is not None and above.key in self.told:
            for unit, name in zip(self.told[above.key], self.full_names(above), strict=True):
                called |= dict.fromkeys(code_spellings(unit.code), name) | {same_name_key(name): name}
        return tuple(called.get(same_name_key(unit.parent), unit.parent) or None for unit in told)

    def units_of(self, table: TableSpec) -> tuple[str, ...]:
        """The units that are a table's rows."""
        return self.others.get(table.key, self.units)


def read_inputs(spec: Spec, source: DataSource | None, own: Mapping[str, DataSource] | None = None) -> CampaignInputs:
    """The figures of one data file, or of the `own` file of a table or unit set (by key), for every table with inputs.

    Raises Problem (file, row, column, remedy) for anything that is not a list of units with their figures, for a
    column that would be read as two things, where the tables of a unit set are not of the same units, for a unit in two
    sets and for one whose parent is in none.
    """
    found = [
        (table, read_units(_source_of(spec, table, source, own or {}), table, spec)) for table in _tables_told(spec)
    ]
    for index, one in enumerate(found):
        for other in found[:index]:
            _refuse_two_meanings(other, one)
    first: dict[str | None, tuple[TableSpec, UnitData]] = {}
    for one in found:
        first.setdefault(_set_of(spec, one[0]), one)
    check_sets(spec, {key: data for key, (_, data) in first.items() if key is not None})
    told = {key: leading.units for key, (_, leading) in first.items()}
    of_tables = {table.key: told.get(_set_of(spec, table)) or _listed(spec, table) for table in spec.tables}
    units = {key: tuple(unit.name for unit in each) for key, each in of_tables.items()}
    main = units[spec.tables[0].key]
    by_key = {table.key: there for table, there in found}
    rows = {table.key: _order(first[_set_of(spec, table)], table, there) for table, there in found}
    return CampaignInputs(
        main,
        {key: _ordered(rows[key], there.inputs) for key, there in by_key.items()},
        {key: names for key, names in units.items() if names != main},
        {key: _ordered(rows[key], there.texts) for key, there in by_key.items() if there.texts},
        of_tables,
    )


def _source_of(spec: Spec, table: TableSpec, source: DataSource | None, own: Mapping[str, DataSource]) -> DataSource:
    found = own.get(table.key) or own.get(_set_of(spec, table) or "") or source
    if found is None:
        key = _set_of(spec, table) or table.key
        raise Problem(_NO_DATA.with_values(table=table.key), file=spec.key, by_option=_GIVE_DATA.with_values(key=key))
    return found


def _tables_told(spec: Spec) -> list[TableSpec]:
    """The tables whose rows stand in the data: what an office must fill in, and units that the spec does not list."""
    first = {_set_of(spec, table): table for table in reversed(spec.tables)}
    given = {
        table.key: [column for column in table.columns if column.is_input or column.is_told] for table in spec.tables
    }
    return [
        table
        for table in spec.tables
        if any(not column.optional for column in given[table.key])
        or (not spec.units_of(table) and (given[table.key] or table is first[_set_of(spec, table)]))
    ]


def _set_of(spec: Spec, table: TableSpec) -> str | None:
    unit_set = spec.unit_set(table)
    return None if unit_set is None else unit_set.key


def _listed(spec: Spec, table: TableSpec) -> tuple[ToldUnit, ...]:
    """The units the spec lists, for a table whose units stand nowhere in the data."""
    units = tuple(ToldUnit(unit.name, unit.code or "", unit.parent or "") for unit in spec.units_of(table))
    if not units:
        raise Problem(_NO_UNITS.with_values(table=table.key), file=spec.key)
    return units


def with_parameters_of(source: DataSource, spec: Spec, given: Collection[str]) -> tuple[Spec, list[Text]]:
    """The spec with the parameters the data file keeps, where it is a campaign's workbook, and what was taken from it.

    Those `given` on the command line stand.
    """
    if source.book is None:
        return spec, []
    return with_kept_parameters(spec, source.book, given), kept_otherwise(spec, source.book, given)


def _refuse_two_meanings(first: tuple[TableSpec, UnitData], second: tuple[TableSpec, UnitData]) -> None:
    """One column of one sheet cannot hold two tables' figures, though both number it alike."""
    (table, units), (other_table, other) = first, second
    if (units.file, units.sheet) != (other.file, other.sheet) or other.set_told:
        return
    labels = {position: label for label, position in units.positions.items()}
    for position, label in sorted((position, label) for label, position in other.positions.items()):
        if position not in labels:
            continue
        one, two = table.column(labels[position]), other_table.column(label)
        if not same_column(one, two):
            values = {"column": column_letters(position + 1), "one": described(one), "other": described(two)}
            text = _TWO_MEANINGS.with_values(first=table.key, second=other_table.key, **values)
            raise Problem(text, file=units.file, place=units.sheet)


def _order(leading: tuple[TableSpec, UnitData], table: TableSpec, units: UnitData) -> list[int]:
    """A table's rows in the order of the first table's units; Problem where its units are not the same."""
    first, names = leading[0], leading[1].names
    if leading[1] is units:
        return list(range(len(names)))
    pairing = pair(*(units_listed(*zip(*each.units, strict=True)) for each in (leading[1], units)))
    if not pairing.is_complete or pairing.by_position:
        here, there = pairing.missing + pairing.by_position, pairing.extra + pairing.by_position
        text = _OTHER_UNITS.with_values(
            first=first.key,
            second=table.key,
            missing=[names[row] for row in here][:_MOST_NAMED],
            extra=[units.names[row] for row in there][:_MOST_NAMED],
        )
        raise Problem(text, file=units.file, place=units.sheet)
    return [pairing.rows[row] for row in range(len(names))]


def _ordered(rows: Sequence[int], columns: Mapping[str, Sequence[Given]]) -> dict[str, tuple[Given, ...]]:
    return {label: tuple(values[row] for row in rows) for label, values in columns.items()}
