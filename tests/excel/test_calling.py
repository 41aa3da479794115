"""Which Excel called, as the add-in's VBA says it, and that nothing of it is held when the macro is done."""

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

    bridge = SimpleNamespace(BOOK_CALLER=None, App=app, said=[])
    monkeypatch.setattr(xlwings, "_xlwindows", bridge, raising=False)
    monkeypatch.setattr(xlwings, "App", lambda impl: impl)
    return bridge


def test_excel_is_known_without_a_workbook_and_let_go_of(bridge: SimpleNamespace, monkeypatch) -> None:
    excel = object()
    monkeypatch.setattr(calling, "EXCEL", excel)
    assert calling.calling_app().xl is excel
    bridge.BOOK_CALLER = object()
    about.main()
    [said] = bridge.said
    assert "phiên bản" in said
    assert calling.EXCEL is None
    assert bridge.BOOK_CALLER is None
