"""Formulas that are read once for a whole column become what each of them becomes by itself."""

from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.cells.formula_shifting import FormulaShifting

# `{0}` is the row of the cell, `{1}` and `{2}` are its neighbours; some stand where no row of a reference stands.
PIECES = st.sampled_from(
    [
        *("A{0}", "$B{0}", "C${0}", "D{1}", "E{2}", "F1{0}", "$G$12", "H9", "A{0}:C{0}", "A$2:A{0}", "A{1}:B{2}"),
        *("A{0}:A$14", "{0}:{2}", "C:D", "S!A{0}", "'S {0}'!A{0}", "T!B{0}", "T!B$12:B{1}", "S{0}!A5", "[{0}]S!A{0}"),
        *("{0}", "0.{0}", "1E{0}", '"A{0}"', '"9 & {0}"', "Tên{0}", "LOG10(A{0})", "TAX{0}X", "Bảng{0}[A{0}]", "A{0}#"),
    ]
)
FORMULAS = st.lists(st.tuples(PIECES, st.sampled_from("+-*&><")), min_size=1, max_size=4).map(
    lambda pairs: "".join(piece + sign for piece, sign in pairs) + "1"
)
SHIFTS = st.builds(
    Shift,
    st.just("S"),
    st.sampled_from(["rows", "columns"]),
    st.integers(2, 15),
    st.integers(-4, 4).filter(bool),
    stretch=st.booleans(),
)


@given(st.lists(FORMULAS, min_size=1, max_size=3), SHIFTS, st.sampled_from(["S", "T"]))
def test_read_together_or_alone_is_the_same(formulas: list[str], shift: Shift, here: str) -> None:
    together = FormulaShifting(shift, here)
    for row in (*range(1, 25), 99, 100, 101, 1_048_575):
        if here == "S" and shift.cell(row, 3) is None:
            continue
        for pattern in formulas:
            formula = pattern.format(row, row - 1, row + 1)
            line = (row if shift.axis == "rows" else 3) if here == "S" else None
            alone = shifted(formula, shift, here=here, line=line)
            assert together.text(escape(formula).encode(), row, b"C").decode() == escape(alone)


def test_a_formula_that_stays_keeps_its_bytes() -> None:
    shifting = FormulaShifting(Shift("S", "rows", 50, 2), "S")
    for formula in (b"A9&gt;B9", b"A9>B9", b"IF(A9=&quot;x&quot;,1,2)", b"A9&#62;B9"):
        assert shifting.text(formula, 9, b"C") == formula
