"""COMBIN, PERMUT and FACTDOUBLE: exact, and bounded whatever a stranger's book asks for."""

from collections.abc import Callable
from math import comb

import pytest

from xl_addin.workbook.model.book import CellError, Value

NUM = CellError("#NUM!")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=COMBIN(8,2)", 28),
        ("=COMBIN(5.9,2.9)", 10),
        ("=COMBIN(1000000000,999999999)", 1_000_000_000),
        ("=COMBIN(1000,500)", float(comb(1000, 500))),
        ("=COMBIN(2,3)", NUM),
        ("=COMBIN(-1,1)", NUM),
        ("=COMBIN(1000000000,500000000)", NUM),
        ("=PERMUT(100,3)", 970200),
        ("=PERMUT(3,4)", NUM),
        ("=PERMUT(1000000000,100000000)", NUM),
        ("=FACTDOUBLE(7)", 105),
        ("=FACTDOUBLE(-1)", 1),
        ("=FACTDOUBLE(-2)", NUM),
        ("=FACTDOUBLE(1000000000)", NUM),
    ],
)
def test_as_excel(result: Callable[[str], Value], formula: str, expected: Value) -> None:
    assert result(formula) == expected
