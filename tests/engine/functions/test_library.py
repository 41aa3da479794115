"""`formulas` is loaded without SciPy until a function needs it, and its values come back as ours."""

import subprocess
import sys

from xl_addin.engine.functions.library import find_function, is_date_function
from xl_addin.engine.values.scalars import Array
from xl_addin.workbook.model.book import CellError

PROGRAM = """
import sys
from xl_addin.engine.recalculate import recalculate
assert "formulas" not in sys.modules and "numpy" not in sys.modules
from xl_addin.workbook.model.book import Book, Column, Sheet
formulas = {1: "=ROUND(SUM(B1:B3)*1.5,0)", 2: '=IF(SQRT(B1)>1,TRIM("x"),MIN(B1:B3))', 3: "=RANK(B1,B1:B3)"}
values = {1: 1, 2: 2, 3: 3}
recalculate(Book("x", (Sheet("S", {1: Column(values, formulas), 2: Column(values)}),)))
print("scipy" in sys.modules, "formulas" in sys.modules)
"""


def test_scipy_is_not_loaded_for_what_officers_write() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_neither_numpy_nor_the_library_is_loaded_for_a_campaigns_book() -> None:
    program = PROGRAM.replace("SQRT", "ABS").replace("scipy", "numpy")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_values_there_and_back() -> None:
    concatenate, power = find_function("CONCATENATE"), find_function("POWER")
    assert concatenate is not None and power is not None
    assert concatenate(1.0, "đ", True) == "1đTRUE"
    assert power(0.0, -1.0) == CellError("#DIV/0!")
    assert power(Array((2.0, 3.0), 1), 2.0) == Array((4.0, 9.0), 1)


def test_what_the_library_lacks() -> None:
    assert find_function("KHONGCO") is None


def test_date_functions_are_known_by_name() -> None:
    assert is_date_function("EDATE")
    assert not is_date_function("SUM")
