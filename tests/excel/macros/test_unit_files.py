"""One file per unit with a click: for whom, over files that units have filled in, as PDF; undone and done again."""

from pathlib import Path

import pytest
from fixtures.edited_files import edited_file

from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.cutting.manifest.reading import read_manifest
from xl_addin.excel.macros import redo, undo, unit_files
from xl_addin.excel.undoing import written_files
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

RIGHT = "phan-bo.xlsx"
UNIT = "Đồng Xoài"
UNIT_FILE = "02 Đồng Xoài.xlsx"
SHEET = "Giai đoạn 1"


def contents(book: Book) -> dict[str, object]:
    """Every cell's formula or value."""
    return {
        str(CellRef(sheet.name, row, index)): column.formulas.get(row, column.values.get(row))
        for sheet in book.sheets
        for index, column in sheet.columns.items()
        for row in column.values.keys() | column.formulas.keys()
    }


def in_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def kept(book) -> list[str]:
    """What stands in the folder of copies."""
    return sorted(path.suffix for path in (Path(book.fullname).parent / "ban-sao-chi-tieu").glob("*"))


def entry(path: Path) -> CellRef:
    """The first cell that the unit fills in."""
    [unit] = read_manifest(path).manifest.units
    area = unit.entries[0].area
    return CellRef(unit.sheet, area.first_row, area.first_column)


def fill_in(path: Path, cell: CellRef, value: object) -> None:
    path.write_bytes(edited_file(path.read_bytes(), [SetValue(cell, value)], file=path.name))


def given_more(data: bytes) -> bytes:
    """The office's workbook in which one unit's figure of column 11 is another."""
    sheet = read_book(data)[SHEET]
    [row] = [row for row, value in sheet.columns[2].values.items() if value == UNIT]
    [_, column] = [index for index, cells in sheet.columns.items() if 11 in cells.values.values()]
    figure = sheet.value(row, column)
    return edited_file(data, [SetValue(CellRef(SHEET, row, column), figure + 7)], file=RIGHT)


@pytest.fixture
def cut_files(opened, demo_files, tmp_path: Path):
    """A workbook whose unit files were just written, and their folder."""
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book = opened(demo_files[RIGHT])
    book.app.answers = [str(folder)]
    unit_files.main(book)
    return book, folder


def test_each_file_holds_one_unit(cut_files, demo_files) -> None:
    book, folder = cut_files
    files = sorted(in_folder(folder))
    assert files.pop() == "phieu.json" and len(files) == 11
    assert files[0].startswith("01 ")
    whole = read_book(cut(read_book(demo_files[RIGHT]), template="phieu-don-vi", spec=load_spec("binh_phuoc")).data())
    for path in (folder / files[0], folder / files[-1]):
        [_, sheet, _] = read_book(path).sheets
        assert contents(Book("", (sheet,))) == contents(Book("", (whole[sheet.name],)))
    assert book.edits == []


@pytest.mark.parametrize("answers", [[False], ["folder", "cancel"], ["folder", "no", "cancel"]])
def test_cutting_can_be_given_up(opened, demo_files, tmp_path: Path, answers: list[object]) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book = opened(demo_files[RIGHT])
    book.app.answers = [str(folder) if answer == "folder" else answer for answer in answers]
    unit_files.main(book)
    assert in_folder(folder) == {} and book.app.alerts == [] and book.app.answers == []


def test_files_are_shown_before_and_deleted_by_undoing(cut_files) -> None:
    book, folder = cut_files
    assert f"Sẽ ghi 12 tệp vào {folder}: 01 Phước Long.xlsx, " in book.app.questions[-1]
    assert "“Hoàn tác lần trước” xóa các tệp này nếu chưa ai sửa" in book.app.questions[-1]
    (folder / "của tôi.xlsx").write_bytes(b"")
    book.app.answers = ["cancel"]
    undo.main(book)
    assert len(in_folder(folder)) == 13
    undo.main(book)
    assert f"Ở {folder} sẽ xóa 12 tệp: 01 Phước Long.xlsx, " in book.app.questions[-1]
    assert "Đã xóa 12 tệp" in book.app.alerts[-1]
    assert list(in_folder(folder)) == ["của tôi.xlsx"]
    undo.main(book)
    assert "Không có lần bấm nào" in book.app.alerts[-1]


def test_what_was_undone_is_done_again_and_undone_once_more(cut_files) -> None:
    book, folder = cut_files
    before = in_folder(folder)
    undo.main(book)
    redo.main(book)
    assert f"Ở {folder} sẽ ghi lại 12 tệp như trước" in book.app.questions[-1]
    assert in_folder(folder) == before
    undo.main(book)
    assert in_folder(folder) == {}
    redo.main(book)
    assert in_folder(folder) == before


