"""Which row of one table is the same unit's as which row of another. Places and figures are invented."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.case.pairing import pair
from xl_addin.case.unit_rows import UnitRows, units_in, units_listed
from xl_addin.table.finding.find import find_tables
from xl_addin.workbook.model.book import Column, Sheet, Value

COLUMNS = ("Địa bàn", "Chỉ tiêu", "Mã xã")


def units(
    *names: str,
    first: int = 10,
    codes: tuple[str, ...] = (),
    groups: dict[str, tuple[int, ...]] | None = None,
    total: int | None = None,
    parents: tuple[str, ...] = (),
    stated: bool = False,
    own_names: dict[str, str] | None = None,
) -> UnitRows:
    """Units in consecutive rows; `groups` are sub-totals by name with the places (from 0) of their units."""
    rows = tuple(range(first, first + len(names)))
    heads = {name: 100 + first + index for index, name in enumerate(groups or {})}
    above = {at: name for name, places in (groups or {}).items() for at in places}
    return UnitRows(
        rows,
        names,
        codes or ("",) * len(names),
        tuple((row, name) for name, row in heads.items()),
        {rows[at]: heads[name] for at, name in above.items()},
        total,
        parents=parents or (tuple(above.get(at, "") for at in range(len(names))) if groups else ()),
        parents_stated=stated,
        own_names=own_names or {},
    )


def test_units_are_paired_by_name_whatever_their_order_and_spelling() -> None:
    pairing = pair(units("Xã Hòa An", "Xã Bình Minh"), units("xã bình  minh", "Xã Hoà An", first=30))
    assert (pairing.rows, pairing.how, pairing.is_complete) == ({10: 31, 11: 30}, "name", True)


def test_who_stands_in_one_table_only_is_listed() -> None:
    pairing = pair(units("An Bình", "Phước Long", "Tân Tiến"), units("An Bình", "Tân Tiến", "Phú Quốc", first=30))
    assert pairing.rows == {10: 30, 12: 31}
    assert (pairing.missing, pairing.extra, pairing.is_complete) == ((11,), (32,), False)


def test_position_pairs_a_table_without_names_and_says_so() -> None:
    pairing = pair(units("", ""), units("An Bình", "Tân Tiến", first=30))
    assert (pairing.rows, pairing.how, pairing.by_position) == ({10: 30, 11: 31}, "position", (10, 11))
    of_other_length = pair(units("", ""), units("An Bình", first=30))
    assert (of_other_length.rows, of_other_length.missing, of_other_length.extra) == ({}, (10, 11), (30,))


def test_another_name_in_the_same_place_among_units_in_one_order_is_paired_and_said() -> None:
    pairing = pair(units("An Bình", "Phước Long", "Tân Tiến"), units("An Bình", "Phú Quốc", "Tân Tiến", first=30))
    assert pairing.rows == {10: 30, 11: 31, 12: 32}
    assert (pairing.by_position, pairing.how, pairing.is_complete) == ((11,), "name", True)


def test_a_name_that_stands_twice_is_in_no_pair() -> None:
    twice = units("An Bình", "Tân Tiến", "an bình")
    pairing = pair(twice, units("Tân Tiến", "An Bình", first=30))
    assert (pairing.rows, pairing.missing, pairing.extra) == ({11: 30}, (10, 12), (31,))
    assert twice.duplicates == ((12, 10),)


def test_under_different_sub_totals_units_may_share_a_name() -> None:
    one = units("An Bình", "An Bình", groups={"Huyện A": (0,), "Huyện B": (1,)})
    other = units("An Bình", "An Bình", first=30, groups={"Huyện B": (0,), "Huyện A": (1,)})
    pairing = pair(one, other)
    assert {10: 31, 11: 30}.items() <= pairing.rows.items()
    assert not one.duplicates


def test_a_unit_is_its_name_and_its_parent() -> None:
    one = units("Tân Tiến", "Tân Tiến", "An Bình", parents=("Huyện A", "Huyện B", "Huyện B"), stated=True)
    other = units("An Bình", "Tân Tiến", "Tân Tiến", first=30, parents=("Huyện B", "Huyện B", "Huyện A"), stated=True)
    assert pair(one, other).rows == {10: 32, 11: 31, 12: 30}
    assert not one.duplicates
    again = units("Tân Tiến", "Tân Tiến", parents=("Huyện A", "huyện  A"), stated=True)
    assert again.duplicates == ((11, 10),)


def test_one_name_under_two_parents_is_nobody_else_even_if_it_stands_once() -> None:
    one = units("Tân Tiến", "An Bình", parents=("Huyện A", "Huyện A"), stated=True)
    other = units("Tân Tiến", "An Bình", first=30, parents=("Huyện B", "Huyện A"), stated=True)
    pairing = pair(one, other)
    assert (pairing.rows, pairing.missing, pairing.extra) == ({11: 31}, (10,), (30,))


def test_where_one_table_does_not_say_what_its_units_lie_in_names_that_stand_once_are_paired() -> None:
    one = units("Tân Tiến", "Tân Tiến", "An Bình", parents=("Huyện A", "Huyện B", "Huyện B"), stated=True)
    assert pair(one, units("An Bình", "Tân Tiến", first=30)).rows == {12: 30}


def test_codes_may_count_anew_in_each_parent_and_lose_their_noughts() -> None:
    parents = ("Huyện A", "Huyện A", "Huyện B")
    one = units("Ấp 1", "Ấp 2", "Ấp 1", codes=("01", "02", "01"), parents=parents, stated=True)
    other = units(
        "Ấp Một", "Ấp 2", "Ấp 1", first=30, codes=("1", "2", "1"), parents=("Huyện B", *parents[:2]), stated=True
    )
    assert (pair(one, other).rows, pair(one, other).how) == ({10: 32, 11: 31, 12: 30}, "code")
    assert not one.duplicates


def test_one_name_with_two_codes_is_two_units() -> None:
    assert not units("Tân Tiến", "Tân Tiến", codes=("25441", "25442")).duplicates
    assert units("Tân Tiến", "Tân Tiến", codes=("25441", "25441")).duplicates == ((11, 10),)
    assert units("Tân Tiến", "Tân Tiến", codes=("25441", "")).duplicates == ((11, 10),)


def test_a_unit_goes_by_its_other_names() -> None:
    named = {"cax": "Công an xã"}
    one = units("CAX", "Đoàn Thanh niên", own_names=named)
    other = units("Đoàn Thanh niên", "Công an xã", first=30, own_names=named)
    assert pair(one, other).rows == {10: 31, 11: 30}
    assert units("CAX", "Công an xã", own_names=named).duplicates == ((11, 10),)


@given(st.data())
def test_random_sets_with_repeated_names_are_paired_as_their_codes_and_parents_say(data: st.DataObject) -> None:
    """Names repeat at will; a unit of one table is paired with itself and with nobody else, in whatever order."""
    known = data.draw(
        st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")), min_size=1, max_size=9, unique=True)
    )
    order = data.draw(st.permutations(range(len(known))))
    coded = data.draw(st.booleans())

    def table(places: Sequence[int], first: int) -> UnitRows:
        return units(
            *(f"Xã {known[at][1]}" for at in places),
            first=first,
            codes=tuple(f"{at + 1:05}" for at in places) if coded else (),
            parents=tuple(f"Tỉnh {known[at][0]}" for at in places),
            stated=True,
        )

    one, other = table(range(len(known)), 10), table(order, 100)
    assert pair(one, other).rows == {10 + at: 100 + order.index(at) for at in range(len(known))}
    assert not one.duplicates


def test_codes_come_before_names() -> None:
    one = units("P. An Bình", "Xã An Bình", codes=("01", "02"))
    pairing = pair(one, units("Xã An Bình", "Phường An Bình", first=30, codes=("02", "01")))
    assert (pairing.rows, pairing.how) == ({10: 31, 11: 30}, "code")


def test_where_code_and_name_disagree_nobody_guesses() -> None:
    one = units("An Bình", "Tân Tiến", "Phú Mỹ", codes=("1", "2", "3"))
    pairing = pair(one, units("Tân Tiến", "An Bình", "Phú Mỹ", first=30, codes=("1", "2", "3")))
    assert (pairing.rows, pairing.disputed, pairing.missing) == ({12: 32}, (10, 11), (10, 11))


def test_codes_of_another_kind_pair_nothing() -> None:
    one = units("An Bình", "Tân Tiến", codes=("X1", "X2"))
    assert pair(one, units("Tân Tiến", "An Bình", first=30, codes=("7", "8"))).how == "name"


def test_totals_go_with_totals_and_sub_totals_by_name_or_order() -> None:
    one = units("An Bình", "Tân Tiến", groups={"Huyện A": (0,), "Huyện B": (1,)}, total=50)
    by_name = units("Tân Tiến", "An Bình", first=30, groups={"Huyện B": (0,), "Huyện A": (1,)}, total=60)
    assert {110: 131, 111: 130, 50: 60}.items() <= pair(one, by_name).rows.items()
    by_order = units("An Bình", "Tân Tiến", first=30, groups={"I. Phía bắc": (0,), "II. Phía nam": (1,)})
    assert {110: 130, 111: 131}.items() <= pair(one, by_order).rows.items()
    assert 50 not in pair(one, by_order).rows


def test_a_list_of_units_is_paired_like_a_table() -> None:
    assert pair(units("Tân Tiến", "An Bình"), units_listed(["An Bình", "TÂN TIẾN"])).rows == {10: 1, 11: 0}


def test_tables_on_sheets_are_paired_by_their_columns_of_codes() -> None:
    one = _sheet("Biểu 1", [("Phường An Bình", 7, "01"), ("Xã An Bình", 5, "02")])
    other = _sheet("Biểu 2", [("Xã An Bình (mới)", 4, "02"), ("Phường An Bình", 6, "01")])
    [table], [there] = find_tables(one), find_tables(other)
    pairing = pair(units_in(table, one), units_in(there, other))
    assert (pairing.rows, pairing.how) == ({3: 4, 4: 3}, "code")


def _sheet(name: str, rows: list[tuple[Value, ...]]) -> Sheet:
    lines: list[tuple[Value, ...]] = [COLUMNS, (1, 2, 3), *rows]
    return Sheet(name, {at: Column({row: line[at - 1] for row, line in enumerate(lines, 1)}) for at in (1, 2, 3)})
