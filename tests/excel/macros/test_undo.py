"""What a button wrote can be taken back, unless somebody changed it since; a failure takes itself back."""

import json
from pathlib import Path

import pytest
from fixtures.edited_files import edited_file, marks_of

from xl_addin.excel.acting import Writing, carry_out
from xl_addin.excel.macros import clear_marks, fill, redo, undo, verify
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.session.quiet import quiet
from xl_addin.formula.cells import Area, CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.edits.comments.ours import signed
from xl_addin.workbook.edits.edit import AddComments, AddSheet, Edit, Mark, SetFormula, SetNumberFormat, SetValue
from xl_addin.workbook.reading.read import read_book

ACTION = Text("Thử", "Try")
RED = "FFC7CE"


def at(place: str, sheet: str = "Bảng") -> CellRef:
    area = Area.parse(place)
    return CellRef(sheet, area.first_row, area.first_column)


def state(book) -> tuple[object, ...]:
    """All a macro may change: cells, formats, marks and comments."""
    read = read_book(book.data)
    cells = {
        (sheet.name, row, index): (column.formulas.get(row), column.values.get(row), sheet.number_format(row, index))
        for sheet in read.sheets
        for index, column in sheet.columns.items()
        for row in column.values.keys() | column.formulas.keys()
    }
    # A formula written back has no stored value before Excel calculates it.
    known = {place: (formula, None if formula else value, text) for place, (formula, value, text) in cells.items()}
    comments = {sheet.name: dict(sheet.comments) for sheet in read.sheets if sheet.comments}
    return known, (set(marks_of(book.data)), comments), [sheet.name for sheet in read.sheets]


@pytest.fixture
def table(opened, openpyxl_table):
    return opened(openpyxl_table)


@pytest.fixture
def openpyxl_table() -> bytes:
    """Invented: a small sheet with every kind of content."""
    import io

    import openpyxl
    import openpyxl.comments

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bảng"
    sheet.append(["tên", 1, 2.5, True, "007", "=B1+C1", "#N/A"])
    sheet["A1"].comment = openpyxl.comments.Comment("của văn phòng", "Văn phòng")
    sheet["H1"] = "123"
    sheet["H1"].number_format = "@"
    book.create_sheet("Khác")["A1"] = "=7-8"
    book["Khác"]["A1"].data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


EVERYTHING: tuple[Edit, ...] = (
    SetValue(at("A1"), "1/2"),
    SetValue(at("B1"), None),
    SetFormula(at("C1"), "=B1*2"),
    SetValue(at("D1"), 3),
    SetFormula(at("E1"), "=1+1"),
    SetValue(at("F1"), 9),
    SetValue(at("G1"), 0),
    SetFormula(at("H1"), "=B1"),
    SetValue(at("A9"), "mới"),
    SetNumberFormat(at("C1"), "0.00"),
    Mark("Bảng", (Area.parse("A1:B2"),), RED),
    AddComments("Bảng", {(1, 2): signed("sai"), (2, 1): signed("thiếu")}),
    AddSheet("Thêm", (("a", 1), ("=b", None))),
)


def do(book, *edits: Edit) -> Path:
    """Write as a button does; gives the copy kept."""
    with quiet(book.app, display_alerts=False):
        copy = carry_out(read_open_book(book), Writing(edits), ACTION, lambda text: None)
    assert copy is not None
    return Path(copy.vi)


def test_everything_an_action_did_is_taken_back(table) -> None:
    before = state(table)
    do(table, *EVERYTHING)
    assert state(table) != before
    undo.main(table)
    assert "Đã hoàn tác lần “Thử”" in table.app.alerts[0]
    cells, marks, names = state(table)
    assert (marks, names) == (before[1], before[2])
    # An error that was typed comes back as a formula that gives it.
    assert cells.pop(("Bảng", 1, 7)) == ("=#N/A", None, "General")
    before[0].pop(("Bảng", 1, 7))
    assert cells == before[0]


