"""The bounds of an apportionment, and whether any apportionment can respect them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xl_addin.language import Text
from xl_addin.problem import Problem

Figure = Literal["weight", "at_least", "at_most"]
"""What is given for a unit."""


class ApportionError(Problem):
    """An apportionment that cannot exist; the message names the bound.

    `unit` is the unit's index if one is to blame, and `figure` which of its figures.
    """

    def __init__(self, text: Text, unit: int | None = None, figure: Figure = "weight") -> None:
        super().__init__(text)
        self.unit = unit
        self.figure: Figure = figure


@dataclass(frozen=True)
class Bounds:
    """The least and the most each unit may get; None: no upper bound."""

    at_least: tuple[int, ...]
    at_most: tuple[int | None, ...]

    def clamp(self, unit: int, part: int, denominator: int = 1) -> int:
        """The nearest to `part` that the unit may get; with a denominator, `part` and the result count fractions."""
        part = max(part, self.at_least[unit] * denominator)
        most = self.at_most[unit]
        return part if most is None else min(part, most * denominator)


def checked_bounds(
    total: int,
    weights: Sequence[Fraction | int],
    at_least: Sequence[int | None] | None,
    at_most: Sequence[int | None] | None,
) -> Bounds:
    """The bounds of every unit, once it is certain that `total` can be apportioned within them.

    Missing lower bounds are 0. A unit of weight 0 gets its lower bound and no more: weights that are all 0 are an
    error unless nothing is left to share, as of a total of 0.
    """
    units = len(weights)
    bounds = Bounds(
        (0,) * units if at_least is None else tuple(bound or 0 for bound in at_least),
        (None,) * units if at_most is None else tuple(at_most),
    )
    if not units:
        raise ApportionError(
            Text(
                vi="không có đơn vị nào để phân bổ: hãy thêm đơn vị vào bảng",
                en="there are no units to apportion to: add units to the table",
            )
        )
    if len(bounds.at_least) != units or len(bounds.at_most) != units:
        raise ValueError(f"{units} weights need {units} bounds")
    if total < 0:
        raise ApportionError(
            Text(
                vi="chỉ tiêu cần phân bổ là số âm ({total}): hãy nhập số từ 0 trở lên",
                en="the total to apportion is negative ({total}): enter 0 or more",
            ).with_values(total=total)
        )
    for unit, weight in enumerate(weights):
        _check_unit(unit, weight, bounds.at_least[unit], bounds.at_most[unit])
    if not any(weights) and total != sum(bounds.at_least):
        raise ApportionError(
            Text(
                vi="căn cứ phân bổ của mọi đơn vị đều bằng 0: hãy nhập số liệu này",
                en="the weights of all units are 0: enter the figures to apportion by",
            )
        )
    _check_sums(total, weights, bounds)
    return bounds


def _check_unit(unit: int, weight: Fraction | int, least: int, most: int | None) -> None:
    if weight < 0:
        raise ApportionError(
            Text(
                vi="đơn vị thứ {position}: căn cứ phân bổ là số âm ({weight}), phải từ 0 trở lên",
                en="unit {position}: the weight is negative ({weight}), it must be 0 or more",
            ).with_values(position=unit + 1, weight=weight),
            unit,
        )
    if least < 0 or (most is not None and most < 0):
        raise ApportionError(
            Text(
                vi="đơn vị thứ {position}: mức tối thiểu hoặc tối đa là số âm ({bound}), phải từ 0 trở lên",
                en="unit {position}: a lower or upper bound is negative ({bound}), it must be 0 or more",
            ).with_values(position=unit + 1, bound=least if least < 0 else most),
            unit,
            "at_least" if least < 0 else "at_most",
        )
    if most is not None and least > most:
        raise ApportionError(
            Text(
                vi="đơn vị thứ {position}: mức tối thiểu {least} lớn hơn mức tối đa {most}; hãy sửa một trong hai",
                en="unit {position}: the lower bound {least} is above the upper bound {most}; change one of them",
            ).with_values(position=unit + 1, least=least, most=most),
            unit,
            "at_least",
        )


def _check_sums(total: int, weights: Sequence[Fraction | int], bounds: Bounds) -> None:
    least = sum(bounds.at_least)
    if least > total:
        raise ApportionError(
            Text(
                vi="tổng mức tối thiểu của các đơn vị là {least}, lớn hơn {total} cần phân bổ; "
                "hãy giảm mức tối thiểu hoặc tăng chỉ tiêu",
                en="the lower bounds of the units add up to {least}, more than the {total} to apportion; "
                "lower them or raise the total",
            ).with_values(least=least, total=total)
        )
    most = 0
    for weight, lower, upper in zip(weights, bounds.at_least, bounds.at_most, strict=True):
        if weight and upper is None:
            return
        most += upper if weight and upper is not None else lower
    if most < total:
        raise ApportionError(
            Text(
                vi="tổng mức tối đa của các đơn vị có căn cứ phân bổ lớn hơn 0 là {most}, nhỏ hơn {total} cần phân bổ "
                "(thiếu {short}); hãy giảm chỉ tiêu hoặc nâng mức tối đa",
                en="the upper bounds of the units whose weight is not 0 add up to {most}, less than the {total} "
                "to apportion ({short} short); lower the total or raise the bounds",
            ).with_values(most=most, total=total, short=total - most)
        )
