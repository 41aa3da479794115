"""Reasons read well in both languages."""

from xl_addin.engine import reasons
from xl_addin.engine.reasons import carried, in_words, is_carried, reason


def test_a_reason_with_its_detail() -> None:
    text = in_words(reason(reasons.UNKNOWN_FUNCTION, "FOO"))
    assert text.en == "function not supported: FOO"
    assert text.vi == "hàm không được hỗ trợ: FOO"


def test_a_carried_reason_names_the_first_cell_only() -> None:
    once = carried("Sổ [1]!A1", reason(reasons.MISSING_SHEET, "GĐ3"))
    assert carried("Sổ [1]!B1", once) == once
    assert is_carried(once)
    assert in_words(once).vi == "phụ thuộc ô Sổ [1]!A1: không có trang tính: GĐ3"


def test_every_kind_has_words() -> None:
    kinds = [
        value
        for name, value in vars(reasons).items()
        if name.isupper() and isinstance(value, str) and value != reasons.DEPENDS_ON
    ]
    assert kinds
    for kind in kinds:
        assert in_words(kind).vi != kind
