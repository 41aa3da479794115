"""What a spec (`formulas_spec/*.yaml`) says about a campaign's tables: the model it is validated against."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import Constant, Notation, read_number_cell
from xl_addin.spec.calculated import calculated
from xl_addin.spec.error import SpecError
from xl_addin.spec.parts.columns import ApportionSpec as ApportionSpec
from xl_addin.spec.parts.columns import ColumnSpec as ColumnSpec
from xl_addin.spec.parts.deadlines import DeadlineSpec as DeadlineSpec
from xl_addin.spec.parts.documents import DocumentSpec
from xl_addin.spec.parts.outputs import ReportSpec, UnitSheetsSpec
from xl_addin.spec.parts.parameters import ParameterSpec as ParameterSpec
from xl_addin.spec.parts.part import Key, Part, since_2
from xl_addin.spec.parts.periods import PeriodSpec as PeriodSpec
from xl_addin.spec.parts.results import CommendationSpec, QuotaChangeSpec, ResultsSpec
from xl_addin.spec.parts.schedules import ScheduleSpec
from xl_addin.spec.parts.suppressions import SuppressionSpec as SuppressionSpec
from xl_addin.spec.parts.tables import TableSpec as TableSpec
from xl_addin.spec.parts.units import ListedUnit, UnitSetSpec, UnitSpec

_FIRST_DAY = date(1899, 12, 30)
"""Day 0 as Excel counts the days since March 1900."""


class Spec(Part):
    """A campaign: its document, parameters, units, tables and periods, what is due and what is sent out."""

    spec_version: Literal[1, 2] = Field(description="The version of this format; 1 lacks what is marked so below.")
    key: Key = Field(description="The campaign's name; the file is called after it.")
    title: tuple[str, ...] = Field(min_length=1, description="The title; `{name}` stands for a parameter.")
    document: DocumentSpec = Field(description="The document the tables belong to.")
    parameters: Mapping[Key, ParameterSpec] = Field(
        default_factory=dict, description="Figures, dates, times and texts an office may change, by name."
    )
    unit_sets: tuple[UnitSetSpec, ...] = since_2("The kinds of units, where there are several.", ())
    units: tuple[ListedUnit, ...] = Field(
        (), description="Every unit that may stand in a table; unchecked if left out."
    )
    tables: tuple[TableSpec, ...] = Field(min_length=1, description="The tables, one sheet each.")
    periods: tuple[PeriodSpec, ...] = Field((), description="The campaign's stretches of days.")
    deadlines: tuple[DeadlineSpec, ...] = Field((), description="The reports that are due.")
    results: ResultsSpec | None = since_2("How results that units report are read.")
    quota_changes: tuple[QuotaChangeSpec, ...] = since_2("Quotas that were changed later.", ())
    commendation: CommendationSpec | None = since_2("Who is proposed for commendation.")
    reports: tuple[ReportSpec, ...] = since_2("The forms and reports that belong to the campaign.", ())
    unit_sheets: UnitSheetsSpec | None = since_2("How unit sheets are cut.")
    suppressions: tuple[SuppressionSpec, ...] = Field((), description="Findings that are known and accepted.")
    notes: tuple[str, ...] = Field((), description="Rules printed on every unit sheet.")

    @field_validator("parameters")
    @classmethod
    def _with_results(cls, parameters: Mapping[str, ParameterSpec]) -> Mapping[str, ParameterSpec]:
        return calculated(parameters)

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        tables = [table.key for table in self.tables]
        for period in self.periods:
            for name in (period.start, period.end, period.stated_days):
                if isinstance(name, str) and name not in self.parameters:
                    text = Text(
                        "kỳ {period} dùng tham số {name}, nhưng đặc tả không có tham số đó",
                        "period {period} names the parameter {name}, which is not there",
                    ).with_values(period=period.key, name=name)
                    raise SpecError(unknown(text, name, self.parameters))
            if period.table is not None and period.table not in tables:
                text = Text(
                    "kỳ {period} dùng bảng {name}, nhưng đặc tả không có bảng đó",
                    "period {period} names the table {name}, which is not there",
                ).with_values(period=period.key, name=period.table)
                raise SpecError(unknown(text, period.table, tables))
        return self

    def table(self, key: str) -> TableSpec:
        """The table with this key; KeyError if there is none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    def unit_set(self, table: TableSpec) -> UnitSetSpec | None:
        """The set whose units are the rows of a table; None where the spec has no unit sets."""
        if table.units is None:
            return self.unit_sets[0] if len(self.unit_sets) == 1 else None
        return next((one for one in self.unit_sets if one.key == table.units), None)

    def set_called(self, key: str | None) -> UnitSetSpec | None:
        """The unit set with this key; None where there is none."""
        return next((one for one in self.unit_sets if one.key == key), None)

    def units_of(self, table: TableSpec) -> tuple[UnitSpec, ...]:
        """The units that may stand in a table; none where the spec does not list them."""
        found = self.unit_set(table)
        return self.units if found is None else found.units

    def names_of(self, table: TableSpec) -> list[str]:
        """Every name, own or other, of the units that may stand in a table."""
        found, units = self.unit_set(table), self.units_of(table)
        return [name for unit in units for name in (found.names_of(unit) if found else (unit.name, *unit.aliases))]

    @property
    def column_numbers(self) -> frozenset[tuple[str, ...]]:
        """The numbers of each table's columns, as they stand in a number row."""
        return frozenset(tuple(column.label for column in table.columns) for table in self.tables)

    @property
    def numbers(self) -> dict[str, Fraction]:
        """What formulas calculate with, by name: exact numbers, and dates as Excel counts days."""
        return {name: self.number(name) for name, one in self.parameters.items() if one.kind in ("number", "date")}

    def number(self, parameter: str) -> Fraction:
        """A parameter's exact number, of a date its day as Excel counts them; KeyError if there is none."""
        one = self.parameters[parameter]
        return Fraction((one.day() - _FIRST_DAY).days) if one.is_date else one.number()

    def day(self, stated: date | str) -> date:
        """A day as it stands in the spec, or the date of the parameter named; TypeError for one that is no date."""
        return stated if isinstance(stated, date) else self.parameters[stated].day()

    def skipped(self, period: PeriodSpec) -> tuple[date, ...]:
        """The days of a period that do not count; TypeError for a parameter that is no list of days."""
        return self.parameters[period.skip].days() if isinstance(period.skip, str) else period.skip

    def period(self, key: str) -> PeriodSpec:
        """The period with this key; KeyError if there is none."""
        for period in self.periods:
            if period.key == key:
                return period
        raise KeyError(key)

    def units_per_day(self, schedule: ScheduleSpec) -> int:
        """How many units share a day of a schedule."""
        stated = schedule.units_per_day
        return stated if isinstance(stated, int) else int(self.number(stated))

    def number_cell(self, column: ColumnSpec) -> tuple[str, Notation | None] | None:
        """What a column's number cell says: its label and notation, in which `{name}` is a figure and never a column.

        None where it is no column number; NotationError where it cannot be read.
        """
        constants = {
            name: Constant(one.number(), percent=one.is_percent, name=name)
            for name, one in self.parameters.items()
            if one.kind == "number"
        }
        return read_number_cell(column.number, constants)

    def with_parameters(self, parameters: Mapping[str, ParameterSpec]) -> Self:
        """The spec with other parameters; those that are formulas over them are calculated anew."""
        return self.model_copy(update={"parameters": calculated(parameters)})

    def fill_in(self, text: str) -> str:
        """A title or number cell with `{name}` replaced by that parameter's value (dates as `15/12/2023`)."""
        for name, parameter in self.parameters.items():
            text = text.replace("{" + name + "}", parameter.written)
        return text
