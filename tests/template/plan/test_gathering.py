"""What a reference means where it is not one area: checked in formulas, and against a naive count of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.cells import Area
from xl_addin.formula.excel_limits import LONGEST_FORMULA, MOST_ARGUMENTS
from xl_addin.template.plan.axis.ends import OUTSIDE
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap, Placed
from xl_addin.template.plan.gathered import ReferenceFault
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.references import rewritten
from xl_addin.template.plan.targets import FindTarget, Target


def loop_of(height: int, turns: int) -> FindTarget:
    """Rows 2 to `height` + 1 in a loop between markers in row 1 and after them; a total row follows."""
    body = range(2, 2 + height)
    placed = [Placed(source, (turn,)) for turn in range(turns) for source in body]
    loops = dict.fromkeys(body, (1,)) | {height + 3: ()}
    rows = LineMap(loops, [*placed, Placed(height + 3, ())], height + 3)
    return lambda prefix: Target(None, Layout(rows, UNMOVED), True)


def read(formula: str, height: int, turns: int) -> str:
    return rewritten(formula, OUTSIDE, loop_of(height, turns))


def refusal(formula: str, height: int, turns: int) -> str:
    with pytest.raises(ReferenceFault) as caught:
        read(formula, height, turns)
    assert caught.value.text.vi != caught.value.text.en
    return caught.value.text.en


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B2:B2)", "SUM(B1:B1,B3:B3,B5:B5)"),
        ("SUM(B2)", "SUM(B1,B3,B5)"),
        ("SUM(B2:C2)", "SUM(B1:C1,B3:C3,B5:C5)"),
        ("SUM((B2:B2), B3 , 1)", "SUM(B1:B1,B3:B3,B5:B5,B2,B4,B6, 1)"),
        ("ROUND(SUM(B2:B2)/COUNT($B$3),2)", "ROUND(SUM(B1:B1,B3:B3,B5:B5)/COUNT($B$2),2)"),
        ("COUNT($B$3:$B$3)", "COUNT($B$2:$B$2,$B$4:$B$4,$B$6:$B$6)"),
        ("SUBTOTAL(9,B2:B2)", "SUBTOTAL(9,B1:B1,B3:B3,B5:B5)"),
        ("AGGREGATE(9,5,B2:B2)", "AGGREGATE(9,5,B1:B1,B3:B3,B5:B5)"),
        ("NPV(0.1,B2:B2)", "NPV(0.1,B1:B1,B3:B3,B5:B5)"),
        ("RANK(B5,B2:B2)", "RANK(B7,(B1:B1,B3:B3,B5:B5))"),
        ("SUM(B2:B3)", "SUM(B1:B6)"),
        ("SUM(B3:B2)", "SUM(B6:B1)"),
        ("SUM(B2:B5)", "SUM(B1:B7)"),
        ("SUM(B3:B5)", "SUM(B2:B2,B4:B4,B6:B7)"),
        ("SUM(2:2)", "SUM(1:1,3:3,5:5)"),
        ("SUM(B:B)*SUM({1,2})", "SUM(B:B)*SUM({1,2})"),
        ('COUNTIF(B2:B2,">0")', '(COUNTIF(B1:B1,">0")+COUNTIF(B3:B3,">0")+COUNTIF(B5:B5,">0"))'),
        ("2*SUMIF(A2:A2,A5,B2:B2)", "2*(SUMIF(A1:A1,A7,B1:B1)+SUMIF(A3:A3,A7,B3:B3)+SUMIF(A5:A5,A7,B5:B5))"),
        ("SUMIFS(B3:B3,A3:A3,1)", "(SUMIFS(B2:B2,A2:A2,1)+SUMIFS(B4:B4,A4:A4,1)+SUMIFS(B6:B6,A6:A6,1))"),
        ("B$2+SUM(B2:B2)", "B$1+SUM(B1:B1,B3:B3,B5:B5)"),
    ],
)  # fmt: skip
def test_what_stands_between_is_not_meant(formula: str, expected: str) -> None:
    """Two rows a turn, three turns: rows 1, 3, 5 came from row 2, rows 2, 4, 6 from row 3."""
    assert read(formula, height=2, turns=3) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B2:B2)", "SUM(0)"),
        ("SUM(B2:B2,C4)", "SUM(C1)"),
        ("COUNT(B2:B2)", "0"),
        ("COUNTA(B2:B2)+1", "0+1"),
        ("MAX(B2,C4)", "MAX(C1)"),
        ("AVERAGE(B2:B2)", "AVERAGE(0)"),
        ("SUBTOTAL(9,B2:B2)", "0"),
        ("SUMPRODUCT((B2:B2>0)*ROUND(C2:C2,0))", "0"),
        ('SUMIF(A2:A2,"x",B2:B2)', "0"),
        ("IFERROR(VLOOKUP(1,A2:B2,2,0),0)", "IFERROR(#N/A,0)"),
        ("IFERROR(LARGE(B2:B2,1),0)", "IFERROR(#N/A,0)"),
        ("SUM(B2:B2*C2:C2,C4)", "SUM(C1)"),
        ("IF(COUNT(B2:B2)=0,SUM(B2:B2),B4)", "IF(0=0,SUM(0),B1)"),
    ],
)
def test_a_total_of_nothing_is_0(formula: str, expected: str) -> None:
    assert read(formula, height=1, turns=0) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "B2:B2",
        "B$2*2",
        "ROUND(B$2,0)",
        "AND(B2:B2)",
        "IF(TRUE,B2:B2)",
        "SUM(B$2*2+B4)",
        "SUM(IF(B$2=1,B4,0))",
        "SUM(OFFSET(B$2,1,0))",
        "MAX(B$2+1,B4)",
        "COUNTIF(B4:B4,B$2)",
        "SUMPRODUCT((B$2=1)*B4:B4)",
        "VLOOKUP(B$2,B4:C4,2,0)",
    ],
)
def test_what_has_no_cells_cannot_stand_anywhere_else(formula: str) -> None:
    assert "refers to a row that is not in the result" in refusal(formula, height=1, turns=0)


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("MATCH(1,B2:B2,0)", "B2:B2 becomes 3 areas that are apart, and MATCH() takes one"),
        ('SUMIF(B2:B2,">0",C2:C3)', "B2:B2 becomes 3 areas that are apart, and SUMIF() takes one"),
        ('SUMIF(B2:B2,">0",C5:C5)', "B2:B2 becomes 3 areas that are apart, and SUMIF() takes one"),
        ("SUMPRODUCT(B2:B2,C2:C2)", "B2:B2 becomes 3 areas that are apart, and SUMPRODUCT() takes one"),
        ("SUM(B2:B2*2)", "B2:B2 becomes 3 areas that are apart, and here is room for one"),
        ("B2:B2", "here is room for one"),
        ("B2+1", "B2 is in a repeated row"),
        ("ROUND(B2,0)", "B2 is in a repeated row"),
    ],
)
def test_a_function_of_one_range_is_refused_with_the_reason(formula: str, says: str) -> None:
    assert says in refusal(formula, height=2, turns=3)


def test_what_to_write_for_the_first_copy_has_its_dollar_where_it_is_needed() -> None:
    def two_columns(prefix: str | None) -> Target:
        columns = LineMap({2: (1,), 4: ()}, [Placed(2, (0,)), Placed(2, (1,)), Placed(4, ())], 4)
        return Target(None, Layout(UNMOVED, columns), True)

    for written in ("B$7", "B7"):
        with pytest.raises(ReferenceFault) as caught:
            rewritten(f"{written}+1", OUTSIDE, two_columns)
        first = "$" + written
        assert caught.value.text.en.startswith(f"{written} is in a repeated column: write {written}:{written} for all")
        assert caught.value.text.en.endswith(f"{first} for the first")
    assert rewritten("$B$7+1", OUTSIDE, two_columns) == "$A$7+1"


@pytest.mark.parametrize("address", ["B2", "$B$2:$B$2", "C4"])
def test_an_address_in_a_text_that_no_longer_is_the_cells_is_told(address: str) -> None:
    assert f"write {address}" in refusal(f'SUM(INDIRECT("{address}"))', height=1, turns=2)


@pytest.mark.parametrize("inside", ['"A"&B$4', '"Quý 1"', "B$4", '"B1:B"&ROW()'])
def test_an_address_that_is_put_together_is_the_authors_own(inside: str) -> None:
    formula = f"SUM(INDIRECT({inside}))"
    assert read(formula, height=1, turns=2) == formula.replace("B$4", "B$3")


def test_a_name_can_be_several_areas() -> None:
    assert rewritten("B2:B2", OUTSIDE, loop_of(2, 2), union=True) == "B1:B1,B3:B3"


def test_more_areas_than_a_function_has_arguments_are_every_so_many_rows() -> None:
    turns = MOST_ARGUMENTS + 1
    rows = f"B1:B{2 * turns - 1}"
    assert read("SUM(B2:B2)", 2, turns) == f"SUM(SUMPRODUCT(--(MOD(ROW({rows})-ROW(B1:B1),2)=0),{rows}))"
    assert "COUNT() needs 256 areas that are apart, Excel allows 255" in refusal("COUNT(B2:B2)", 2, turns)
    two_of_three = read("SUM(B2:B3)", 3, turns)
    assert two_of_three.count("SUMPRODUCT") == 2 and "MOD(ROW(B2:B767)-ROW(B2:B2),3)" in two_of_three


def test_areas_without_a_pattern_are_summed_in_groups_as_long_as_the_formula_has_room() -> None:
    def irregular(turns: int) -> FindTarget:
        """After every repeated row stand as many others as its turn's number has bits."""
        placed = []
        for turn in range(turns):
            placed += [Placed(2, (turn,)), *(Placed(3, (turn,)) for _ in range(turn.bit_count()))]
        rows = LineMap({2: (1,), 3: (1,), 5: ()}, [*placed, Placed(5, ())], 5)
        return lambda prefix: Target(None, Layout(rows, UNMOVED), True)

    grouped = rewritten("SUM(B2)", OUTSIDE, irregular(600))
    assert grouped.startswith("SUM(SUM(B1:B2,") and len(grouped) <= LONGEST_FORMULA
    with pytest.raises(ReferenceFault, match="longer than 8,192 characters"):
        rewritten("SUM(B2)", OUTSIDE, irregular(3000))


