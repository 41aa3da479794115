from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_typed_total_among_calculated_ones(book_file: Make, fixed: Make, changes: Make) -> None:
    data = book_file({"D7": 3500})
    assert changes(fixed(data)) == {}
    result = fixed(data, unsafe=True)
    assert changes(result) == {"D7": "=SUM(D3:D6)"}
    assert result.remaining == ()


def typed(changed: dict[str, object]) -> dict[str, object]:
    figures = {3: (1000, 400, 600), 4: (2000, 500, 1500), 5: (3000, 1500, 1500), 6: (4000, 1000, 3000)}
    cells: dict[str, object] = {"F2": 6, "C7": 10000, "D7": 3400, "E7": 6600}
    for row, values in figures.items():
        cells |= {f"{letter}{row}": value for letter, value in zip("CDE", values, strict=True)}
        cells[f"F{row}"] = None
    return cells | {"F7": None} | changed


def test_in_a_typed_table_only_where_nothing_but_the_total_can_be_wrong(
    book_file: Make, fixed: Make, changes: Make
) -> None:
    assert changes(fixed(book_file(typed({"E7": 7700})), unsafe=True)) == {"E7": 6600}
    assert changes(fixed(book_file(typed({"C7": 12000})), unsafe=True)) == {}
