from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from xl_addin.spec.model import Spec, SuppressionSpec
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.suppression import without_suppressed
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book

Make = Callable[..., Any]
WRONG = {(4, 5): 1505}


def outcome(book: Book, spec: Spec | None = None) -> tuple[list[Diagnostic], list[tuple[str, str]]]:
    verification = verify_book(book, spec)
    return list(verification.diagnostics), [(one.finding.code, one.reason) for one in verification.suppressed]


def commented(sheet: Any, comment: str, cell: tuple[int, int] = (4, 5)) -> Book:
    return Book("book.xlsx", (replace(sheet, comments={cell: comment}),))


@pytest.mark.parametrize(
    "comment",
    [
        "xl-addin: bỏ qua V301 – đang chờ số của huyện",
        "xl-addin: ignore V301 - đang chờ số của huyện",
        "Văn phòng:\nxl-addin: bỏ qua V301, V302 — đang chờ số của huyện\nghi chú khác",
        "XL-ADDIN : Bỏ qua V301: đang chờ số của huyện",
    ],
)
def test_a_comment_suppresses_the_finding_of_its_cell(small: Make, comment: str) -> None:
    kept, suppressed = outcome(commented(small(WRONG), comment))
    assert suppressed == [("V301", "đang chờ số của huyện")]
    assert {one.code for one in kept} <= {"C802"}


def test_an_unused_suppression_is_a_note_at_its_cell(small: Make) -> None:
    kept, suppressed = outcome(commented(small(), "xl-addin: bỏ qua V301 – lý do cũ"))
    assert [(one.code, one.cell, one.severity.name) for one in kept] == [("C802", "E4", "NOTE")]
    assert suppressed == []


@pytest.mark.parametrize(
    ("comment", "said"), [("xl-addin: bỏ qua V301", "thiếu lý do"), ("xl-addin: bỏ qua V999 – x", "không có mã này")]
)
def test_without_a_reason_or_a_code_it_has_no_effect(small: Make, comment: str, said: str) -> None:
    kept, suppressed = outcome(commented(small(WRONG), comment))
    assert [one.code for one in kept] == ["C802", "V301"]
    assert said in kept[0].message.vi
    assert suppressed == []


def test_another_cell_is_not_covered(small: Make) -> None:
    kept, _ = outcome(commented(small(WRONG), "xl-addin: bỏ qua V301 – nhầm ô", (5, 5)))
    assert [(one.code, one.cell) for one in kept] == [("V301", "E4"), ("C802", "E5")]


def test_ordinary_comments_say_nothing(small: Make) -> None:
    kept, suppressed = outcome(commented(small(WRONG), "Bỏ qua V301 khi in"))
    assert [one.code for one in kept] == ["V301"] and suppressed == []


def test_a_spec_suppresses_by_place(published: Make, spec: Spec) -> None:
    known = SuppressionSpec(code="V302", sheet="Giai đoạn 1", cell="D20", reason="đã công bố")
    anywhere = SuppressionSpec(code="V304", reason="đã công bố")
    kept, suppressed = outcome(published(), spec.model_copy(update={"suppressions": (known, anywhere)}))
    assert ("V302", "G20") in [(one.code, one.cell) for one in kept]
    assert [code for code, _ in suppressed] == ["V302", "V304", "V304"]
    by = {one.by for one in verify_book(published(), spec.model_copy(update={"suppressions": (known,)})).suppressed}
    assert by == {"spec"}
    assert "C802" not in {one.code for one in kept}


def test_a_rule_that_was_not_looked_for_leaves_no_unused_suppression(small: Make) -> None:
    book = commented(small(), "xl-addin: bỏ qua V301 – lý do")
    assert without_suppressed([], book, None, {"V302", "C802"}) == ([], ())
