"""Excel formulas as the author grouped them."""

from fractions import Fraction

import pytest

from xl_addin.notation import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    divisors,
    parse_formula,
    to_excel,
)


def cell(column: ColumnRef) -> str:
    address = f"{chr(64 + int(column.label))}9"
    return f"'Giai đoạn 1'!{address}" if column.table else address


@pytest.mark.parametrize(
    ("formula", "excel"),
    [
        ("{4}-{5}", "D9-E9"),
        ("({10}/{11})/25", "(J9/K9)/25"),
        ("{10}/{11}/25", "J9/K9/25"),
        ("{10}/({11}*25)", "J9/(K9*25)"),
        ("({4}-{5})", "(D9-E9)"),
        ("(({4}))-({5})", "D9-E9"),
        ("{4}-({5}-{6})", "D9-(E9-F9)"),
        ("-({4}+{5})*2", "-(D9+E9)*2"),
        ("{4}*-{5}", "D9*(-E9)"),
        ("20%*{4}", "20%*D9"),
        ("0.20*{4}", "0.2*D9"),
        ("{phase1.3}-{phase1.4}", "'Giai đoạn 1'!C9-'Giai đoạn 1'!D9"),
        ("min({7}, cap)", "MIN(G9,$B$3)"),
        ("round({4}*20%, 0)", "ROUND(D9*20%,0)"),
        ("sum({4},{5},{6})", "SUM(D9:F9)"),
        ("sum({4},{5},{7})", "SUM(D9:E9,G9)"),
        ("sum({5},{4})", "SUM(E9,D9)"),
        ("if({4} >= {5}, {4} + 1, -1) * 2", "IF(D9>=E9,D9+1,-1)*2"),
        ("if({4} > 1 and not {5} = 2, 1, 2)", "IF(AND(D9>1,NOT(E9=2)),1,2)"),
        ("roundup({4} / 7)", "ROUNDUP(ROUND(D9/7,9),0)"),
        ("rounddown({4} / 7, 2)", "ROUNDDOWN(ROUND(D9/7,11),2)"),
        ("ceil({4} / 7) - floor({5})", "CEILING(ROUND(D9/7,9),1)-FLOOR(ROUND(E9,9),1)"),
        ("sum({26},{4})", "SUM(Z9,D9)"),
        ("sum({phase1.3},{phase1.4},{5})", "SUM('Giai đoạn 1'!C9:D9,E9)"),
    ],
)
def test_formulas(formula: str, excel: str) -> None:
    assert to_excel(parse_formula(formula), cell, {"cap": "$B$3"}.__getitem__) == excel


def test_neighbours_beyond_column_z() -> None:
    addresses = {"1": "Y$9", "2": "Z$9", "3": "AA$9", "4": "AB9"}
    expression = parse_formula("sum({1},{2},{3},{4})")
    assert to_excel(expression, lambda column: addresses[column.label]) == "SUM(Y$9:AA$9,AB9)"


def test_a_parameter_is_its_name_unless_told() -> None:
    assert to_excel(parse_formula("{4}*share"), cell) == "D9*share"


@pytest.mark.parametrize(
    ("expression", "excel"),
    [
        (Constant(Fraction(-1, 8)), "-0.125"),
        (Constant(Fraction(1, 3)), "1/3"),
        (BinaryOperation("*", ColumnRef("4"), Constant(Fraction(1, 3))), "D9*(1/3)"),
        (BinaryOperation("-", ColumnRef("4"), Constant(Fraction(-5))), "D9-(-5)"),
        (BinaryOperation("-", ColumnRef("4"), Negation(ColumnRef("5"))), "D9-(-E9)"),
        (Negation(BinaryOperation("*", ColumnRef("4"), ColumnRef("5"))), "-(D9*E9)"),
        (FunctionCall("SUM", (ColumnRef("4"),)), "SUM(D9)"),
    ],
)
def test_expressions_no_text_gave(expression: Expression, excel: str) -> None:
    assert to_excel(expression, cell) == excel


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("{4}/25", []),
        ("({10}/{11})/25", ["{11}"]),
        ("{4}/({5}-{6})", ["{5}-{6}"]),
        ("{4}/({5}*{6}*2)", ["{5}", "{6}"]),
        ("{4}/({5}/{6})", ["{5}", "{6}"]),
        ("{4}/{5}+{6}/{5}", ["{5}"]),
        ("{4}/-{5}", ["{5}"]),
        ("max({4}/sum({5},{6}), target/{7})", ["sum({5},{6})", "{7}"]),
    ],
)
def test_divisors(formula: str, found: list[str]) -> None:
    assert list(divisors(parse_formula(formula))) == [parse_formula(text) for text in found]


def test_a_whole_column_is_the_units_rows() -> None:
    areas = ["$D$9:$D$11", "$D$13:$D$19"]
    assert to_excel(parse_formula("{4}/total({4})"), cell, whole=lambda _: areas[:1]) == "D9/SUM($D$9:$D$11)"
    assert to_excel(parse_formula("total({4})"), cell, whole=lambda _: areas) == "SUM($D$9:$D$11,$D$13:$D$19)"
    assert to_excel(parse_formula("rank({4})"), cell, whole=lambda _: areas[:1]) == "RANK(D9,$D$9:$D$11)"
    assert to_excel(parse_formula("rank({4})"), cell, whole=lambda _: areas) == (
        "(SUMPRODUCT(ISNUMBER($D$9:$D$11)*($D$9:$D$11>D9))+SUMPRODUCT(ISNUMBER($D$13:$D$19)*($D$13:$D$19>D9))+1)"
    )
    assert to_excel(ColumnRank(ColumnRef("4"), "dense"), cell, whole=lambda _: areas[:1]) == (
        "(SUMPRODUCT(ISNUMBER($D$9:$D$11)*($D$9:$D$11>D9)/(COUNTIF($D$9:$D$11,$D$9:$D$11)+1-ISNUMBER($D$9:$D$11)))+1)"
    )
