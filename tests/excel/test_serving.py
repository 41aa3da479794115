"""Python as Excel's server: xlwings is imported without the packages it would only convert for."""

import subprocess
import sys
from types import SimpleNamespace

from xl_addin.excel import serving
from xl_addin.excel.serving import nothing_generated

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


CELLS = """
import sys
from xl_addin.excel.serving import Server
print(Server().CallUDF("xl_addin.excel.wrappers", "CT_TYLE", (3.0, 4.0), None, None), "xlwings" in sys.modules)
"""


def test_cells_do_not_wait_for_xlwings() -> None:
    run = subprocess.run([sys.executable, "-c", CELLS], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "0.75 False"


def test_all_else_is_answered_by_xlwings(monkeypatch) -> None:
    monkeypatch.setattr(serving, "_xlwings_server", lambda: SimpleNamespace(Exec=str.upper))
    assert serving.Server().Exec("import") == "IMPORT"
    # pywin32 asks for these, and takes whatever it gets.
    assert not hasattr(serving.Server(), "_query_interface_")
