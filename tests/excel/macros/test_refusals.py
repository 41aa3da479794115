"""Bad input in Excel: one clear Vietnamese message, nothing changed, no copy left behind."""

import io
from pathlib import Path

import openpyxl
import pytest

from xl_addin.excel import acting, calling
from xl_addin.excel.dialogs import choose_file, choose_folder, choose_new_file
from xl_addin.excel.macros import about, apportion, clear_marks, fill, fix, redo, undo, unit_sheets, verify
from xl_addin.excel.ribbon import buttons
from xl_addin.language import Text
from xl_addin.problem import Problem

WRITING = (fill, apportion, verify, fix, clear_marks, unit_sheets, undo, redo)
PUBLISHED, RIGHT = "cong-bo.xlsx", "phan-bo.xlsx"


def refused(book, macro) -> str:
    """The one message, after which everything is as it was."""
    macro.main(book)
    assert book.edits == []
    assert not (Path(book.fullname).parent / "ban-sao-chi-tieu").exists()
    assert book.app.bar[-1] is False
    [message] = book.app.alerts
    return message


@pytest.mark.parametrize("macro", WRITING)
@pytest.mark.parametrize(
    ("state", "says"),
    [
        ({"Path": ""}, "chưa được lưu lần nào"),
        ({"ReadOnly": True}, "chế độ chỉ đọc"),
        ({"MultiUserEditing": True}, "đang dùng chung"),
    ],
)
def test_a_workbook_that_must_not_be_written(opened, demo_files, macro, state, says: str) -> None:
    book = opened(demo_files[PUBLISHED])
    vars(book.api).update(state)
    assert refused(book, macro).startswith(f"{book.name}: ")
    assert says in book.app.alerts[0]


def protected(data: bytes, part: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    if part == "sheet":
        for sheet in book.worksheets:
            sheet.protection.enable()
    else:
        book.security.lockStructure = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("part", "macro", "says"),
    [
        ("sheet", apportion, "trang tính đang được bảo vệ"),
        ("sheet", verify, "trang tính đang được bảo vệ"),
        ("book", verify, "cấu trúc sổ đang được bảo vệ"),
        ("book", unit_sheets, "cấu trúc sổ đang được bảo vệ"),
    ],
)
def test_a_protected_sheet_or_book(opened, demo_files, part: str, macro, says: str) -> None:
    book = opened(protected(demo_files[RIGHT if macro is unit_sheets else PUBLISHED], part))
    book.select("Giai đoạn 1", "D12")
    book.app.answers = ["1", "ok"] if macro is unit_sheets else ["490000", "", "ok"]
    assert says in refused(book, macro)


def sheet_of(*rows: list[object], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


HEADINGS = ["STT", "Đơn vị", "Giao", "Đã làm", "Còn lại"]


@pytest.mark.parametrize("macro", [fill, unit_sheets, apportion])
def test_a_table_without_number_row(opened, macro) -> None:
    data = sheet_of(HEADINGS, [1, "Xã Một", 10, 4], [2, "Xã Hai", 20, 5], ["Tổng cộng", None, 30, 9])
    book = opened(data)
    book.select("Sheet", "C2")
    assert "dòng số cột" in refused(book, macro)


def test_merged_cells_in_the_way(opened) -> None:
    numbers = ["1", "2", "3", "4", "5=3-4"]
    rows = ([1, "Xã Một", 10, 4, 0], [2, "Xã Hai", 20, 5, None], [3, "Xã Ba", 20, 5, 0])
    book = opened(sheet_of(HEADINGS, numbers, *rows, ["Tổng cộng"], merged="E3:E4"))
    book.select("Sheet", "C3")
    message = refused(book, fill)
    assert "Sheet!E4" in message
    assert "gộp" in message


@pytest.mark.parametrize("macro", [fill, apportion])
def test_a_chart_sheet_in_front(opened, demo_files, macro) -> None:
    book = opened(demo_files[PUBLISHED])
    book.charts, book.front = ["Biểu đồ 1"], "Biểu đồ 1"
    assert "hãy chọn một trang tính" in refused(book, macro)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bảng tính.xls"),
        (b"PK\x03\x04 h\xe1\xbb\x8fng", "bảng tính.xls"),
    ],
)
def test_a_copy_that_cannot_be_read(opened, demo_files, content: bytes, says: str) -> None:
    book = opened(demo_files[PUBLISHED], "bảng tính.xls")
    book.api.SaveCopyAs = lambda path: Path(path).write_bytes(content)
    assert says in refused(book, verify)


def test_excel_gives_no_copy(opened, demo_files) -> None:
    def busy(path: str) -> None:
        raise OSError("0x800AC472")

    book = opened(demo_files[PUBLISHED])
    book.api.SaveCopyAs = busy
    assert "hãy bấm Enter" in refused(book, verify)


def test_no_copy_can_be_kept(opened, demo_files, monkeypatch) -> None:
    book = opened(demo_files[PUBLISHED])

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("xl_addin.excel.keeping.save_atomically", full)
    verify.main(book)
    assert "chưa sửa gì" in book.app.alerts[0]
    assert book.edits == []


