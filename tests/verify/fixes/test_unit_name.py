import unicodedata
from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_accents_and_spaces(book_file: Make, fixed: Make, changes: Make) -> None:
    result = fixed(book_file({"B4": unicodedata.normalize("NFD", "Bình Minh"), "B6": "Đông  Hà "}))
    assert changes(result) == {"B4": "Bình Minh", "B6": "Đông Hà"}
    assert result.remaining == ()
