import sys
from pathlib import Path

import pytest

from xl_addin.excel.addin_file.vba_modules import udf_wrappers
from xl_addin.excel.addin_file.wrapper_text import WizardEntry, Wrappers, wrappers_of


def test_each_function_gets_a_wrapper_with_its_optional_arguments(wrappers: Wrappers) -> None:
    assert "Function CT_GAPDOI(so, Optional them)" in wrappers.text
    assert 'XLPy.CallUDF("made_up_functions", "CT_GAPDOI", Array(so, them), ActiveWorkbook' in wrappers.text
    assert wrappers.text.count("End Function") == 4


def test_the_wizard_gets_the_vietnamese_texts(wrappers: Wrappers) -> None:
    assert wrappers.wizard[0] == WizardEntry(
        "CT_GAPDOI",
        "Chỉ tiêu",
        "Gấp đôi một số rồi cộng thêm.",
        ("Số cần gấp đôi", "Số cộng thêm; bỏ trống là 0"),
    )
    assert [entry.name for entry in wrappers.wizard] == ["CT_GAPDOI", "CT_LOI", "CT_TEN", "CT_TONG"]


def test_a_failure_becomes_an_excel_error_not_a_text_in_the_cell(wrappers: Wrappers) -> None:
    source = udf_wrappers(wrappers.text)
    assert source.count("CT_LOI = CVErr(2015)\r\n") == 1
    assert "Err.Description" not in source


def test_a_result_is_looked_through_for_errors(wrappers: Wrappers) -> None:
    source = udf_wrappers(wrappers.text)
    assert 'CT_GAPDOI = ShownResult(XLPy.CallUDF("made_up_functions", "CT_GAPDOI", Array(so, them)' in source
    assert source.count("ShownResult(XLPy.CallUDF(") == source.count("XLPy.CallUDF(")


def test_long_help_is_cut_to_what_excel_takes(tmp_path: Path) -> None:
    (tmp_path / "long_help.py").write_text(
        f"import xlwings as xw\n@xw.func\n@xw.arg('a', doc='{'đ' * 300}')\ndef CT_DAI(a):\n    '''{'ơ' * 300}'''\n",
        encoding="utf-8",
    )
    (entry,) = wrappers_of("long_help", "chi-tieu.xlam", [tmp_path]).wizard
    assert entry.description == "ơ" * 255
    assert entry.arguments == ("đ" * 255,)


def test_a_module_that_cannot_be_imported_says_why(tmp_path: Path) -> None:
    (tmp_path / "broken_functions.py").write_text("import no_such_module\n")
    with pytest.raises(RuntimeError, match=r"broken_functions(.|\n)*no_such_module"):
        wrappers_of("broken_functions", "chi-tieu.xlam", [tmp_path])


def test_the_stand_ins_for_windows_stay_out_of_this_process(wrappers: Wrappers) -> None:
    assert wrappers.text
    assert "pythoncom" not in sys.modules or sys.platform == "win32"
