import pytest

from xl_addin.campaign.column_plan import plan_table
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.notation import ColumnRef, Parameter, parse_formula
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import ColumnSpec, TableSpec


def test_notation_formula_share_and_input_of_a_spec() -> None:
    spec = load_spec("binh_phuoc")
    plans = {plan.label: plan.source for plan in plan_table(spec, spec.table("phase1"))}
    assert list(plans) == [str(number) for number in range(3, 13)]
    assert plans["3"] is None
    assert plans["4"] == Shared(Parameter("target"), ColumnRef("3"), at_most="3")
    assert plans["7"] == parse_formula("{4} - {5}")
    assert plans["8"] == parse_formula("min({7}, level_2_cap)")
    assert plans["12"] == parse_formula("({10} / {11}) / 25")


def table(*, formula: str | None = None) -> TableSpec:
    names = [ColumnSpec(number="1", heading="Đơn vị", role="unit")]
    inputs = [ColumnSpec(number=str(number), heading=f"Cột {number}") for number in (2, 3, 100)]
    return TableSpec(
        key="made_up",
        sheet="Biểu",
        columns=(*names, *inputs, ColumnSpec(number="4=3/2*100", heading="Tỷ lệ", formula=formula)),
    )


def test_the_specs_formula_decides_between_two_readings() -> None:
    spec = load_spec("binh_phuoc")
    assert plan_table(spec, table(formula="{3} / {2} * 100"))[-1].source == parse_formula("{3} / {2} * 100")
    with pytest.raises(Problem) as problem:
        plan_table(spec, table())
    assert "4=3/2*100" in problem.value.text.vi