def test_undoing_keeps_files_that_somebody_changed(cut_files) -> None:
    book, folder = cut_files
    first, second, *_ = sorted(folder.iterdir())
    first.write_bytes(b"of the unit")
    second.unlink()
    undo.main(book)
    assert "sẽ xóa 10 tệp" in book.app.questions[-1]
    assert f"Giữ lại 1 tệp đã có người sửa: {first.name}" in book.app.alerts[-1]
    assert list(folder.iterdir()) == [first]


def test_while_one_file_is_open_none_is_undone_and_it_is_named(cut_files, monkeypatch) -> None:
    book, folder = cut_files
    opened_one = sorted(folder.iterdir())[3]
    before = in_folder(folder)
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == opened_one:
            raise PermissionError("in use")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    undo.main(book)
    assert "không xóa được tệp này" in book.app.alerts[-1] and opened_one.name in book.app.alerts[-1]
    assert in_folder(folder) == before
    monkeypatch.undo()
    undo.main(book)
    assert in_folder(folder) == {}


def refuse_the_fifth(monkeypatch: pytest.MonkeyPatch) -> None:
    save = written_files.save_atomically

    def full(path: Path, data: bytes, **options: bool) -> None:
        if path.name.startswith("05"):
            raise Problem(Text("ổ đĩa hết chỗ", "the disk is full"))
        save(path, data, **options)

    monkeypatch.setattr(written_files, "save_atomically", full)


