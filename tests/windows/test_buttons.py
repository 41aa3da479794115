"""What a button starts in the server, as far as it goes without Excel."""

from windows.excel import Excel

from xl_addin.excel.ribbon import buttons

# openpyxl, which writes new workbooks, imports NumPy for its types; under Wine that cannot be.
WITH_NUMPY = "new_campaign"


def test_the_macro_of_every_button_is_there_with_all_it_needs(excel: Excel) -> None:
    macros = [button.macro for button in buttons() if button.id != WITH_NUMPY]
    assert len(macros) == len(buttons()) - 1
    answers = excel([{"run": f"import {macro} as macro; macro.main"} for macro in macros])["answers"]
    assert answers == [None] * len(macros)


def test_xlwings_is_imported_with_the_first_button_and_without_its_paid_part(excel: Excel) -> None:
    loaded = {"tell": "sorted(name for name in __import__('sys').modules if name.startswith('xlwings.p'))"}
    before, _, after = excel([{"call": "CT_TYLE", "arguments": [1.0, 2.0]}, {"run": "import xlwings"}, loaded])[
        "answers"
    ]
    assert before == 0.5
    assert after == "[]"
