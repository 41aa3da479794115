"""`xl-addin recalc` on files: fresh values, comparison, what if, and what cannot be calculated."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from xl_addin.cli.commands.recalc import recalc
from xl_addin.problem import Problem
from xl_addin.workbook.reading.read import read_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Giai đoạn 1"
    sheet["C2"], sheet["D2"], sheet["D3"] = 500000, "=ROUND(C2*35%,0)", "=D2/3"
    sheet["D3"].number_format = "#,##0.0"
    made.create_sheet("Giai đoạn 2")["A1"] = "='Giai đoạn 1'!D2*2"
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(recalc, [*map(str, arguments), "--lang", "vi"], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_fresh_values_are_all_that_changes(book: Path, tmp_path: Path) -> None:
    result = run(book, "-o", tmp_path / "b.xlsx")
    assert result.output.splitlines() == [
        "3 ô công thức, tính được 3; 3 ô lưu kết quả khác với tính lại",
        f"Đã ghi {tmp_path / 'b.xlsx'}",
    ]
    before, after = parts(book), parts(tmp_path / "b.xlsx")
    changed = {name for name in before if before[name] != after[name]}
    # openpyxl asks for recalculation itself, so that even xl/workbook.xml stays.
    assert changed == {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert read_book(tmp_path / "b.xlsx").sheets[0].value(2, 4) == 175000
    assert run(tmp_path / "b.xlsx", "--check").return_value == 0


def test_stale_results_are_listed(book: Path, tmp_path: Path) -> None:
    run(book, "-o", tmp_path / "b.xlsx")
    stale = parts(tmp_path / "b.xlsx")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in stale.items():
            archive.writestr(name, content.replace(b">175000<", b">174999<"))
    (tmp_path / "c.xlsx").write_bytes(target.getvalue())
    result = run(tmp_path / "c.xlsx", "--check")
    assert result.return_value == 1
    assert result.output.splitlines()[0] == "Giai đoạn 1!D2: 174.999 → 175.000"


def test_what_if(book: Path) -> None:
    before = book.read_bytes()
    result = run(book, "--set", "Giai đoạn 1!C2=510000")
    assert result.return_value == 0
    assert result.output.splitlines() == [
        "Giai đoạn 1!D2: 175.000 → 178.500",
        "Giai đoạn 1!D3: 58.333,3 → 59.500,0",
        "Giai đoạn 2!A1: 350.000 → 357.000",
        "3 ô công thức, tính được 3; 3 ô thay đổi",
    ]
    assert book.read_bytes() == before


def test_what_cannot_be_calculated_is_said(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "=FOO(1)", "=A1+1"
    made.save(tmp_path / "a.xlsx")
    result = run(tmp_path / "a.xlsx")
    assert result.return_value == 2
    assert result.output.splitlines()[:2] == [
        "Sheet!A1: không tính được: hàm không được hỗ trợ: FOO",
        "Sheet!A2: không tính được: phụ thuộc ô Sheet!A1: hàm không được hỗ trợ: FOO",
    ]


def test_functions_of_our_own_are_known(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = "=CT_SONGAY(45097,45189)"
    made.save(tmp_path / "a.xlsx")
    assert run(tmp_path / "a.xlsx").return_value == 0


def test_a_dry_run_writes_nothing(book: Path, tmp_path: Path) -> None:
    assert "Sẽ ghi" in run(book, "-o", tmp_path / "b.xlsx", "--dry-run").output
    assert not (tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize("kind", ["sheet.macroEnabled.main", "template.main", "addin.macroEnabled.main"])
def test_macro_books_templates_and_add_ins_are_read(book: Path, tmp_path: Path, kind: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts(book).items():
            old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
            archive.writestr(name, content.replace(old, f"application/vnd.ms-excel.{kind}+xml".encode()))
    (tmp_path / "a.xlsm").write_bytes(target.getvalue())
    assert run(tmp_path / "a.xlsm").return_value == 0


def test_the_source_is_never_overwritten(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(Problem):
        run(book, "-o", book)
    assert book.read_bytes() == before


def test_of_old_formats_the_formulas_are_not_seen(tmp_path: Path, ods_book: Callable[..., bytes]) -> None:
    (tmp_path / "a.ods").write_bytes(ods_book([[1]]))
    with pytest.raises(Problem) as raised:
        run(tmp_path / "a.ods", "--check")
    assert ".xlsx" in raised.value.line("vi")
