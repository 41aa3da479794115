"""CT_PHANBO: share a quota among units."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from xl_addin.functions.arguments import CellRows, FunctionError, cells_of, number, whole
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text
from xl_addin.quota.apportion import Method, apportion
from xl_addin.unit_names.writing import without_marks

_METHODS: dict[str, Method] = {
    "1": "largest_remainder",
    "phandulonnhat": "largest_remainder",
    "largestremainder": "largest_remainder",
    "2": "sainte_lague",
    "saintelague": "sainte_lague",
    "3": "dhondt",
    "dhondt": "dhondt",
    "4": "huntington_hill",
    "huntingtonhill": "huntington_hill",
}


@udf(
    "CT_PHANBO",
    summary=Text(
        "Chia chỉ tiêu cho các đơn vị theo cơ sở phân bổ thành số nguyên, cộng lại đúng bằng chỉ tiêu. "
        "Có k: phần của đơn vị thứ k (chép xuống được); không có k: cả cột kết quả.",
        "Shares a quota among units in proportion to their weights, in whole numbers that add up exactly. "
        "With k: the part of the k-th unit (fills down); without: the whole column.",
    ),
    arguments=(
        ArgumentSpec(
            "chi_tieu", Text("Chỉ tiêu cần chia, số nguyên từ 0", "The quota to share, a whole number"), "whole"
        ),
        ArgumentSpec(
            "co_so",
            Text(
                "Vùng số liệu làm cơ sở phân bổ của các đơn vị; ô trống là 0", "The units' weights; a blank cell is 0"
            ),
            "range",
        ),
        ArgumentSpec(
            "k",
            Text(
                "Số thứ tự đơn vị cần lấy (ô STT); bỏ trống hoặc 0: lấy tất cả",
                "Which unit's part; left out or 0: all parts",
            ),
            "whole",
            0,
        ),
        ArgumentSpec(
            "phuong_phap",
            Text(
                "1 phần dư lớn nhất (mặc định), 2 Sainte-Laguë, 3 D'Hondt, 4 Huntington-Hill",
                "1 largest remainder (default), 2 Sainte-Laguë, 3 D'Hondt, 4 Huntington-Hill",
            ),
            "text",
            "1",
        ),
        ArgumentSpec(
            "toi_thieu",
            Text(
                "Mức tối thiểu: một số chung hoặc vùng cùng cỡ với vùng cơ sở",
                "Lower bounds: one for all or a range of the size of the weights",
            ),
            "range",
            (),
        ),
        ArgumentSpec(
            "toi_da",
            Text(
                "Mức tối đa: một số chung hoặc vùng cùng cỡ với vùng cơ sở",
                "Upper bounds: one for all or a range of the size of the weights",
            ),
            "range",
            (),
        ),
    ),
    examples=(
        Example("=CT_PHANBO(100,B$1:B$3,A1)", 17, ((1, 1), (2, 2), (3, 3))),
        Example("=CT_PHANBO(100,A1:A3)", down(17, 33, 50), down(1, 2, 3)),
        Example("=CT_PHANBO(100,A1:C1)", ((17, 33, 50),), ((1, 2, 3),)),
        Example("=CT_PHANBO(10,A1:A3,,3)", down(7, 3, 0), down(65, 27, 8)),
        Example("=CT_PHANBO(100,A1:A3,,,20,B1:B3)", down(20, 40, 40), ((1, None), (2, None), (3, 40))),
    ),
)
def phan_bo(quota: int, weights: CellRows, k: int, method: str, at_least: CellRows, at_most: CellRows) -> Returned:
    """The parts in the shape of the weights, or the k-th of them counted row by row."""
    name = _METHODS.get(re.sub(r"[^a-z0-9]", "", without_marks(method).lower()))
    given = tuple(map(number, cells_of(weights)))
    if name is None:
        raise FunctionError("#VALUE!")
    if not any(given):
        raise FunctionError("#DIV/0!")
    parts = _parts(quota, given, name, _bounds(at_least, len(given)), _bounds(at_most, len(given)))
    if not 0 <= k <= len(parts):
        raise FunctionError("#NUM!")
    if k:
        return parts[k - 1]
    width = len(weights[0])
    return tuple(parts[start : start + width] for start in range(0, len(parts), width))


def _bounds(rows: CellRows, units: int) -> tuple[int | None, ...] | None:
    bounds = tuple(None if cell is None else whole(cell) for cell in cells_of(rows))
    if len(bounds) == 1:
        return bounds * units
    if len(bounds) not in (0, units):
        raise FunctionError("#VALUE!")
    return bounds or None


# A formula filled down asks for the same apportionment once per unit.
@lru_cache(maxsize=16)
def _parts(
    quota: int,
    weights: tuple[Fraction, ...],
    method: Method,
    at_least: Sequence[int | None] | None,
    at_most: Sequence[int | None] | None,
) -> tuple[int, ...]:
    return apportion(quota, weights, method=method, at_least=at_least, at_most=at_most).parts
