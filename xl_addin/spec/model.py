"""What a spec (`formulas_spec/*.yaml`) says about a campaign's tables: the model it is validated against."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import Constant, Expression, Notation, parse_formula, read_number_cell
from xl_addin.spec.error import SpecError
from xl_addin.spec.invariant import Invariant, parse_invariant
from xl_addin.spec.parameter import Key, Part
from xl_addin.spec.parameter import ParameterSpec as ParameterSpec
from xl_addin.spec.readable import parse_readable as parse_readable
from xl_addin.spec.readable import parse_row_formula


class ApportionSpec(Part):
    """How a column's whole is shared among the units."""

    target: str = Field(description="The whole to share: a formula over parameters and column totals (`{3}`).")
    by: str = Field(description="The column to share in proportion to.")
    at_most: str | None = Field(None, description="The column no unit may exceed; the `by` column if left out.")
    at_least: str | None = Field(None, description="The column every unit must at least get.")
    method: Literal["largest_remainder", "sainte_lague", "dhondt", "huntington_hill"] = Field(
        "largest_remainder", description="How the fractions become whole numbers."
    )
    tie: Literal["first", "largest_weight"] = Field(
        "first", description="Who gets the last one when two units have the same claim."
    )

    @field_validator("target")
    @classmethod
    def _readable(cls, text: str) -> str:
        parse_readable(text)
        return text

    @property
    def upper(self) -> str:
        """The column that bounds every unit from above."""
        return self.at_most or self.by


class ColumnSpec(Part):
    """One column of a numbered table."""

    number: str = Field(description="The cell of the column-number row: `3`, `7=4-5`; `{name}` is a parameter's value.")
    heading: str = Field(description="The column's heading.")
    group: str | None = Field(None, description="The heading above it, merged over neighbours with the same text.")
    key: Key | None = Field(None, description="A short name for templates and data files.")
    role: Literal["index", "unit", "number"] = Field(
        "number", description="`index` counts the rows (STT), `unit` names the units, `number` holds figures."
    )
    formula: str | None = Field(
        None, description="What the sheet does not state: `min({7}, level_2_cap)`, `{phase1.3} - {phase1.4}`."
    )
    apportion: ApportionSpec | None = Field(None, description="Share a whole among the units in whole numbers.")
    total: Literal["sum", "own", "none"] | None = Field(
        None, description="The total row: the sum, or the column's own formula. By default as its nature is."
    )
    kind: Literal["count", "ratio"] | None = Field(
        None, description="A count is whole and not negative; by default as its nature is."
    )
    floor: int | None = Field(None, description="The least value of a formula column (`0` hides negatives).")
    number_format: str | None = Field(None, description="Excel number format; `#,##0` for counts by default.")
    width: float = Field(11, gt=2, le=120, description="Column width in characters.")

    @field_validator("formula")
    @classmethod
    def _readable(cls, text: str | None) -> str | None:
        if text is not None:
            parse_row_formula(text)
        return text

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.apportion and (self.formula or "=" in self.number):
            raise SpecError(
                Text(
                    "một cột hoặc được phân bổ hoặc được tính theo công thức, không thể cả hai",
                    "a column is either apportioned or calculated, not both",
                )
            )
        return self

    @property
    def label(self) -> str:
        """The column's number: `7` of `7=4-5`."""
        return self.number.partition("=")[0].strip().strip("()[]")

    @property
    def expression(self) -> Expression | None:
        """The spec's own formula, None where the sheet's notation or nothing says it."""
        return None if self.formula is None else parse_formula(self.formula)


