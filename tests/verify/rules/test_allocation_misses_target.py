from collections.abc import Callable
from typing import Any

from xl_addin.spec.model import Spec

Make = Callable[..., Any]


def test_shares_that_add_up_to_the_target(published: Make, findings: Make, spec: Spec) -> None:
    # Hòn Quản one less: the column adds up to the 500 000 that are to be shared.
    right = published({(15, 4): 50837, (15, 7): 20905, (15, 9): 8405, (15, 10): 35494})
    assert not any(one.cell == "D20" for one in findings(*right.sheets, spec=spec))


def test_shares_that_add_up_to_something_else(published: Make, findings: Make, spec: Spec) -> None:
    wrong = published({(20, 4): 500001})
    found = [one for one in findings(*wrong.sheets, spec=spec) if one.code == "V305"]
    assert [(one.cell, one.expected, one.actual) for one in found] == [("D20", 500000, 500001)]


def test_an_empty_share_counts_as_nothing_and_an_empty_column_as_not_yet_shared(
    published: Make, findings: Make, spec: Spec
) -> None:
    total = sum(published().sheets[0].value(row, 4) for row in range(10, 20))
    one = published({(9, 4): None, (20, 4): total})
    found = [each for each in findings(*one.sheets, spec=spec) if each.code == "V305" and each.cell == "D20"]
    assert [(each.expected, each.actual) for each in found] == [(500000, total)]
    none = published({**{(row, 4): None for row in range(9, 20)}, (20, 4): 0})
    assert not any(each.code == "V305" and each.cell == "D20" for each in findings(*none.sheets, spec=spec))
