import pytest

from xl_addin.excel.addin_file.vba_names import check_names
from xl_addin.excel.addin_file.wrapper_text import wrapper_text
from xl_addin.functions.registry import user_functions


def test_the_registrys_functions_pass() -> None:
    check_names(wrapper_text(user_functions()))


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("Public Function CT_A(do)", "do in CT_A is no name VBA takes"),
        ("Public Function CT_A(ten, Optional To)", "To in CT_A"),
        ("Public Function CT_A(array)", "array in CT_A"),
        ("Public Function CT_A(_so)", "_so in CT_A"),
        ("Public Function Loop(so)", "Loop in Loop"),
        ("Public Function CT2024(so)", "CT2024 is the address of a cell"),
        ("Public Function R1C1(so)", "R1C1 is the address of a cell"),
        ("Public Function CT_A(so, SO)", "two arguments of one name"),
        ("Public Function CT_A(ct_a)", "two arguments of one name"),
        ("Public Function CT_A()\nPublic Function ct_a()", "ct_a stands there 2 times"),
    ],
)
def test_names_excel_or_vba_would_refuse(declaration: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_names(f"{declaration}\n")