def test_undoing_keeps_a_copy_too_and_goes_back_step_by_step(table) -> None:
    do(table, SetValue(at("A1"), "một"))
    do(table, SetValue(at("A1"), "hai"))
    for expected in ("một", "tên"):
        undo.main(table)
        assert read_book(table.data)["Bảng"].value(1, 1) == expected
        assert "ban-sao-chi-tieu" in table.app.alerts[-1]
    undo.main(table)
    assert "Không có lần bấm nào" in table.app.alerts[-1]


def test_what_was_undone_is_done_again_step_by_step(table) -> None:
    before = state(table)
    do(table, *EVERYTHING)
    done = state(table)
    do(table, SetValue(at("A1"), "hai"))
    undo.main(table)
    undo.main(table)
    redo.main(table)
    assert state(table) == done
    assert "Đã làm lại lần “Thử”" in table.app.alerts[-1]
    redo.main(table)
    assert read_book(table.data)["Bảng"].value(1, 1) == "hai"
    redo.main(table)
    assert "Không có lần hoàn tác nào" in table.app.alerts[-1]
    undo.main(table)
    undo.main(table)
    assert state(table)[1:] == before[1:]


def test_nothing_is_done_again_upon_something_else(table) -> None:
    do(table, SetValue(at("A1"), "một"))
    undo.main(table)
    do(table, SetValue(at("B1"), 5))
    redo.main(table)
    assert "Không có lần hoàn tác nào" in table.app.alerts[-1]
    undo.main(table)
    assert read_book(table.data)["Bảng"].value(1, 2) == 1


@pytest.mark.parametrize("back", [undo, redo])
def test_taking_back_shows_what_it_will_do_and_can_be_given_up(table, back) -> None:
    do(table, SetValue(at("A1"), "một"))
    if back is redo:
        undo.main(table)
    now = state(table)
    table.app.answers, told = ["cancel"], len(table.app.alerts)
    back.main(table)
    old, new = ("một", "tên") if back is undo else ("tên", "một")
    assert f"lần “Thử”.\n\nSẽ ghi 1 ô:\n- Bảng!A1: {old} → {new}" in table.app.questions[-1]
    assert state(table) == now
    assert len(table.app.alerts) == told
    back.main(table)
    assert state(table) != now


def test_cells_changed_since_are_named_and_nothing_is_touched(table) -> None:
    do(table, SetValue(at("A1"), "một"), SetFormula(at("B1"), "=1+1"), AddSheet("Thêm", (("a",),)))
    table.record(SetValue(at("B1"), 5))
    table.record(SetValue(at("B7", "Thêm"), "ghi chú"))
    now = state(table)
    undo.main(table)
    assert state(table) == now
    assert "đã có người sửa 2 ô: Bảng!B1, Thêm!B7" in table.app.alerts[0]


def test_excels_own_spelling_of_a_formula_is_no_change(table) -> None:
    do(table, SetFormula(at("B1"), "=sum('Khác'!A1, 2)"))
    table.record(SetFormula(at("B1"), "=SUM(Khác!A1,2)"))
    undo.main(table)
    assert read_book(table.data)["Bảng"].value(1, 2) == 1


def test_many_changed_cells_are_named_in_part(table) -> None:
    do(table, *(SetValue(CellRef("Bảng", row, 9), row) for row in range(1, 30)))
    for row in range(1, 30):
        table.record(SetValue(CellRef("Bảng", row, 9), 0))
    undo.main(table)
    assert "29 ô" in table.app.alerts[0]
    assert "Bảng!I10 …" in table.app.alerts[0]


