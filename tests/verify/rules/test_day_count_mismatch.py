from collections.abc import Callable
from typing import Any

from xl_addin.table.spec import Spec

Make = Callable[..., Any]


def test_stated_days_and_dates(published: Make, findings: Make, spec: Spec) -> None:
    found = [one for one in findings(*published().sheets, spec=spec) if one.code == "D601"]
    assert [(one.sheet, one.cell, one.expected, one.actual) for one in found] == [
        ("Giai đoạn 1", "A5", 26, 25),
        ("Giai đoạn 2", "A5", 67, 65),
    ]
    assert "66" in found[1].message.vi
    assert all(one.severity.name == "WARNING" for one in found)
