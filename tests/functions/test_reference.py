from pathlib import Path

from xl_addin.functions.reference import functions_page

PAGE = Path(__file__).parents[2] / "docs" / "functions.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == functions_page(), "run `python docs/generate.py`"


def test_examples_are_written_as_an_officer_types_them() -> None:
    page = functions_page()
    assert "`=CT_GIAOTHEM(1000;600;0,7;0,2;0,05)` → `200`" in page
    assert "`CT_PHANBO(chi_tieu; co_so; [k]; [phuong_phap]; [toi_thieu]; [toi_da])`" in page