def test_if_one_file_cannot_be_written_none_is_left(opened, demo_files, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    refuse_the_fifth(monkeypatch)
    book = opened(demo_files[RIGHT])
    book.app.answers = [str(folder)]
    unit_files.main(book)
    assert "ổ đĩa hết chỗ" in book.app.alerts[0]
    assert in_folder(folder) == {}
    undo.main(book)
    assert "Không có lần bấm nào" in book.app.alerts[-1]


def test_a_workbook_never_saved_cannot_undo_its_files_and_that_is_said(opened, demo_files, tmp_path: Path) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book = opened(demo_files[RIGHT])
    book.api.Path = ""
    book.app.answers = [str(folder)]
    unit_files.main(book)
    assert "Sổ chưa lưu lần nào nên “Hoàn tác lần trước” không xóa được" in book.app.questions[-1]
    assert len(in_folder(folder)) == 12
    assert kept(book) == []


def test_again_over_files_that_were_filled_in_keeps_what_units_wrote(cut_files, opened, demo_files) -> None:
    _, folder = cut_files
    path = folder / UNIT_FILE
    cell = entry(path)
    fill_in(path, cell, 12)
    before = in_folder(folder)
    book = opened(given_more(demo_files[RIGHT]))
    book.app.answers = [str(folder), "1", "no"]
    unit_files.main(book)
    assert "Trong đó ghi thay 12 tệp cũ" in book.app.questions[-1]
    assert "Giữ nguyên 1 ô đơn vị đã ghi" in book.app.questions[-1]
    assert read_book(path)[UNIT].value(cell.row, cell.column) == 12
    assert read_manifest(folder / "phieu.json").manifest.issue == 2
    after = in_folder(folder)
    undo.main(book)
    assert "sẽ ghi lại 12 tệp như trước" in book.app.questions[-1]
    assert in_folder(folder) == before
    redo.main(book)
    assert in_folder(folder) == after


def test_only_units_whose_quota_changed(cut_files, opened, demo_files) -> None:
    _, folder = cut_files
    before = in_folder(folder)
    book = opened(given_more(demo_files[RIGHT]))
    book.app.answers = [str(folder), "2"]
    unit_files.main(book)
    assert "1 = tất cả 11 đơn vị; 2 = chỉ đơn vị có chỉ tiêu khác lần giao trước" in book.app.questions[0]
    assert book.app.defaults == ["1"]
    after = in_folder(folder)
    assert {name for name in after if after[name] != before[name]} == {UNIT_FILE, "phieu.json"}
    assert "THAY ĐỔI SO VỚI LẦN GIAO TRƯỚC" in str(contents(read_book(after[UNIT_FILE])).values())
    listed = read_manifest(folder / "phieu.json").manifest
    assert sorted(unit.issue for unit in listed.units) == [1] * 10 + [2]


def test_nothing_is_written_where_no_quota_changed(cut_files) -> None:
    book, folder = cut_files
    before = in_folder(folder)
    book.app.answers = [str(folder), "2"]
    unit_files.main(book)
    assert "Không đơn vị nào có chỉ tiêu khác lần giao trước" in book.app.alerts[-1]
    assert in_folder(folder) == before


def test_only_units_of_the_selected_rows(opened, demo_files, tmp_path: Path) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book = opened(demo_files[RIGHT])
    book.select_areas(SHEET, "B10:C11", "A13:A13")
    book.app.answers = [str(folder), "2"]
    unit_files.main(book)
    chosen = [read_book(demo_files[RIGHT])[SHEET].value(row, 2) for row in (10, 11, 13)]
    assert f"2 = 3 đơn vị ở các dòng đang chọn ({', '.join(map(str, chosen))})" in book.app.questions[0]
    written = read_manifest(folder / "phieu.json").manifest
    assert [unit.unit for unit in written.units] == chosen
    assert len(in_folder(folder)) == 4


def test_a_pdf_beside_each_file_is_made_by_excel(opened, demo_files, tmp_path: Path) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book = opened(demo_files[RIGHT])
    book.select(SHEET, "B10")
    book.app.answers = [str(folder), "2", "yes"]
    unit_files.main(book)
    pdf = folder / Path(UNIT_FILE).with_suffix(".pdf")
    assert UNIT.encode() in pdf.read_bytes() and len(book.app.exported) == 1
    assert "Sẽ ghi 3 tệp" in book.app.questions[-1] and pdf.name in book.app.questions[-1]
    undo.main(book)
    assert in_folder(folder) == {}


def test_where_excel_makes_no_pdf_nothing_is_written(opened, demo_files, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    book = opened(demo_files[RIGHT])
    book.app.refuses_export = True
    book.app.answers = [str(folder), "yes"]
    unit_files.main(book)
    assert "Excel không xuất được PDF" in book.app.alerts[-1] and "01 Phước Long.xlsx" in book.app.alerts[-1]
    assert in_folder(folder) == {}


@pytest.mark.parametrize(("name", "pdf"), [(UNIT_FILE, "no"), ("02 Đồng Xoài.pdf", "yes")])
def test_a_file_that_is_no_unit_sheet_is_left_alone(opened, demo_files, tmp_path: Path, name: str, pdf: str) -> None:
    folder = tmp_path / "phiếu"
    folder.mkdir()
    (folder / name).write_bytes(b"somebody's")
    book = opened(demo_files[RIGHT])
    book.app.answers = [str(folder), pdf]
    unit_files.main(book)
    assert "không phải phiếu do tiện ích cắt" in book.app.alerts[-1] and name in book.app.alerts[-1]
    assert in_folder(folder) == {name: b"somebody's"}


def test_what_cannot_be_carried_over_is_named_before(cut_files) -> None:
    book, folder = cut_files
    fill_in(folder / UNIT_FILE, CellRef(UNIT, 1, 12), "ghi thêm")
    before = in_folder(folder)
    book.app.answers = [str(folder), "1", "no", "cancel"]
    unit_files.main(book)
    assert "KHÔNG chuyển sang phiếu mới được 1 chỗ" in book.app.questions[-1]
    assert f"{UNIT}!L1 = ghi thêm" in book.app.questions[-1]
    assert in_folder(folder) == before


def test_old_files_too_big_to_be_held_are_said_and_nothing_filled_in_is_lost(cut_files, monkeypatch) -> None:
    book, folder = cut_files
    monkeypatch.setattr(written_files, "MOST_HELD", 1000)
    book.app.answers = [str(folder), "1", "no", "cancel"]
    unit_files.main(book)
    assert "MB nên “Hoàn tác lần trước” không giữ và trả lại được" in book.app.questions[-1]
    fill_in(folder / UNIT_FILE, CellRef(UNIT, 1, 12), "ghi thêm")
    before = in_folder(folder)
    book.app.answers = [str(folder), "1", "no"]
    unit_files.main(book)
    assert "chưa ghi tệp nào: 1 chỗ đã ghi" in book.app.alerts[-1] and f"{UNIT}!L1" in book.app.alerts[-1]
    assert in_folder(folder) == before


def test_if_writing_over_old_files_fails_they_are_as_they_were(cut_files, monkeypatch) -> None:
    book, folder = cut_files
    before, held = in_folder(folder), kept(book)
    refuse_the_fifth(monkeypatch)
    book.app.answers = [str(folder), "1", "no"]
    fill_in(folder / UNIT_FILE, entry(folder / UNIT_FILE), 3)
    before = in_folder(folder)
    unit_files.main(book)
    assert "ổ đĩa hết chỗ" in book.app.alerts[-1]
    assert in_folder(folder) == before
    assert ".zip" not in held and kept(book).count(".zip") == 0


def test_old_files_that_were_held_and_are_gone_are_no_reason_to_delete(cut_files) -> None:
    book, folder = cut_files
    fill_in(folder / UNIT_FILE, entry(folder / UNIT_FILE), 3)
    book.app.answers = [str(folder), "1", "no"]
    unit_files.main(book)
    after = in_folder(folder)
    [held] = (Path(book.fullname).parent / "ban-sao-chi-tieu").glob("*.zip")
    held.write_bytes(b"no zip")
    undo.main(book)
    assert "không đọc được các tệp cũ đã giữ" in book.app.alerts[-1] and held.name in book.app.alerts[-1]
    assert in_folder(folder) == after
