"""Shares within groups: each commune's hamlets share the commune's own quota."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.quota.apportion import apportion
from xl_addin.quota.bounds import ApportionError
from xl_addin.quota.together import Whole, WholeError
from xl_addin.quota.within import SharingGroup, apportion_within, groups_of, whole_among

COMMUNES = ("Tân Lập", "Minh Thắng", "Tân Lập", "Minh Thắng", "Minh Thắng")
GROUPS = groups_of(COMMUNES)


def within(totals, weights, **bounds):
    (outcome,) = apportion_within(GROUPS, [(total,) for total in totals], [Whole(0, weights, **bounds)])
    return outcome


def test_groups_stand_in_the_order_of_their_first_unit():
    assert (SharingGroup("Tân Lập", (0, 2)), SharingGroup("Minh Thắng", (1, 3, 4))) == GROUPS


def test_every_group_shares_its_own_whole():
    outcome = within([3, 10], [1, 1, 1, 1, 2])
    assert outcome.parts == (2, 3, 1, 2, 5)
    assert outcome.total == 13


@given(st.data())
def test_a_group_shares_as_if_it_were_alone(data):
    names = data.draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=9))
    groups = groups_of(names)
    totals = data.draw(st.lists(st.integers(0, 50), min_size=len(groups), max_size=len(groups)))
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(names), max_size=len(names)))
    (outcome,) = apportion_within(groups, [(total,) for total in totals], [Whole(0, weights)])
    for group, total in zip(groups, totals, strict=True):
        alone = apportion(total, [weights[unit] for unit in group.units])
        assert tuple(outcome.parts[unit] for unit in group.units) == alone.parts
        assert sum(alone.parts) == total


def test_a_whole_is_shared_among_groups_as_their_units_weigh_and_within_what_their_units_may_get():
    one = whole_among(GROUPS, Whole(20, [1, 2, 3, 0, 5], at_least=[0, 1, 0, 4, 0], at_most=[9, 9, 9, 9, 9]))
    assert (one.weights, one.at_least, one.at_most) == ([4, 7], [0, 5], [18, 22])
    assert whole_among(GROUPS, Whole(20, [1] * 5, at_most=[9, 9, None, 9, 9])).at_most == [None, 27]


def test_several_wholes_are_rounded_together_in_every_group():
    first, second = apportion_within(GROUPS, [(1, 1), (4, 5)], [Whole(0, [1] * 5), Whole(0, [1] * 5)])
    assert (first.total, second.total) == (5, 6)
    assert [a + b for a, b in zip(first.parts, second.parts, strict=True)] == [1, 3, 1, 3, 3]


def test_the_group_that_cannot_share_its_whole_is_named_and_so_is_its_unit():
    with pytest.raises(ApportionError) as raised:
        within([3, 10], [1, 1, 1, 1, 2], at_most=[9, 3, 9, 3, 3])
    assert raised.value.text.vi.startswith("nhóm Minh Thắng: tổng mức tối đa")
    assert "(thiếu 1)" in raised.value.text.vi
    with pytest.raises(WholeError) as raised:
        within([3, 10], [1, 1, 1, -1, 2])
    assert (raised.value.whole, raised.value.unit, raised.value.figure) == (0, 3, "weight")


def test_the_trace_goes_group_by_group():
    names = ["Ấp 1", "Ấp 2", "Ấp 3", "Ấp 4", "Ấp 5"]
    lines = [line.vi for line in within([3, 9], [1, 1, 1, 1, 1]).trace(names)]
    assert lines == [
        "Tân Lập: phần dư lớn nhất: 3 chia theo tỷ lệ; các phần nguyên cộng lại được 2, còn 1",
        "Tân Lập: phần dư lớn nhất: Ấp 1 +1 (1,5000 → 2)",
        "Tân Lập: bằng nhau: Ấp 1 được trước Ấp 3 vì đứng trước trong bảng",
        "Minh Thắng: phần dư lớn nhất: 9 chia theo tỷ lệ; các phần nguyên cộng lại được 9, còn 0",
    ]
