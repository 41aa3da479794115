from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_figure_typed_over_a_formula_under_a_notation(book_file: Make, fixed: Make, changes: Make) -> None:
    result = fixed(book_file({"E4": 1400}))
    assert changes(result) == {"E4": "=C4-D4"}
    assert [one.code for one in result.fixed] == ["F202"]
    assert result.remaining == ()


def test_a_formula_against_the_notation(book_file: Make, fixed: Make, changes: Make) -> None:
    assert changes(fixed(book_file({"E5": "=C5+D5"}))) == {"E5": "=C5-D5"}


def test_a_whole_column_against_its_notation_may_mean_that_the_notation_is_wrong(
    book_file: Make, fixed: Make, changes: Make
) -> None:
    data = book_file({f"E{row}": f"=C{row}+D{row}" for row in range(3, 7)})
    careful = fixed(data)
    assert changes(careful) == {}
    assert [one.code for one in careful.unsafe] == ["F201"]
    assert changes(fixed(data, unsafe=True)) == {f"E{row}": f"=C{row}-D{row}" for row in range(3, 7)}


def unstated(book_file: Make, changed: dict[str, object]) -> bytes:
    data: bytes = book_file({"E2": 5, "F2": 6, **changed})
    return data


def test_without_a_notation_another_figure_may_be_meant(book_file: Make, fixed: Make, changes: Make) -> None:
    for changed, after in (({"E4": 1400}, {"E4": "=C4-D4"}), ({"E5": "=C5-D5-1"}, {"E5": "=C5-D5"})):
        data = unstated(book_file, changed)
        assert changes(fixed(data)) == {}
        assert changes(fixed(data, unsafe=True)) == after


def test_without_a_notation_the_same_figure_is_safe_to_calculate(book_file: Make, fixed: Make, changes: Make) -> None:
    assert changes(fixed(unstated(book_file, {"E4": 1500}))) == {"E4": "=C4-D4"}
