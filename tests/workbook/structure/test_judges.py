"""Lines and sheets come, go and move: two judges say what every cell reads then, a grid of symbols and LibreOffice.

`make judge BOOKS=1000:3000` asks LibreOffice of other and more books than the tests do.
"""

import os
import random
from pathlib import Path

import pytest
from fixtures.books import RawBook
from fixtures.libreoffice.asking import answer_of_libreoffice
from fixtures.libreoffice.judged_books import differences, judged_book, order_of
from fixtures.symbolic_books import random_book
from fixtures.symbolic_steps import random_step
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.reading.read import read_book
from xl_addin.workbook.structure.shifting import check_shift

# The numbers of the random books, and of how many LibreOffice is asked at a time.
JUDGED = range(*map(int, os.environ.get("JUDGED_BOOKS", "0:24").split(":")))
AT_A_TIME = 48


def formulas_in(draft: Draft) -> dict[str, dict[tuple[int, int], str]]:
    return {
        sheet.name: {
            (row, at): formula for at, column in sheet.columns.items() for row, formula in column.formulas.items()
        }
        for sheet in read_book(draft).sheets
    }


def names_in(draft: Draft) -> dict[tuple[str, str], str]:
    root = draft.xml("xl/workbook.xml")
    sheets = [each.get("name", "") for each in root.iterfind("{*}sheets/{*}sheet")]
    return {
        (sheets[int(each.get("localSheetId", ""))] if "localSheetId" in each.attrib else "", each.get("name", "")): (
            each.text or ""
        )
        for each in root.iterfind("{*}definedNames/{*}definedName")
    }


@settings(max_examples=30, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_every_formula_and_name_reads_as_the_grid_of_symbols_says(raw_book: RawBook, seed: int) -> None:
    """After each of several edits of whatever kinds, in books with references of all kinds."""
    chance = random.Random(seed)
    book = random_book(chance)
    draft = Draft(open_package(book.file(raw_book)))
    assert formulas_in(draft) == book.grid.formulas()
    for _ in range(chance.randint(1, 6)):
        step = random_step(chance, book.grid)
        try:
            apply_edits(draft, [step.edit])
        except Problem:
            continue
        step.follow(book.grid)
        assert (step.edit, formulas_in(draft)) == (step.edit, book.grid.formulas())
        assert (step.edit, names_in(draft)) == (step.edit, book.grid.defined_names())


def test_every_formula_and_value_is_what_libreoffice_makes_of_them(raw_book: RawBook, tmp_path: Path) -> None:
    for start in JUDGED[::AT_A_TIME]:
        books = [judged_book(raw_book, seed) for seed in JUDGED if start <= seed < start + AT_A_TIME]
        asked = order_of(books, tmp_path)
        answers = answer_of_libreoffice("edited", asked, tmp_path, missing="edits were NOT judged by it")
        for book, theirs, ours in zip(books, answers[::2], answers[1::2], strict=True):
            assert (book.seed, book.steps, list(differences(theirs, ours))) == (book.seed, book.steps, [])


@pytest.mark.parametrize(
    "shift",
    [
        Shift("Giao", "rows", 0, 1),
        Shift("Giao", "rows", 5, 0),
        Shift("Giao", "columns", 16_384, 2),
        Shift("Giao", "rows", 1_048_576, -2),
        Shift("Giao", "rows", 5, 100_001),
    ],
)
def test_lines_that_are_none_are_refused(raw_book: RawBook, shift: Shift) -> None:
    book = open_package(random_book(random.Random(1)).file(raw_book))
    with pytest.raises(Problem) as raised:
        check_shift(book, shift)
    assert raised.value.place == "Giao"
