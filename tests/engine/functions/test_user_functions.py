"""Functions of our own in a book: handed to `recalculate`, unknown without."""

from collections.abc import Callable
from datetime import date
from typing import Any

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.model.book import Book, CellError, Unsupported, Value

MakeBook = Callable[..., Book]


class Told:
    """A made-up function that gives back what it was given, as text."""

    name = "CT_KE"
    takes_dates = False

    def call(self, *given: object) -> object:
        return repr(given)


class Pair:
    """A made-up function with an array of two rows, a date, an error value and an empty cell."""

    name = "CT_DOI"
    takes_dates = True

    def call(self, *given: object) -> object:
        return ((given[0], date(2024, 6, 20)), (CellError("#NUM!"), None))


class Broken:
    """A made-up function that does what none should."""

    name = "CT_HONG"
    takes_dates = False

    def call(self, *given: object) -> object:
        raise RuntimeError("broken")


FUNCTIONS = (Told(), Pair(), Broken())


def calculated(book: Book, place: str = "Z99") -> Value:
    values = recalculate(book, functions=FUNCTIONS).values
    return {str(ref).partition("!")[2]: value for ref, value in values.items()}[place]


def test_without_the_registry_it_is_an_unknown_function(make_book: MakeBook) -> None:
    value = recalculate(make_book({"A1": "=CT_KE(1)"})).values[CellRef("Sheet1", 1, 1)]
    assert value == Unsupported("unknown function: CT_KE")


def test_values_ranges_errors_and_arguments_left_out(make_book: MakeBook) -> None:
    cells = {"A1": 1, "A2": "hai", "B1": True, "B2": CellError("#N/A")}
    assert calculated(make_book({**cells, "Z99": "=CT_KE(A1:B2,,C9,0,)"})) == repr(
        (((1.0, True), ("hai", CellError("#N/A"))), None, ((None,),), 0.0, None)
    )
    assert calculated(make_book({"Z99": "=ct_ke()"})) == "()"


def test_a_result_goes_on_into_other_functions(make_book: MakeBook) -> None:
    assert calculated(make_book({"Z99": '=IF(CT_KE(1)="(1.0,)",SUM(CT_DOI(5))*2,0)'})) == CellError("#NUM!")
    assert calculated(make_book({"Z99": "=LEN(CT_KE())+1"})) == 3


def test_an_array_fills_its_area(make_book: MakeBook, make_sheet: Any) -> None:
    sheet = make_sheet("Sheet1", {"A1": "=CT_DOI(5)"}, arrays={(1, 1): Area(1, 1, 2, 3)})
    values = recalculate(make_book(sheet), functions=FUNCTIONS).values
    found = {(ref.row, ref.column): value for ref, value in values.items()}
    error, missing = CellError("#NUM!"), CellError("#N/A")
    assert found == {(1, 1): 5, (1, 2): 45463, (1, 3): missing, (2, 1): error, (2, 2): "", (2, 3): missing}


def test_an_array_in_one_cell_is_refused(make_book: MakeBook) -> None:
    assert isinstance(calculated(make_book({"Z99": "=CT_DOI(5)"})), Unsupported)


def test_the_prefix_of_an_addin_that_is_a_link(make_book: MakeBook) -> None:
    assert calculated(make_book({"Z99": '=[1]!CT_KE("[1]!CT_KE(")'})) == repr(("[1]!CT_KE(",))
    assert calculated(make_book({"Z99": "='C:\\chi-tieu.xlam'!CT_KE(1)"})) == "(1.0,)"
    assert isinstance(calculated(make_book({"Z99": "=[1]!KHAC(1)"})), Unsupported)


def test_a_defined_name_that_calls_one_as_files_write_it(make_book: MakeBook) -> None:
    for call in ("CT_KE(1)", "[1]!CT_KE(1)", "_xludf.CT_KE(1)"):
        assert calculated(make_book({"Z99": "=Kết_quả"}, defined_names={"Kết_quả": call})) == "(1.0,)"


def test_dates_counted_from_1904_are_refused(make_book: MakeBook) -> None:
    assert isinstance(calculated(make_book({"Z99": "=INDEX(CT_DOI(5),1,1)"}, date_system=1904)), Unsupported)
    assert calculated(make_book({"Z99": "=CT_KE(1)"}, date_system=1904)) == "(1.0,)"


def test_whole_columns_come_without_the_empty_cells_below(make_book: MakeBook) -> None:
    assert calculated(make_book({"A1": 1, "A2": 2, "B2": "=CT_KE(A:A)"}), "B2") == "(((1.0,), (2.0,)),)"
    assert isinstance(calculated(make_book({"A1": 1, "B2": "=SUM(CT_DOI(A:A))"}), "B2"), Unsupported)


def test_a_function_that_breaks_harms_only_its_cell(make_book: MakeBook) -> None:
    book = make_book({"A1": "=CT_HONG()", "Z99": "=CT_KE(1)"})
    assert isinstance(calculated(book, "A1"), Unsupported)
    assert calculated(book) == "(1.0,)"
