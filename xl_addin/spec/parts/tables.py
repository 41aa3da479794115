"""The numbered tables of a campaign."""

from typing import Self

from pydantic import Field, field_validator, model_validator

from xl_addin.language import Text
from xl_addin.spec.error import SpecError
from xl_addin.spec.invariant import Invariant, parse_invariant
from xl_addin.spec.parts.columns import ColumnSpec, Role
from xl_addin.spec.parts.part import Key, Part, since_2

_TWICE = Text("số cột {label} xuất hiện hai lần", "column number {label} stands twice")
_ONE_UNIT_COLUMN = Text(
    "bảng phải có đúng một cột mang vai trò `unit` (tên đơn vị)", "exactly one column must have the role `unit`"
)
_ONE_AT_MOST = Text(
    "bảng chỉ có thể có một cột mang vai trò `{role}`", "a table has one column of the role `{role}` at most"
)


class TableSpec(Part):
    """One numbered table of the campaign."""

    key: Key = Field(description="The table's name in formulas: `phase1` in `{phase1.3}`.")
    sheet: str = Field(max_length=31, description="The sheet the table stands in.")
    units: Key | None = since_2("The unit set whose units are its rows; needed where the spec has several.")
    title: tuple[str, ...] = Field((), description="Lines above the table; `{name}` stands for a parameter.")
    has_total: bool = since_2("Whether a total row stands under the units; not where no column adds up.", default=True)
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
        labels = [column.label for column in self.columns if not column.crossed]
        for label in labels:
            if labels.count(label) > 1:
                raise SpecError(_TWICE.with_values(label=label))
        roles = [column.role for column in self.columns]
        if roles.count("unit") != 1:
            raise SpecError(_ONE_UNIT_COLUMN)
        once: tuple[Role, ...] = ("code", "parent")
        for role in once:
            if roles.count(role) > 1:
                raise SpecError(_ONE_AT_MOST.with_values(role=role))
        return self

    def column(self, label: str) -> ColumnSpec:
        """The column with this number; KeyError if there is none."""
        for column in self.columns:
            if column.label == label:
                return column
        raise KeyError(label)

    def with_role(self, role: Role) -> ColumnSpec | None:
        """The first column of a role: where the units' codes or parents stand."""
        return next((column for column in self.columns if column.role == role), None)

    @property
    def conditions(self) -> tuple[Invariant, ...]:
        """The invariants, read."""
        return tuple(map(parse_invariant, self.invariants))

    @property
    def unit_column(self) -> ColumnSpec:
        """The column that names the units."""
        return next(column for column in self.columns if column.role == "unit")

    @property
    def has_total_row(self) -> bool:
        """Whether a total row stands under the units: never in a table of names, days and texts alone."""
        return self.has_total and any(column.role == "number" for column in self.columns)

    @property
    def inputs(self) -> tuple[ColumnSpec, ...]:
        """The columns an office fills in with figures."""
        return tuple(column for column in self.columns if column.is_input)
