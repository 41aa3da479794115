"""CT_TAIMOITO and CT_GIAOTHEM: what a team must do each day, what a unit must add."""

from fractions import Fraction

from xl_addin.functions.arguments import FunctionError
from xl_addin.functions.example import Example, down
from xl_addin.functions.registry import ArgumentSpec, Returned, udf
from xl_addin.language import Text
from xl_addin.quota.load import load_per_team_per_day
from xl_addin.quota.threshold import KON_TUM, UpliftRule, uplift


@udf(
    "CT_TAIMOITO",
    summary=Text(
        "Số việc mỗi tổ phải làm mỗi ngày: chỉ tiêu / số tổ / số ngày.",
        "What each team must do each day: quota / teams / days.",
    ),
    arguments=(
        ArgumentSpec("chi_tieu", Text("Chỉ tiêu phải làm", "The quota"), "number"),
        ArgumentSpec("so_to", Text("Số tổ, số nguyên", "The number of teams"), "whole"),
        ArgumentSpec("so_ngay", Text("Số ngày làm, số nguyên", "The number of days"), "whole"),
    ),
    examples=(
        Example("=CT_TAIMOITO(A1,B1,25)", 12, ((1500, 5),)),
        Example("=CT_TAIMOITO(A1:A2,B1:B2,25)", down(12, 7.5), ((1500, 5), (750, 4))),
    ),
)
def tai_moi_to(quota: Fraction, teams: int, days: int) -> Returned:
    """The exact load; #DIV/0! without teams or days, #NUM! for negative figures."""
    if quota < 0 or teams < 0 or days < 0:
        raise FunctionError("#NUM!")
    load = load_per_team_per_day(quota, teams, days)
    if load is None:
        raise FunctionError("#DIV/0!")
    return load


@udf(
    "CT_GIAOTHEM",
    summary=Text(
        "Số phải giao thêm theo ngưỡng: dưới ngưỡng thêm nhiều, trên ngưỡng thêm ít, không quá phần còn thiếu.",
        "The uplift by threshold: more below it, less above it, never more than what is missing.",
    ),
    arguments=(
        ArgumentSpec("chi_tieu", Text("Chỉ tiêu của đơn vị, số nguyên", "The unit's quota"), "whole"),
        ArgumentSpec("da_lam", Text("Số đã thực hiện, số nguyên", "What is done"), "whole"),
        ArgumentSpec(
            "nguong", Text("Ngưỡng tỷ lệ đạt; mặc định 50%", "The threshold rate; 50% by default"), "number", 0.5
        ),
        ArgumentSpec(
            "muc_duoi",
            Text("Tỷ lệ giao thêm khi dưới ngưỡng; mặc định 15%", "The uplift below it; 15% by default"),
            "number",
            0.15,
        ),
        ArgumentSpec(
            "muc_tren",
            Text("Tỷ lệ giao thêm khi đạt ngưỡng trở lên; mặc định 10%", "The uplift at or above it; 10% by default"),
            "number",
            0.1,
        ),
    ),
    examples=(
        Example("=CT_GIAOTHEM(A1,B1)", 150, ((1000, 400),)),
        Example("=CT_GIAOTHEM(A1:A3,B1:B3)", down(150, 100, 20), ((1000, 499), (1000, 500), (1000, 980))),
        Example("=CT_GIAOTHEM(1000,600,0.7,0.2,0.05)", 200),
    ),
)
def giao_them(quota: int, done: int, threshold: Fraction, below: Fraction, above: Fraction) -> Returned:
    """Whole accounts, rounded up; #NUM! for negative figures and for rates beyond 0 to 1."""
    if not all(0 <= rate <= 1 for rate in (threshold, below, above)):
        raise FunctionError("#NUM!")
    return uplift(quota, done, UpliftRule(threshold, below, above, at=above, rounding=KON_TUM.rounding)).accounts
