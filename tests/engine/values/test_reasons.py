"""Reasons read well in both languages."""

from xl_addin.engine.values import reasons
from xl_addin.engine.values.reasons import carried, in_words, is_carried, kind_of, reason


def test_a_reason_with_its_detail() -> None:
    text = in_words(reason(reasons.UNKNOWN_FUNCTION, "FOO"))
    assert text.en == "function not supported: FOO"
    assert text.vi == "hàm không được hỗ trợ: FOO"


def test_a_carried_reason_names_the_first_cell_only() -> None:
    once = carried("Sổ [1]!A1", reason(reasons.MISSING_SHEET, "GĐ3"))
    assert carried("Sổ [1]!B1", once) == once
    assert is_carried(once)
    assert in_words(once).vi == "phụ thuộc ô Sổ [1]!A1: không có trang tính: GĐ3"


def test_the_kind_of_a_reason() -> None:
    assert kind_of(reasons.CIRCULAR) == reasons.CIRCULAR
    assert kind_of(reason(reasons.EXTERNAL_LINK, "[1]S: x")) == reasons.EXTERNAL_LINK
    assert kind_of(carried("S!A1", reasons.CIRCULAR)) == reasons.DEPENDS_ON


def test_every_kind_has_words() -> None:
    kinds = [
        value
        for name, value in vars(reasons).items()
        if name.isupper() and isinstance(value, str) and value != reasons.DEPENDS_ON
    ]
    assert kinds
    for kind in kinds:
        assert in_words(kind).vi != kind