Turned = tuple[list[Placed], dict[int, tuple[int, ...]]]


@st.composite
def nested(draw: st.DrawFn) -> Turned:
    """Two loops, one in the other, with rows before, between and behind: sources 1 to 9, markers 2, 4, 6 and 8."""
    placed = [Placed(1, ())]
    for outer in range(draw(st.integers(0, 4))):
        placed.append(Placed(3, (outer,)))
        placed += [Placed(5, (outer, inner)) for inner in range(draw(st.integers(0, 3)))]
        if draw(st.booleans()):
            placed.append(Placed(7, (outer,)))
    return [*placed, Placed(9, ())], {1: (), 3: (2,), 5: (2, 4), 7: (2,), 9: ()}


@given(nested(), st.sampled_from([1, 3, 5, 7, 9]), st.data())
def test_the_cells_that_came_from_one_cell_and_no_others(
    turned: Turned, source: int, data: st.DataObject
) -> None:  # fmt: skip
    """From any row of the result: the copies in the same turns of the loops that both stand in."""
    placed, loops = turned
    lines = LineMap(loops, placed, 9)
    at = data.draw(st.integers(1, len(placed)))
    here = dict(zip(loops[placed[at - 1].source], placed[at - 1].path, strict=True))
    expected = [
        line
        for line, (other, path) in enumerate(placed, start=1)
        if other == source and all(here.get(loop, turn) == turn for loop, turn in zip(loops[other], path, strict=True))
    ]
    runs = lines.runs(source, source, lines.turns(at), fixed=(False, False))
    assert sorted(line for run in runs for line in range(run.first, run.last + 1, run.step)) == expected
    if here and placed[at - 1].source == source:
        *around, innermost = here
        until = [
            line
            for line, (other, path) in enumerate(placed, start=1)
            if other == source and path[:-1] == tuple(here[loop] for loop in around) and path[-1] <= here[innermost]
        ]
        running = lines.runs(source, source, lines.turns(at), fixed=(True, False))
        assert sorted(line for run in running for line in range(run.first, run.last + 1, run.step)) == until


@pytest.mark.parametrize("area", [Area(2, 2, 2, 2), Area(2, 1, 3, 4)])
def test_an_area_is_told_with_its_columns(area: Area) -> None:
    target = loop_of(2, 3)(None)
    assert target.layout is not None
    areas = [each for lattice in target.layout.meant(area) for each in lattice.areas()]
    assert {(each.first_column, each.last_column) for each in areas} == {(area.first_column, area.last_column)}
