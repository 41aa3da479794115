from dataclasses import replace

from xl_addin.excel.addin_file.vba_modules import function_wrappers
from xl_addin.excel.addin_file.wrapper_text import WizardEntry, wizard_entries, wrapper_text
from xl_addin.functions.registry import UserFunction
from xl_addin.language import Text

MadeUp = tuple[UserFunction, ...]


def test_a_wrapper_hands_everything_on_and_knows_what_may_be_left_out(made_up: MadeUp) -> None:
    assert wrapper_text(made_up[:2]) == (
        "Public Function CT_GAPDOI(so, Optional them)\n"
        '    CT_GAPDOI = Calculated("CT_GAPDOI", Array(so, them))\n'
        "End Function\n"
        "\n"
        "Public Function CT_TEN()\n"
        '    CT_TEN = Calculated("CT_TEN", Array())\n'
        "End Function\n"
    )


def test_the_module_declares_its_variables_and_has_windows_line_ends(made_up: MadeUp) -> None:
    lines = function_wrappers(made_up).split("\r\n")
    assert lines[:2] == ['Attribute VB_Name = "ChiTieuWrappers"', "Option Explicit"]
    assert lines.count("End Function") == len(made_up)


def test_the_wizard_gets_the_vietnamese_texts(made_up: MadeUp) -> None:
    assert wizard_entries(made_up)[0] == WizardEntry(
        "CT_GAPDOI",
        "Chỉ tiêu",
        "Gấp đôi một số rồi cộng thêm.",
        ("Số cần gấp đôi", "Số cộng thêm; bỏ trống là 0"),
    )


def test_long_help_is_cut_to_what_excel_takes(made_up: MadeUp) -> None:
    argument = replace(made_up[2].arguments[0], help=Text("đ" * 300, ""))
    (entry,) = wizard_entries([replace(made_up[2], summary=Text("ơ" * 300, ""), arguments=(argument,))])
    assert entry.description == "ơ" * 255
    assert entry.arguments == ("đ" * 255,)