def test_a_workbook_in_the_cloud_has_its_copy_in_the_users_folder(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    book.api.Path = "https://example.org/tài liệu"
    book.api.FullName = f"{book.api.Path}/bảng tính.xlsx"
    verify.main(book)
    assert str(Path.home() / "ban-sao-chi-tieu") in book.app.alerts[0]
    assert "vì sổ tính nằm trên OneDrive hoặc SharePoint" in book.app.alerts[0]
    undo.main(book)
    assert "Đã hoàn tác" in book.app.alerts[1]


@pytest.mark.parametrize("choose", [choose_file, choose_new_file, choose_folder])
def test_a_place_in_the_cloud_cannot_be_chosen(opened, demo_files, choose) -> None:
    app = opened(demo_files[PUBLISHED]).app
    app.answers = ["https://example.org/tài liệu/số liệu.xlsx"]
    kinds = ["Excel (*.xlsx),*.xlsx"] * (choose is not choose_folder)
    with pytest.raises(Problem, match="choose a folder on this PC"):
        choose(app, Text("Chọn", "Choose"), *kinds)


def test_a_new_workbook_is_not_saved_under_the_name_of_an_open_one(opened, demo_files, tmp_path: Path) -> None:
    app = opened(demo_files[PUBLISHED], "Phiếu.xlsx").app
    app.answers = [str(tmp_path / "phiếu.xlsx")]
    with pytest.raises(Problem, match="has a workbook of this name open"):
        choose_new_file(app, Text("Lưu", "Save"), "a.xlsx")


@pytest.mark.parametrize("name", ["phieu.xlsx", "chi-tieu.xlsx"])
def test_sheets_are_brought_into_a_workbook_of_any_name(opened, demo_files, name: str) -> None:
    book = opened(demo_files[RIGHT], name)
    unit_sheets.main(book)
    assert "Đã cắt 11 phiếu vào sổ tính" in book.app.alerts[0]


@pytest.mark.parametrize("macro", [fill, apportion])
def test_no_sheet_in_front_at_all(opened, demo_files, macro) -> None:
    book = opened(demo_files[PUBLISHED])
    book.front = None
    assert "hãy chọn một trang tính" in refused(book, macro)


def test_no_cell_in_front(opened, demo_files) -> None:
    book = opened(demo_files[PUBLISHED])
    book.app.api.ActiveCell = None
    assert "hãy chọn một ô trong bảng" in refused(book, apportion)


def test_without_a_workbook_only_a_macro_that_needs_one_complains(opened, demo_files, monkeypatch) -> None:
    app = opened(demo_files[PUBLISHED]).app
    monkeypatch.setattr(acting, "calling_app", lambda: app)
    about.main()
    fill.main()
    version, missing = app.alerts
    assert "phiên bản" in version
    assert "chưa có sổ tính nào mở" in missing


@pytest.mark.parametrize("broken", [False, True])
def test_excel_is_as_it_was_before_whatever_happens(opened, demo_files, broken: bool) -> None:
    book = opened(demo_files[PUBLISHED])
    book.app.settings |= {"calculation": "manual", "enable_events": False}
    before = dict(book.app.settings)
    if broken:
        # Excel refuses one setting of several.
        book.app.refuses = lambda name, value: name == "calculation" and value != "automatic"
    verify.main(book)
    assert book.app.settings == before
    assert ("0x800A03EC" in book.app.alerts[0]) == broken


class ComError(Exception):
    """As pywin32 raises it."""

    def __init__(self, hresult: int, said: str | None = None, scode: int = 0) -> None:
        self.hresult, self.strerror = hresult, "Exception occurred."
        self.excepinfo = (0, "Microsoft Excel", said, "xlmain11.chm", 0, scode)
        super().__init__(hresult, self.strerror, self.excepinfo, None)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ComError(-2147352567, "The cell is protected.", -2146827284), "The cell is protected. (0x800A03EC)"),
        (ComError(-2147352567, None, -2146827284), "Exception occurred. (0x800A03EC)"),
        (ComError(-2147418111), "Excel đang bận"),
        (ComError(-2146777998), "Excel đang bận"),
        (ComError(-2147352567, None, -2146777998), "Excel đang bận"),
        (ComError(-2147023174), "đã bị đóng giữa chừng"),
    ],
)
def test_an_error_of_excel_is_one_line_never_a_tuple(opened, demo_files, error: ComError, says: str) -> None:
    def refusing(_book: object, _say: object) -> Text:
        raise error

    book = opened(demo_files[PUBLISHED])
    acting.run(book, refusing)
    [message] = book.app.alerts
    assert says in message
    assert "(-2" not in message
    assert "lỗi của chương trình" not in message


def test_excel_says_why_it_refused_to_write(opened, demo_files) -> None:
    def refuse(_edit: object) -> bool:
        raise ComError(-2147352567, "Unable to set the Value property.", -2146827284)

    book = opened(demo_files[PUBLISHED])
    book.refuses = refuse
    verify.main(book)
    [message] = book.app.alerts
    assert "(Unable to set the Value property. (0x800A03EC))" in message


def test_no_workbook_open() -> None:
    with pytest.raises(Problem, match="no workbook is open"):
        calling.calling_book()


def test_what_nobody_foresaw_is_one_message(opened, demo_files) -> None:
    def broken(_book: object, _say: object) -> Text:
        raise ZeroDivisionError("division by zero")

    book = opened(demo_files[PUBLISHED])
    acting.run(book, broken)
    assert "ZeroDivisionError: division by zero" in book.app.alerts[0]
    assert book.app.bar[-1] is False


def test_every_button_has_its_macro_and_every_macro_its_button() -> None:
    import importlib

    import xl_addin.excel.macros as macros

    for button in buttons():
        assert callable(importlib.import_module(button.macro).main)
    modules = {path.stem for path in Path(next(iter(macros.__path__))).glob("[!_]*.py")}
    assert modules == {button.id for button in buttons()}


def test_the_action_is_called_what_its_button_says() -> None:
    import importlib

    labels = {button.id: button.label.vi for button in buttons()}
    for macro in (apportion, fill, fix, unit_sheets, verify, clear_marks):
        name = macro.__name__.rpartition(".")[2]
        assert importlib.import_module(f"xl_addin.excel.macros.{name}").ACTION.vi == labels[name]
