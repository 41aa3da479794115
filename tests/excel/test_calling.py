"""Which Excel called, as the add-in's VBA says it, and that nothing of it is held when the macro is done."""

import sys
from types import SimpleNamespace

import pytest
import xlwings

from xl_addin.excel import calling
from xl_addin.excel.macros import about


@pytest.fixture
def bridge(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stands for xlwings' way to Excel on Windows; its apps say what they are asked to."""

    def app(xl: object) -> SimpleNamespace:
        return SimpleNamespace(xl=xl, display_alerts=True, alert=lambda prompt, *_, **__: bridge.said.append(prompt))

    asked: list[str] = []
    pywin32 = SimpleNamespace(
        gencache=SimpleNamespace(EnsureModule=lambda library, *_: asked.append(library)),
        Dispatch=lambda pointer: f"{pointer} with classes",
    )
    monkeypatch.setitem(sys.modules, "win32com", SimpleNamespace(client=pywin32))
    monkeypatch.setitem(sys.modules, "win32com.client", pywin32)
    bridge = SimpleNamespace(BOOK_CALLER=None, App=app, said=[], asked=asked)
    monkeypatch.setattr(xlwings, "_xlwindows", bridge, raising=False)
    monkeypatch.setattr(xlwings, "App", lambda impl: impl)
    return bridge


def test_excel_is_known_without_a_workbook_and_let_go_of(bridge: SimpleNamespace, monkeypatch) -> None:
    monkeypatch.setattr(calling, "EXCEL", SimpleNamespace(_oleobj_="Excel"))
    bridge.BOOK_CALLER = SimpleNamespace(_oleobj_="book")
    assert calling.calling_app().xl == "Excel with classes"
    assert bridge.BOOK_CALLER == "book with classes"
    assert bridge.asked == ["{00020813-0000-0000-C000-000000000046}"]
    bridge.BOOK_CALLER = None
    about.main()
    [said] = bridge.said
    assert "phiên bản" in said
    assert calling.EXCEL is None
    assert bridge.BOOK_CALLER is None
