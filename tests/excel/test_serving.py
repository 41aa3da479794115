"""Python as Excel's server: xlwings is imported without the packages it would only convert for."""

import subprocess
import sys
from types import SimpleNamespace

from xl_addin.excel.serving import nothing_generated, server

PROGRAM = """
import sys
from types import SimpleNamespace
from xl_addin.excel.serving import import_xlwings
import_xlwings()
print("xlwings" in sys.modules, "numpy" in sys.modules, "pandas" in sys.modules)
import numpy
print(numpy.array([1, 2]).sum())
"""


def test_numpy_waits_until_it_is_needed_and_can_then_be_imported():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.split("\n")[:2] == ["True False False", "3"]


def test_pywin32_generates_nothing_as_xlwings_is_imported(monkeypatch) -> None:
    asked: list[str] = []
    gencache = SimpleNamespace(EnsureModule=asked.append)
    client = SimpleNamespace(gencache=gencache)
    for name, module in {"pywintypes": object(), "win32com": object(), "win32com.client": client}.items():
        monkeypatch.setitem(sys.modules, name, module)
    with nothing_generated():
        gencache.EnsureModule("Excel", lcid=0)
    assert asked == []
    gencache.EnsureModule("Excel")
    assert asked == ["Excel"]


class Xlwings:
    """Stands for xlwings' server object."""

    def CallUDF(self, *given: object) -> object:
        return given


def test_cells_are_answered_past_xlwings_and_nothing_else_is() -> None:
    served = server(Xlwings)()
    assert served.CallUDF("xl_addin.excel.wrappers", "CT_TYLE", (3.0, 4.0), None, None) == 0.75
    assert served.CallUDF("other", "NAME", (), None, None) == ("other", "NAME", (), None, None)
