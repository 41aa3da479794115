import pytest

from xl_addin.excel.addin_file.vba_names import check_names
from xl_addin.excel.addin_file.wrapper_text import Wrappers


def test_the_wrappers_xlwings_writes_pass(wrappers: Wrappers) -> None:
    check_names(wrappers.text)
    check_names("Function CT_CONG(dau, ParamArray so())\n")


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("Function CT_A(do)", "do in CT_A is no name VBA takes"),
        ("Function CT_A(ten, Optional To)", "To in CT_A"),
        ("Function CT_A(application)", "application in CT_A"),
        ("Function CT_A(_so)", "_so in CT_A"),
        ("Function Loop(so)", "Loop in Loop"),
        ("Function CT2024(so)", "CT2024 is the address of a cell"),
        ("Function R1C1(so)", "R1C1 is the address of a cell"),
        ("Function CT_A(so, SO)", "two arguments of one name"),
        ("Function CT_A(ct_a)", "two arguments of one name"),
        ("Function CT_A()\nFunction ct_a()", "ct_a stands there 2 times"),
    ],
)
def test_names_excel_or_vba_would_refuse(declaration: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_names(f"{declaration}\n")