class TableSpec(Part):
    """One numbered table of the campaign."""

    key: Key = Field(description="The table's name in formulas: `phase1` in `{phase1.3}`.")
    sheet: str = Field(max_length=31, description="The sheet the table stands in.")
    title: tuple[str, ...] = Field((), description="Lines above the table; `{name}` stands for a parameter.")
    total_label: str = Field("Tổng cộng", description="What the total row is called.")
    columns: tuple[ColumnSpec, ...] = Field(min_length=2, description="The columns from left to right.")
    invariants: tuple[str, ...] = Field(
        (), description="What must hold in every row: `{6} <= {5}`, with `<=`, `>=`, `<`, `>` or `=`."
    )

    @field_validator("invariants")
    @classmethod
    def _comparisons(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        for text in texts:
            parse_invariant(text)
        return texts

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        labels = [column.label for column in self.columns]
        for label in labels:
            if labels.count(label) > 1:
                raise SpecError(
                    Text("số cột {label} xuất hiện hai lần", "column number {label} stands twice").with_values(
                        label=label
                    )
                )
        if sum(column.role == "unit" for column in self.columns) != 1:
            raise SpecError(
                Text(
                    "bảng phải có đúng một cột mang vai trò `unit` (tên đơn vị)",
                    "exactly one column must have the role `unit`",
                )
            )
        for column in self.columns:
            if column.apportion:
                for name in (column.apportion.by, column.apportion.upper, column.apportion.at_least):
                    if name is not None and name not in labels:
                        text = Text(
                            "cột {column} được phân bổ theo cột {other}, nhưng bảng không có cột đó",
                            "column {column} is shared by column {other}, which is not there",
                        ).with_values(column=column.label, other=name)
                        raise SpecError(unknown(text, name, labels))
        return self

    def column(self, label: str) -> ColumnSpec:
        """The column with this number; KeyError if there is none."""
        for column in self.columns:
            if column.label == label:
                return column
        raise KeyError(label)

    @property
    def conditions(self) -> tuple[Invariant, ...]:
        """The invariants, read."""
        return tuple(map(parse_invariant, self.invariants))

    @property
    def unit_column(self) -> ColumnSpec:
        """The column that names the units."""
        return next(column for column in self.columns if column.role == "unit")

    @property
    def inputs(self) -> tuple[ColumnSpec, ...]:
        """The columns an office fills in: numbers that are neither apportioned nor calculated."""
        return tuple(
            column
            for column in self.columns
            if column.role == "number" and not column.apportion and not column.formula and "=" not in column.number
        )


class PeriodSpec(Part):
    """A stretch of days, and how many the document says it has."""

    key: Key = Field(description="The period's name in this file.")
    name: str = Field(description="As the document calls it.")
    start: Key = Field(description="The parameter holding the first day.")
    end: Key = Field(description="The parameter holding the last day.")
    stated_days: Key | None = Field(None, description="The parameter holding the number of days as stated.")
    table: Key | None = Field(None, description="The table whose quota is spread over these days.")
    quota: str | None = Field(None, description="The column of that table that is spread over these days.")
    parent: Key | None = Field(None, description="The period these days must lie in.")


class DocumentSpec(Part):
    """The administrative document the tables belong to (layout: Decree 30/2020/NĐ-CP, Annex I)."""

    number: str = Field(description="Number and sign, such as `96/KH-UBND`.")
    day: date = Field(description="The date of the document.")
    parent: str | None = Field(None, description="The superior agency, upright above the issuer.")
    issuer: str = Field(description="The issuing agency, bold.")
    issuer_in_text: str = Field(description="The same within a sentence: `Ủy ban nhân dân tỉnh`.")
    place: str = Field(description="The place that stands before the date.")
    kind: str = Field(description="`Kế hoạch`, `Công văn` …")
    authority: str = Field(description="`TM. ỦY BAN NHÂN DÂN`")
    signer: str = Field(description="The signer's office, never a name: `CHỦ TỊCH`.")
    recipients: tuple[str, ...] = Field(
        (), description="Who receives a unit sheet; `{unit}` stands for the unit's name."
    )


class DeadlineSpec(Part):
    """A report that is due; the documents write “trước ngày X”: the last accepted day is the day before."""

    name: str = Field(description="What is due.")
    before: date | Key = Field(description="The day of “trước ngày X”, or the parameter that holds it.")
    period: Key | None = Field(None, description="The period it reports on.")


class SuppressionSpec(Part):
    """A finding that is known and accepted; one that suppresses nothing is reported."""

    code: str = Field(description="The finding's code, such as `V302`.")
    sheet: str | None = Field(None, description="The sheet it stands in; any if left out.")
    cell: str | None = Field(None, description="Its cell, such as `D20`; any if left out.")
    reason: str = Field(description="Why it is accepted.")

    @field_validator("code")
    @classmethod
    def _is_a_code(cls, text: str) -> str:
        if not re.fullmatch(r"[A-Z]\d{3}", text):
            raise SpecError(Text("`code`: phải là một mã như V302", "`code`: must be a code such as V302"))
        return text

    @field_validator("cell")
    @classmethod
    def _is_a_cell(cls, text: str | None) -> str | None:
        if text is not None and not re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", text):
            raise SpecError(Text("`cell`: phải là địa chỉ ô như D20", "`cell`: must be a cell such as D20"))
        return text

    @field_validator("reason")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text.strip():
            raise SpecError(Text("`reason`: phải ghi lý do", "`reason`: must say why"))
        return text


class Spec(Part):
    """A campaign: its document, parameters, tables and periods."""

    spec_version: Literal[1] = Field(description="The version of this format.")
    key: Key = Field(description="The campaign's name; the file is called after it.")
    title: tuple[str, ...] = Field(min_length=1, description="The title; `{name}` stands for a parameter.")
    document: DocumentSpec = Field(description="The document the tables belong to.")
    parameters: Mapping[Key, ParameterSpec] = Field(
        default_factory=dict, description="Figures and dates an office may change, by name."
    )
    tables: tuple[TableSpec, ...] = Field(min_length=1, description="The tables, one sheet each.")
    periods: tuple[PeriodSpec, ...] = Field((), description="The campaign's stretches of days.")
    deadlines: tuple[DeadlineSpec, ...] = Field((), description="The reports that are due.")
    beyond_quota: Literal["allow", "refuse"] | None = Field(
        None,
        description="What a unit sheet says to results above a period's quota: `allow` asks whether more than all of "
        "it on one day is meant, `refuse` refuses what is more over all days; nothing if left out.",
    )
    units: tuple[str, ...] = Field((), description="Every unit that may stand in a table; unchecked if left out.")
    suppressions: tuple[SuppressionSpec, ...] = Field((), description="Findings that are known and accepted.")
    notes: tuple[str, ...] = Field((), description="Rules printed on every unit sheet.")

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        tables = [table.key for table in self.tables]
        for period in self.periods:
            for name in (period.start, period.end, period.stated_days):
                if name is not None and name not in self.parameters:
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

    def number(self, parameter: str) -> Fraction:
        """A parameter's exact number; KeyError if there is none."""
        return self.parameters[parameter].number()

    def day(self, parameter: str) -> date:
        """A parameter's date; TypeError for a number."""
        value = self.parameters[parameter].value
        if not isinstance(value, date):
            raise TypeError(f"parameter {parameter} is no date")
        return value

    def before(self, deadline: DeadlineSpec) -> date:
        """The day X of a deadline's “trước ngày X”; KeyError or TypeError for a name that is no date parameter."""
        return deadline.before if isinstance(deadline.before, date) else self.day(deadline.before)

    def last_day(self, deadline: DeadlineSpec) -> date:
        """The last day on which a deadline's report is accepted: “trước ngày X” is strictly before."""
        return self.before(deadline) - timedelta(days=1)

    def number_cell(self, column: ColumnSpec) -> tuple[str, Notation | None] | None:
        """What a column's number cell says: its label and notation, in which `{name}` is a figure and never a column.

        None where it is no column number; NotationError where it cannot be read.
        """
        constants = {
            name: Constant(one.number(), percent=str(one.value).endswith("%"), name=name)
            for name, one in self.parameters.items()
            if not one.is_date
        }
        return read_number_cell(column.number, constants)

    def fill_in(self, text: str) -> str:
        """A title or number cell with `{name}` replaced by that parameter's value (dates as `15/12/2023`)."""
        for name, parameter in self.parameters.items():
            text = text.replace("{" + name + "}", parameter.written)
        return text
