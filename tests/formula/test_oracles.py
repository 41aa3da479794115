"""Formula text read as the readers of openpyxl and formualizer read it, over all formulas the tests know and more."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import formualizer
import pytest
from fixtures.foreign_books import FOREIGN_BOOKS, foreign_book
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.formula.translate import Translator
from ruamel.yaml import YAML

from xl_addin.formula.displacement import displaced, rewritten
from xl_addin.formula.reference import Reference, pieces, references
from xl_addin.formula.tokens import tokens

TESTS = Path(__file__).parents[1]
_FORMULA = re.compile(
    r"<(?:\w+:)?(?:f|formula|formula1|formula2|definedName|calculatedColumnFormula)(?: [^>]*)?>([^<]+)<"
)

READS_WORSE = {
    "SUM(D1:INDEX(D1:D6,3))": ("F4 F4:F9", "takes `D1:INDEX(` for a function's name, and leaves D1 where it is"),
    "SUM(INDEX(D1:E6,2,1):E4)": ("F4:G9 G7", "takes `:E4` for one operand"),
    "SUM(A1#)": ("C4", "knows no spill mark"),
    "A1 : B2": ("C4 : D5", "takes `:` with spaces for an operator of its own"),
    "#REF!A1": ("#REF!C4", "takes the sheet that is gone for an error, and then a second operand"),
    "A01+XFE1": ("A01 XFE1", "moves what is beyond the grid or no address: for Excel these are names"),
}
"""Where openpyxl's reader and Excel differ: what ours gives three rows down and two columns right, and why."""


def _published() -> Iterator[str]:
    for path in sorted((TESTS / "engine" / "conformance").glob("*.yaml")):
        table = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        yield from (str(case["formula"]) for case in table["cases"])
        yield from (cell for cell in table.get("cells", {}).values() if isinstance(cell, str) and cell.startswith("="))


def _in_books() -> Iterator[str]:
    files = [foreign_book(name) for name in FOREIGN_BOOKS]
    files += [path.read_bytes() for path in sorted((TESTS.parent / "workbook_templates").glob("*.xlsx"))]
    for data in files:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith(".xml"):
                    yield from map(unescape, _FORMULA.findall(package.read(name).decode()))


@cache
def known_formulas() -> tuple[str, ...]:
    """All of them with their `=`; not those that openpyxl is known to misread."""
    found = {"=" + formula.removeprefix("=") for formula in (*_published(), *_in_books())}
    return tuple(sorted(formula for formula in found if not re.search(r":(INDEX|OFFSET)\(|\):[A-Z]+\d", formula)))


def theirs(formula: str) -> list[tuple[int, str]]:
    """Where openpyxl finds a reference, and what it is."""
    found, position = [], 1
    for token in Tokenizer(formula).items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            found.append((position, token.value))
        position += len(token.value)
    return found


def by_formualizer(formula: str) -> list[tuple[int, str]]:
    """Where formualizer finds a reference, and what it is; it counts bytes."""
    written = formula.encode()
    return [
        (len(written[: token.start].decode()), token.value)
        for token in formualizer.Tokenizer(formula)
        if str(token.subtype) == "Range"
    ]


def assert_agrees(formula: str, rows: int, columns: int) -> None:
    assert "".join(token.text for token in tokens(formula)) == formula
    assert "".join(p.written if isinstance(p, Reference) else p.text for p in pieces(formula)) == formula
    assert rewritten(formula, lambda reference: reference.written) == formula
    assert [(each.start, each.written) for each in references(formula)] == theirs(formula)
    expected = Translator(formula, "A1").translate_formula(row_delta=rows, col_delta=columns)
    assert displaced(formula, rows, columns) == expected


def test_every_formula_of_the_tests_is_read_and_moved_alike() -> None:
    assert len(known_formulas()) > 700
    for formula in known_formulas():
        assert_agrees(formula, 3, 2)


def test_formualizer_finds_the_same_references() -> None:
    for formula in known_formulas():
        # For formualizer the mark of a spill is an operator behind the reference.
        assert [(each.start, each.written.rstrip("#")) for each in references(formula)] == by_formualizer(formula)


_columns = st.sampled_from(["B", "Z", "AA", "XDA"])  # small letters openpyxl makes capitals, moved or not
_rows = st.sampled_from(["2", "10", "999", "1048000"])
_dollar = st.sampled_from(["", "$"])
_cell = st.builds("".join, st.tuples(_dollar, _columns, _dollar, _rows))
_column = st.builds("".join, st.tuples(_dollar, _columns))
_row = st.builds("".join, st.tuples(_dollar, _rows))
_address = st.one_of(
    _cell, *[st.builds("{}:{}".format, one, one) for one in (_cell, _column, _row)]
)  # of `B2:$B2` both corners move as they would alone
_sheet = st.sampled_from(
    ["", "Đợt1!", "'Giai đoạn 1'!", "'It''s A1'!", "'[Sổ 1.xlsx]B2'!", "[1]S!", "Đợt1:Đợt3!", "'Q1:Q3'!"]
)
_other = st.sampled_from(
    ["Đơn_giá", "Bảng[[#This Row],[Số B2]]", "Bảng[Số '[B2']]", '"B2 ""C3"""', "TRUE", "#N/A", "1.5E+3", "{1,2;3,4}"]
)
_operand = st.one_of(st.builds("{}{}".format, _sheet, _address), _other)
_formulas = st.recursive(
    _operand,
    lambda inner: st.one_of(
        st.builds("{}{}{}".format, inner, st.sampled_from(["+", "*", "&", "<>", ">=", "^", "-"]), inner),
        st.builds("({})".format, inner),
        st.builds("{}({},{})".format, st.sampled_from(["SUM", "LOG10", "_xlfn.STDEV.S"]), inner, inner),
    ),
    max_leaves=8,
)


@given(_formulas.map("={}".format), st.integers(-1, 500), st.integers(-1, 20))
def test_made_formulas_are_read_and_moved_alike(formula: str, rows: int, columns: int) -> None:
    assert_agrees(formula, rows, columns)


@given(_formulas.map("={}".format))
def test_formualizer_finds_the_same_references_in_made_formulas(formula: str) -> None:
    assert [(each.start, each.written) for each in references(formula)] == by_formualizer(formula)


@pytest.mark.parametrize(("formula", "moved"), [(formula, moved) for formula, (moved, _) in READS_WORSE.items()])
def test_where_openpyxl_reads_otherwise_ours_is_as_in_excel(formula: str, moved: str) -> None:
    ours = displaced("=" + formula, 3, 2)
    assert " ".join(each.written for each in references(ours)) == moved
    with pytest.raises((AssertionError, TokenizerError)):
        assert_agrees("=" + formula, 3, 2)
