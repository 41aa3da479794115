"""What is said of a column that shares a whole among the units."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Constant, Expression, columns_of, to_excel
from xl_addin.quota.outcome import Method, Tie

PARENT = "parent"
"""`within` the units above, wherever the table or the spec says which these are."""


@dataclass(frozen=True)
class Shared:
    """A column that shares `target` (over parameters and the table's column totals) among the units.

    `by` is what shares are in proportion to, None where all are equal; `at_most` the column that bounds every unit,
    `at_least` a column or a number. `within` is the column that names each unit's group, or `parent`; `together` are
    the columns rounded with this one, itself among them.

    Shared two ways, the column stands for the unit `across` of the table that `target` names a column of: `by` is what
    each row must add up to over all `together`, `weight` the weight of a row and a unit across, None if all are equal.
    """

    target: Expression
    by: Expression | None
    at_most: str | None = None
    at_least: str | int | None = None
    method: Method = "largest_remainder"
    tie: Tie = "first"
    within: str | None = None
    together: tuple[str, ...] = ()
    across: str | None = None
    weight: Expression | None = None

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """Everything it calculates: the whole, what shares are in proportion to, what a row and a unit across weigh."""
        return tuple(each for each in (self.target, self.by, self.weight) if each is not None)

    @property
    def read(self) -> tuple[ColumnRef, ...]:
        """The columns its shares depend on, besides those of the target."""
        bounds = (label for label in (self.at_most, self.at_least) if isinstance(label, str))
        weighed = columns_of(self.weight) if self.weight else ()
        return (*(columns_of(self.by) if self.by else ()), *map(ColumnRef, bounds), *weighed)

    @property
    def read_by_row(self) -> tuple[ColumnRef, ...]:
        """Those of them that stand in a unit's own row, not in that of the unit across."""
        there = self.target.table if self.across is not None and isinstance(self.target, ColumnRef) else None
        return tuple(ref for ref in self.read if ref.table is None or ref.table != there)

    @property
    def weighed_by(self) -> str:
        """What shares are in proportion to, as a sentence names it: `cột 3`, `(3)+(4)`."""
        if isinstance(self.by, ColumnRef) and self.by.table is None:
            return f"cột {self.by.label}"
        return to_excel(self.by or Constant(Fraction(1)), named)

    def how(self) -> Text:
        """By what the whole is shared, and within what: `theo cột 3, không vượt cột 3`."""
        parts: list[tuple[str, str]] = []
        if self.by is None:
            parts.append(("đều", "equally"))
        else:
            parts.append((f"theo {self.weighed_by}", f"by {self.weighed_by.replace('cột', 'column')}"))
        if self.at_most is not None:
            parts.append((f"không vượt cột {self.at_most}", f"within column {self.at_most}"))
        if self.at_least is not None:
            column = isinstance(self.at_least, str)
            parts.append(
                (
                    f"ít nhất {'bằng cột ' if column else ''}{self.at_least}",
                    f"at least {'column ' if column else ''}{self.at_least}",
                )
            )
        if self.within is not None:
            column = self.within != PARENT
            parts.append(
                (
                    f"trong từng nhóm của cột {self.within}" if column else "trong từng đơn vị cấp trên",
                    f"within the groups of column {self.within}" if column else "within each parent",
                )
            )
        if self.across is not None:
            labels = ", ".join(self.together)
            parts.append((f"hai chiều cùng khớp với các cột {labels}", f"two ways that agree, with columns {labels}"))
        elif len(self.together) > 1:
            labels = ", ".join(self.together)
            parts.append((f"làm tròn cùng nhau các cột {labels}", f"rounded together: columns {labels}"))
        return Text(", ".join(vi for vi, _ in parts), ", ".join(en for _, en in parts))


def inputs_kept(
    shared: Shared, basis: str, limits: str, body: Callable[[str], str], parameter: Callable[[str], str]
) -> dict[str, str]:
    """What the units' cells hold of a share's inputs, as a formula over their columns, and where it is kept.

    `body` names the units' cells of a column: `D9:D19`. Empty where nothing the share was made from can change.
    """
    found = {}
    if shared.by is not None and all(ref.table is None for ref in columns_of(shared.by)):
        formula = to_excel(shared.by, lambda ref: body(ref.label), parameter)
        found[formula if isinstance(shared.by, ColumnRef) else f"({formula})"] = basis
    if shared.at_most is not None:
        found.setdefault(body(shared.at_most), limits)
    return found


def named(ref: ColumnRef) -> str:
    """A column as a message names it: `(4)`, `(province.4)`."""
    return f"({ref.label})" if ref.table is None else f"({ref.table}.{ref.label})"
