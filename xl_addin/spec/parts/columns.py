"""The columns of a numbered table: what each holds and where its figures come from."""

import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Expression, columns_of, parse_formula, ranked, rounded_whole
from xl_addin.spec.error import FieldError, SpecError
from xl_addin.spec.parts.part import FormulaText, Key, Part, since_2
from xl_addin.spec.parts.schedules import ScheduleSpec
from xl_addin.spec.readable import parse_readable, parse_row_formula

Role = Literal["index", "unit", "code", "parent", "number", "text", "date"]
NO_CAP, EQUALLY = "none", "equally"

_COLUMN_OR_NUMBER = Text(
    'phải là một số cột trong dấu nháy ("3") hoặc một số nguyên không âm (10)',
    'must be a column\'s number in quotes ("3") or a whole number not below 0 (10)',
)

_NO_COLUMN = Text(
    'phải là một số cột trong dấu nháy ("3"), hoặc `none` nếu không giới hạn',
    'must be a column\'s number in quotes ("3"), or `none` for no bound',
)


def _column_or_number(value: object) -> object:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise FieldError(_COLUMN_OR_NUMBER)


def _column_or_none(value: object) -> object:
    if isinstance(value, str):
        return value
    raise FieldError(_NO_COLUMN)  # a number without quotes could be meant as the bound, as with `at_least`