def test_verifying_and_clearing_can_be_undone(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    clean = state(book)
    verify.main(book)
    marked = state(book)
    clear_marks.main(book)
    undo.main(book)
    assert state(book)[1:] == marked[1:]
    undo.main(book)
    assert state(book) == clean


def test_filling_can_be_undone_after_saving_elsewhere(opened, demo_files) -> None:
    book = opened(demo_files["cong-bo.xlsx"])
    book.select("Giai đoạn 1", "A1")
    before = state(book)
    fill.main(book)
    assert state(book) != before
    undo.main(book)
    assert state(book) == before


def test_files_that_are_no_records_are_passed_over(table) -> None:
    copy = do(table, SetValue(at("A1"), "một"))
    for name, text in (("a.json", "{"), ("b.json", "[]"), ("c.json", json.dumps({"version": 2}))):
        copy.with_name(name).write_text(text, encoding="utf-8")
    undo.main(table)
    assert read_book(table.data)["Bảng"].value(1, 1) == "tên"


def test_an_array_formula_is_not_put_back_half(opened, xlsx_with_array) -> None:
    book = opened(xlsx_with_array)
    do(book, SetValue(at("A1"), 1))
    undo.main(book)
    assert "công thức mảng: Bảng!A1" in book.app.alerts[0]
    assert read_book(book.data)["Bảng"].value(1, 1) == 1


@pytest.fixture
def xlsx_with_array() -> bytes:
    import io

    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Bảng").write_array_formula("A1", "{=SUM(B1:B2*2)}")
    book.close()
    return target.getvalue()


@pytest.mark.parametrize("refused", [SetFormula, SetValue, Mark, AddComments, AddSheet])
def test_what_excel_refuses_halfway_is_taken_back(table, refused: type) -> None:
    do(table, Mark("Bảng", (Area.parse("D4"),), RED), AddComments("Bảng", {(4, 4): signed("lần trước")}))
    before = state(table)
    calls = []

    def refuses(edit: Edit) -> bool:
        calls.append(edit)
        return isinstance(edit, refused) and len(calls) < 20 and not any(isinstance(e, refused) for e in calls[:-1])

    table.refuses = refuses
    with pytest.raises(Problem) as caught:
        do(table, *(edit for edit in EVERYTHING if edit != SetValue(at("G1"), 0)))
    assert "các ô đã được trả về như cũ" in caught.value.text.vi
    assert "ban-sao-chi-tieu" in caught.value.text.vi
    assert state(table) == before
    assert len(list((Path(table.fullname).parent / "ban-sao-chi-tieu").glob("*.json"))) == 1


def test_an_officer_is_told_when_even_that_fails(table) -> None:
    table.refuses = lambda edit: isinstance(edit, SetValue)
    with pytest.raises(Problem, match="close the workbook without saving and use the copy"):
        do(table, *EVERYTHING)


@pytest.mark.parametrize("damage", [Path.unlink, lambda copy: copy.write_bytes(b"PK")])
def test_without_the_kept_copy_nothing_is_undone_and_it_is_named(table, damage) -> None:
    copy = do(table, SetValue(at("A9"), "một"))
    damage(copy)
    undo.main(table)
    [message] = table.app.alerts
    assert message.startswith(f"{copy}: không hoàn tác được lần “Thử” vì không đọc được bản sao")
    assert "trả về chỗ cũ rồi bấm lại" in message
    assert read_book(table.data)["Bảng"].value(9, 1) == "một"


def test_a_record_that_another_program_holds_is_no_failure(table, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook is written by then: nobody is told that it was not."""
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".json":
            raise PermissionError(13, "the process cannot access the file", str(path))
        unlink(path, missing_ok=missing_ok)

    do(table, SetValue(at("A9"), "một"))
    undo.main(table)
    monkeypatch.setattr(Path, "unlink", held)
    do(table, SetValue(at("A9"), "hai"))
    undo.main(table)
    assert [alert.split(".")[0] for alert in table.app.alerts] == ["Đã hoàn tác lần “Thử”"] * 2
    assert read_book(table.data)["Bảng"].value(9, 1) is None


def test_cells_formatted_as_text_take_numbers_and_get_their_format_back(table) -> None:
    before = state(table)
    do(table, SetValue(at("H1"), 5))
    sheet = read_book(table.data)["Bảng"]
    assert (sheet.value(1, 8), sheet.number_format(1, 8)) == (5, "General")
    undo.main(table)
    assert state(table) == before


def test_the_edits_made_are_those_the_file_takes(table) -> None:
    do(table, *EVERYTHING)
    in_file = edited_file(table.original, [*EVERYTHING, SetNumberFormat(at("H1"), "General")], file="x")
    theirs = read_book(in_file)
    ours = read_book(table.data)
    for sheet in theirs.sheets:
        assert ours[sheet.name].columns == sheet.columns
    assert marks_of(table.data) == marks_of(in_file)
