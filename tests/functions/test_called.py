from xl_addin.functions.called import PREFIX, functions_called
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import Book, Column, Sheet


def book(formula: str) -> Book:
    return Book("x.xlsx", (Sheet("Khác", {1: Column({1: "CT_"})}), Sheet("Bảng", {3: Column({}, {7: formula})})))


def test_the_registry_is_for_books_that_call_it() -> None:
    assert functions_called(book("=SUM(A1:A9)")) == ()
    assert functions_called(book("=1+ct_songay(A1,B1)")) == user_functions()
    assert functions_called(book("=[1]!CT_PHANBO(10,A1:A3,1)")) == user_functions()


def test_every_name_begins_alike() -> None:
    assert all(function.name.startswith(PREFIX) for function in user_functions())
