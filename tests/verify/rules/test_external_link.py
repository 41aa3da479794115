from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_one_finding_for_every_linked_workbook(calculated: Make, findings: Make) -> None:
    linked = {(3, 4): "=[1]Sheet1!A1", (4, 4): "='[kế hoạch.xlsx]Biểu 1'!A1", (5, 4): "=[1]Sheet1!A2"}
    found = [one for one in findings(calculated(linked)) if one.code in ("F208", "F209")]
    assert [(one.code, one.cell) for one in found] == [("F208", "D3"), ("F208", "D4")]
