"""The formulas of a repeated row, written for all copies at once, are those that one copy after the other gets."""

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.cells import MAX_ROW
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap, Placed
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.references import rewritten
from xl_addin.template.plan.repeated_formulas import in_copies
from xl_addin.template.plan.targets import Target


def groups(members: list[list[bool]]) -> Layout:
    """Row 1; groups (a loop at row 2) of a head (3) and members (a loop at 4: 5, and 6 where wanted); row 9.

    A further list (a loop at 11) of one row, 12, twice.
    """
    placed = [Placed(1, ())]
    for group, wanted in enumerate(members):
        placed.append(Placed(3, (group,)))
        for member, with_second in enumerate(wanted):
            placed += [Placed(5, (group, member)), *[Placed(6, (group, member))] * with_second]
    placed += [Placed(9, ()), Placed(12, (0,)), Placed(12, (1,))]
    return Layout(LineMap({1: (), 3: (2,), 5: (2, 4), 6: (2, 4), 9: (), 12: (11,)}, placed, 13), UNMOVED)


SOME = groups([[True, False], [True]])
"""Rows 1 | 3 5 6 5 | 3 5 6 | 9 | 12 12 of the template."""


def test_cells_of_the_same_turn_of_the_group_and_outside_of_all_loops_are_followed() -> None:
    assert list(in_copies("C5*$C$3+A1-A$9+A20", 5, SOME) or ()) == [
        "C3*$C$2+A1-A$9+A18",
        "C5*$C$2+A1-A$9+A18",
        "C7*$C$2+A1-A$9+A18",
    ]


def test_a_formula_without_references_reads_alike_in_every_copy() -> None:
    assert list(in_copies('TEXT(5,"0%")', 3, SOME) or ()) == ['TEXT(5,"0%")'] * 2


def test_what_has_to_be_gathered_is_left_to_who_gathers() -> None:
    """Areas, members seen from their group's head, rows that a turn does not have, another loop's, sheets, names."""
    for formula, source in [("SUM(A5:A5)", 5), ("A5", 3), ("A6", 5), ("A12", 5), ("S!A5", 5), ("VAT*2", 5)]:
        assert in_copies(formula, source, SOME) is None, formula


def test_columns_that_move_are_left_to_who_follows_them() -> None:
    assert in_copies("A5", 5, Layout(SOME.rows, LineMap({1: ()}, [Placed(1, ())], 1))) is None


def test_what_is_pushed_off_the_sheet_is_left_to_who_reports_it() -> None:
    long = groups([[True] * 600_000])
    assert in_copies("A9", 1, long) is None
    assert long.rows.first(9) == 1_200_003 > MAX_ROW


@given(
    st.lists(st.lists(st.booleans(), min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from([1, 3, 5, 6, 9, 12]),
    st.lists(
        st.builds("{}A{}{}".format, st.sampled_from(["", "$"]), st.sampled_from(["", "$"]), st.integers(1, 20)),
        max_size=3,
    ),
)
def test_every_copy_reads_as_if_it_were_the_only_one(members: list[list[bool]], source: int, named: list[str]) -> None:
    layout, formula = groups(members), "+".join(named) + "+10%"
    found = in_copies(formula, source, layout)
    if found is not None:
        own = Target(None, layout, True)
        lines = layout.rows.copies(source)
        one_by_one = [rewritten(formula, layout.turns(line, 1), lambda _: own) for line in lines]
        assert list(found) == one_by_one