class ApportionSpec(Part):
    """How a column's whole is shared among the units."""

    target: FormulaText = Field(description="The whole to share: a formula over parameters and column totals (`{3}`).")
    by: FormulaText = Field(
        description='The column to share in proportion to (`"3"`), a formula over columns (`"{3} + {4}"`), '
        "or `equally`."
    )
    at_most: Annotated[str, BeforeValidator(_column_or_none)] | None = Field(
        None, description="The column no unit may exceed; the `by` column if left out; `none` lifts the bound."
    )
    at_least: Annotated[str | int, BeforeValidator(_column_or_number)] | None = Field(
        None, description='What every unit must at least get: a column (`"4"`) or a number (`10`).'
    )
    within: FormulaText | None = since_2("`parent` or a column: the whole of each group is shared among its own units.")
    together: Key | None = since_2("Columns that say the same name here are rounded together: rows and columns add up.")
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

    @field_validator("by")
    @classmethod
    def _weighs(cls, text: str) -> str:
        if "{" in text:
            parse_row_formula(text)
        return text

    @property
    def upper(self) -> str:
        """The column that bounds every unit from above while `is_capped`."""
        return self.by if self.at_most is None or not self.is_capped else self.at_most

    @property
    def is_capped(self) -> bool:
        """Whether a column bounds every unit from above: shares of money have no such bound."""
        return self.at_most != NO_CAP and (self.at_most is not None or self.by != EQUALLY)

    @property
    def lower(self) -> str | None:
        """The column that bounds every unit from below."""
        return self.at_least if isinstance(self.at_least, str) else None

    @property
    def least(self) -> int | None:
        """The number every unit must at least get."""
        return self.at_least if isinstance(self.at_least, int) else None

    @property
    def weight(self) -> Expression | None:
        """What a unit's share is in proportion to; None where all are equal."""
        if self.by == EQUALLY:
            return None
        return parse_formula(self.by) if "{" in self.by else ColumnRef(self.by)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of the same table that the shares depend on besides those of the target, by the field."""
        weight = self.weight
        named = {
            "by": tuple(ref.label for ref in columns_of(weight) if ref.table is None) if weight is not None else (),
            "at_most": () if self.at_most is None or not self.is_capped else (self.at_most,),
            "at_least": () if self.lower is None else (self.lower,),
            "within": () if self.within in (None, "parent") else (str(self.within),),
        }
        return {field: labels for field, labels in named.items() if labels}


class CrossShareSpec(Part):
    """Shares two ways at once: rows and columns agree with both margins."""

    rows: str = Field(description="The column whose figures the rows add up to: `hamlets.6`, a table and its column.")
    columns: str = Field(description="The same for the columns: `forces.4`; that table's units are the columns.")
    by: FormulaText = Field(
        "equally",
        description="The weight of a row and a column: a column, a parameter, a formula over both tables "
        '(`"if({hamlets.5} = {forces.3}, 1, 0)"`: nothing where it is 0), or `equally`.',
    )

    @field_validator("by")
    @classmethod
    def _weighs(cls, text: str) -> str:
        if "{" in text:
            parse_row_formula(text)
        return text

    @field_validator("rows", "columns")
    @classmethod
    def _a_column_of_a_table(cls, text: str) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_]*\.\w+(\.\w+)*", text):
            raise FieldError(
                Text(
                    "phải là một cột của một bảng, như `hamlets.6`", "must be a column of a table, such as `hamlets.6`"
                )
            )
        return text


def _only_if_one_way(value: object) -> object:
    return None if _is_two_ways(value) else value


def _only_if_two_ways(value: object) -> object:
    return value if _is_two_ways(value) else None


def _is_two_ways(value: object) -> bool:
    return isinstance(value, dict) and ("rows" in value or "columns" in value)


class ColumnSpec(Part):
    """One column of a numbered table."""

    number: FormulaText = Field(
        "", description="The cell of the column-number row: `3`, `7=4-5`; `{name}` is a parameter's value. Required."
    )
    heading: str = Field(description="The column's heading.")
    group: str | None = Field(None, description="The heading above it, merged over neighbours with the same text.")
    key: Key | None = Field(None, description="A short name for templates and data files.")
    role: Role = Field(
        "number",
        description="`index` counts the rows (STT), `unit` names the units, `code` and `parent` tell which unit is "
        "meant, `number` holds figures, `text` and `date` what they say.",
    )
    optional: bool = since_2("Whether cells may be empty in the data.", default=False)
    formula: FormulaText | None = Field(
        None, description="What the sheet does not state: `min({7}, level_2_cap)`, `{phase1.3} - {phase1.4}`."
    )
    round: Literal["up", "down", "nearest"] | None = since_2("How a formula's figure becomes a whole number.")
    ties: Literal["competition", "dense"] | None = since_2(
        "The rank after a tie, with `rank({9})`: 1, 1, 3 (`competition`) or 1, 1, 2 (`dense`)."
    )
    apportion: Annotated[ApportionSpec | None, BeforeValidator(_only_if_one_way)] = Field(
        None, description="Share a whole among the units in whole numbers."
    )
    crossed: Annotated[CrossShareSpec | None, BeforeValidator(_only_if_two_ways)] = since_2(
        "Shares two ways at once: one column for every unit of another table; its heading holds `{unit}`, and it has "
        "no number of its own.",
        validation_alias="apportion",
    )
    lowers: Key | None = since_2(
        "By how much `quota_changes` lower the column with this key: minus the sum of a unit's changes."
    )
    schedule: ScheduleSpec | None = since_2("A `date` column that gives every unit its day.")
    total: Literal["sum", "own", "none"] | None = Field(
        None, description="The total row: the sum, or the column's own formula. By default as its nature is."
    )
    kind: Literal["count", "ratio", "amount"] | None = Field(
        None,
        description="A count is whole and not negative, an amount (money, a balance) may be neither; by default as its "
        "nature is.",
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
    def _fits_together(self) -> Self:
        calculated = self.formula is not None or "=" in self.number
        if self.apportion and calculated:
            raise SpecError(
                Text(
                    "một cột hoặc được phân bổ hoặc được tính theo công thức, không thể cả hai",
                    "a column is either apportioned or calculated, not both",
                )
            )
        if not self.number and not self.crossed:
            raise SpecError(Text("`number`: thiếu trường này", "`number`: is missing"))
        if self.crossed and (self.number or calculated or "{unit}" not in self.heading or self.role != "number"):
            raise SpecError(
                Text(
                    "cột chia hai chiều thay cho mỗi đơn vị một cột: không ghi `number`, `formula`, `role`, và "
                    "`heading` phải có {{unit}}",
                    "a column shared two ways stands for one column a unit: it has no `number`, `formula` or `role`, "
                    "and its `heading` holds {{unit}}",
                ).with_values()
            )
        if self.round and not calculated:
            raise SpecError(
                Text(
                    "`round`: chỉ dùng cho cột tính theo công thức; cột phân bổ luôn là số nguyên",
                    "`round`: is for columns with a formula; shares are whole numbers anyway",
                )
            )
        if self.ties and not re.search(r"\brank\s*\(", self.formula or "", re.IGNORECASE):
            raise SpecError(
                Text(
                    "`ties`: chỉ dùng cùng hàm xếp hạng, như `formula: rank({{9}})`",
                    "`ties`: goes with a rank, as in `formula: rank({{9}})`",
                ).with_values()
            )
        if self.role != "number" and (calculated or self.apportion):
            raise SpecError(
                Text(
                    "cột `role: {role}` không tính toán được; chỉ cột số (`number`) có công thức hoặc phân bổ",
                    "a column of `role: {role}` is not calculated; only number columns have formulas and shares",
                ).with_values(role=self.role)
            )
        if self.lowers and (calculated or self.is_shared or self.role != "number"):
            raise SpecError(
                Text(
                    "`lowers`: cột này lấy số từ các lần điều chỉnh chỉ tiêu, không có công thức hay phân bổ",
                    "`lowers`: the column's figures are those of changes; it has no formula and no shares",
                )
            )
        if self.schedule and self.role != "date":
            raise SpecError(
                Text("`schedule`: chỉ dùng cho cột `role: date`", "`schedule`: is for columns of `role: date`")
            )
        return self

    @property
    def label(self) -> str:
        """The column's number: `7` of `7=4-5`; empty for one that stands for a column a unit."""
        return self.number.partition("=")[0].strip().strip("()[]")

    @property
    def expression(self) -> Expression | None:
        """The spec's own formula, None where the sheet's notation or nothing says it."""
        return None if self.formula is None else self.as_asked(parse_formula(self.formula))

    def as_asked(self, expression: Expression) -> Expression:
        """What a notation or formula gives in this column: rounded by `round`, ranked by `ties`."""
        asked = expression if self.ties is None else ranked(expression, self.ties)
        return asked if self.round is None else rounded_whole(asked, self.round)

    @property
    def is_shared(self) -> bool:
        """Whether it holds shares, one way or two."""
        return self.apportion is not None or self.crossed is not None

    @property
    def in_words(self) -> bool:
        """Whether it holds what is said of a unit, in words or as a date, and not its name."""
        return self.role in ("code", "parent", "text", "date")

    @property
    def is_input(self) -> bool:
        """Whether an office fills it in with figures: numbers that are neither shared nor calculated."""
        given = self.apportion or self.crossed or self.formula or self.lowers or "=" in self.number
        return self.role == "number" and not given

    @property
    def is_told(self) -> bool:
        """Whether an office fills it in with words or dates: those of a schedule are given out."""
        return self.in_words and self.schedule is None
