"""Rounding up and down, ranks and conditions: Excel's formulas give what exact arithmetic gives."""

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.notation import ColumnRank, ColumnRef, Expression, WholeColumn, evaluate, exact, parse_formula
from xl_addin.notation.column_formula import column_formula
from xl_addin.workbook.reading.read import read_book

ROWS = 60
FORMULAS = (
    "roundup({1} * 0.1)",
    "roundup({1} * 1.1)",
    "roundup({1} / 7)",
    "roundup({1} * 33.3% / {2} * {3}, 1)",
    "roundup(-{1} * {3})",
    "rounddown({1} * {3} / 0.7)",
    "rounddown({1} * 1.15, 2)",
    "ceil({1} * {3} * 100)",
    "ceil(-{1} * {3} * 100)",
    "floor({1} * {3} * 100)",
    "floor(({1} - {2}) * 4.35 * 100)",
    "roundup({1} / total({1}) * 500000)",
    "if({1} * {3} < 50% * {2}, 15%, 10%) * {2}",
    "if({1} > {2} and not {3} = 0.29 or {1} = 0, {1} / {2}, -1)",
    "rank({1})",
    "rank({3})",
    "total({2}) - {2}",
)


@pytest.fixture(scope="module")
def rows() -> list[dict[ColumnRef, Fraction]]:
    chance = random.Random(2023)
    shares = [Fraction(number, 100) for number in (7, 15, 29, 35, 57, 58, 110, 115)]
    return [
        {
            ColumnRef("1"): Fraction(chance.choice([chance.randint(0, 99), chance.randint(0, 10**6)])),
            ColumnRef("2"): Fraction(chance.randint(1, 10**5)),
            ColumnRef("3"): chance.choice(shares),
        }
        for _ in range(ROWS)
    ]


@pytest.fixture(scope="module")
def expressions() -> list[Expression]:
    return [*map(parse_formula, FORMULAS), ColumnRank(ColumnRef("3"), "dense")]


@pytest.fixture(scope="module")
def workbook(
    rows: list[dict[ColumnRef, Fraction]], expressions: list[Expression], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None

    def letter(ref: ColumnRef) -> str:
        return "ABC"[int(ref.label) - 1]

    for row, figures in enumerate(rows, start=1):
        for ref, figure in figures.items():
            sheet[f"{letter(ref)}{row}"] = int(figure) if figure.denominator == 1 else float(figure)
        for column, expression in enumerate(expressions, start=5):
            sheet.cell(row, column).value = column_formula(
                expression,
                lambda ref, row=row: f"{letter(ref)}{row}",  # type: ignore[misc]
                whole=lambda ref: [f"${letter(ref)}$1:${letter(ref)}$40", f"${letter(ref)}$41:${letter(ref)}${ROWS}"],
            )
    path = tmp_path_factory.mktemp("rounding") / "book.xlsx"
    book.save(path)
    return path


def expected(rows: list[dict[ColumnRef, Fraction]], expressions: list[Expression]) -> list[list[float]]:
    wholes = {ref: WholeColumn(row[ref] for row in rows) for ref in rows[0]}
    return [
        [float(evaluate(expression, row.__getitem__, whole=wholes.__getitem__)) for expression in expressions]
        for row in rows
    ]


def test_our_engine_gives_the_exact_values(
    workbook: Path, rows: list[dict[ColumnRef, Fraction]], expressions: list[Expression]
) -> None:
    sheet = recalculate(read_book(workbook)).book.sheets[0]
    found = [[sheet.value(row, column + 5) for column in range(len(expressions))] for row in range(1, ROWS + 1)]
    assert_same(found, expected(rows, expressions))


def test_libreoffice_gives_the_exact_values(
    workbook: Path,
    rows: list[dict[ColumnRef, Fraction]],
    expressions: list[Expression],
    libreoffice: Callable[[Path, str], Path],
) -> None:
    sheet = openpyxl.load_workbook(libreoffice(workbook, "xlsx"), data_only=True).active
    assert sheet is not None
    found = [[sheet.cell(row, column + 5).value for column in range(len(expressions))] for row in range(1, ROWS + 1)]
    assert_same(found, expected(rows, expressions))


def assert_same(found: list[list[object]], wanted: list[list[float]]) -> None:
    for one, other in zip(found, wanted, strict=True):
        assert [float(exact(value)) for value in one] == pytest.approx(other, rel=1e-12)  # type: ignore[arg-type]
