"""References follow rows: checked against what the copies of a row actually hold."""

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.areas import joined
from xl_addin.formula.cells import Area
from xl_addin.template.plan.axis.ends import OUTSIDE
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap, Placed
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.references import rewritten, sheets_named
from xl_addin.template.plan.targets import Target


def repeated(copies: int) -> Layout:
    """Rows 1, then marker 2, repeated row 3, marker 4, row 5."""
    placed = [Placed(1, ()), *(Placed(3, (turn,)) for turn in range(copies)), Placed(5, ())]
    return Layout(LineMap({1: (), 3: (2,), 5: ()}, placed, 5), UNMOVED)


@given(st.integers(1, 60), st.data())
def test_ranges_cover_exactly_the_copies_they_mean(copies: int, data: st.DataObject) -> None:
    rows = repeated(copies)
    turn = data.draw(st.integers(1, copies))
    inside = rows.turns(1 + turn, 1)
    own = Target(None, rows, True)

    def read(formula: str) -> str:
        return rewritten(formula, inside, lambda _: own)

    assert read("A3:A3") == f"A{1 + turn}:A{1 + turn}"
    assert read("A$3:A3") == f"A$2:A{1 + turn}"
    assert read("A3:A$3") == f"A{1 + turn}:A${1 + copies}"
    assert read("A$3:A$3") == f"A$2:A${1 + copies}"
    assert read("A1:A5") == f"A1:A{2 + copies}"
    assert read("$A3+A$1+A7") == f"$A{1 + turn}+A$1+A{4 + copies}"
    assert rewritten("SUM(A3:A3)", OUTSIDE, lambda _: own) == f"SUM(A2:A{1 + copies})"


@given(st.text(alphabet="ABxyz019$:!'\"#&+(),.[] ", max_size=30))
def test_without_moved_rows_nothing_changes(formula: str) -> None:
    assert rewritten(formula, OUTSIDE, lambda _: Target(None, None, True)) == formula


def test_only_references_are_read_as_such() -> None:
    own = Target(None, repeated(4), True)
    for formula in ('"A5"&x', "LOG10(1)", "Tien5_x", "A:B", "#REF!", "Table1[A5]", "CT_A5(1)", "1.A5"):
        assert rewritten(formula, OUTSIDE, lambda _: own) == formula


def test_however_a_reference_is_written_its_rows_follow() -> None:
    own = Target(None, repeated(4), True)
    for written, expected in (
        ("B5:A1", "B6:A1"),
        ("SUM(a5 : $b$1)", "SUM(a6 : $b$1)"),
        ("#REF!A5+A5", "#REF!A5+A6"),
        ("[1]Biểu!A5", "[1]Biểu!A5"),
        ("Bảng[[#This Row],[A5]]", "Bảng[[#This Row],[A5]]"),
    ):
        found = rewritten(written, OUTSIDE, lambda prefix: own if prefix is None else Target(None, None, False))
        assert found == expected


def test_the_sheets_a_formula_names() -> None:
    assert sheets_named("'Mục lục'!A1+Hai!$B$2&\"'Ba'!C3\"") == {"Mục lục", "Hai"}


def test_whole_rows_and_rows_below_the_last_marker_move() -> None:
    own = Target(None, repeated(3), True)
    assert rewritten("$3:$3", OUTSIDE, lambda _: own) == "$2:$4"
    assert rewritten("SUM(5:9)", OUTSIDE, lambda _: own) == "SUM(5:9)"
    assert rewritten("B8", OUTSIDE, lambda _: Target(None, repeated(10), True)) == "B15"


@given(st.integers(0, 20))
def test_an_area_in_a_repeated_row_has_one_copy_per_turn(copies: int) -> None:
    rows = repeated(copies)
    assert len(rows.copies(Area(3, 1, 3, 2))) == copies
    assert joined(rows.copies(Area(3, 1, 3, 2))) == ([Area(2, 1, 1 + copies, 2)] if copies else [])
    assert rows.copies(Area(1, 1, 5, 2)) == [Area(1, 1, 2 + copies, 2)]
