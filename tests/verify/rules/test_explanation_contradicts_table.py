import pytest

from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import read_inputs
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.formula.cells import CellRef
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Value
from xl_addin.workbook.reading.read import read_book


@pytest.fixture(scope="module")
def book() -> Book:
    spec = load_spec("binh_phuoc")
    figures = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv"
    return read_book(campaign_workbook(spec, read_inputs(spec, open_source(str(figures)))), file="b.xlsx")


def found(book: Book, changed: dict[tuple[str, int, int], Value]) -> list[tuple[str, str, str | None]]:
    """The findings of V307 and V308 in the book with these cells changed."""
    new = book.with_values({CellRef(sheet, row, column): value for (sheet, row, column), value in changed.items()})
    return [(one.code, one.sheet or "", one.cell) for one in verify_book(new).diagnostics if one.code >= "V307"]


def test_a_book_that_agrees(book: Book) -> None:
    assert found(book, {}) == []


def test_a_parameter_changed_alone(book: Book) -> None:
    assert found(book, {("Tham số", 5, 3): 510000}) == [("V307", "Giai đoạn 1", "D21")]


def test_a_quota_moved_from_one_unit_to_another(book: Book) -> None:
    changed = {("Giai đoạn 1", 9, 4): 28212, ("Giai đoạn 1", 10, 4): 52642}
    assert ("V308", "Cách chia", "H6") in found(book, changed)


def test_an_explanation_that_says_another_whole(book: Book) -> None:
    line = "Chia 510.000 theo cột 3, không vượt cột 3; phần dư lớn nhất."
    assert found(book, {("Cách chia", 4, 1): line}) == [("V308", "Cách chia", "A4")]
