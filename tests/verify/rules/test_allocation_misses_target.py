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
