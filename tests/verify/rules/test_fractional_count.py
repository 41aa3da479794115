from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.spec.model import Spec

Make = Callable[..., Any]


def test_half_a_person(calculated: Make, findings: Make) -> None:
    found = findings(calculated({(3, 4): 400.5}))
    assert [(one.code, one.cell, one.actual) for one in found] == [("I404", "D3", 400.5)]
    assert found[0].severity.name == "WARNING"
    assert "400,5" in found[0].message.vi
    assert "400.5" in found[0].message.en


@pytest.mark.parametrize(
    "heading",
    [
        "Số người đã làm (nghìn người)",
        "Kinh phí (triệu đồng)",
        "Sản lượng",
        "Số lượng (tấn)",
        "Chỉ tiêu diện tích (ha)",
    ],
)
def test_what_is_measured_may_have_decimals(calculated: Make, found_in: Make, heading: str) -> None:
    assert "I404" not in [code for code, _ in found_in(calculated({(1, 4): heading, (3, 4): 400.5}))]


def test_a_column_of_fractions_counts_nothing_whole(calculated: Make, found_in: Make) -> None:
    half = {(row, 4): 400.5 + row for row in range(3, 7)}
    assert "I404" not in [code for code, _ in found_in(calculated(half))]


def test_a_fraction_by_formula_is_not_typed(calculated: Make, found_in: Make) -> None:
    assert "I404" not in [code for code, _ in found_in(calculated({(3, 4): "=801/2"}))]


def test_binary_noise_is_no_fraction(calculated: Make, found_in: Make) -> None:
    assert "I404" not in [code for code, _ in found_in(calculated({(3, 4): 400.00000001}))]


def test_a_thousand_times_too_small_is_told_as_that_alone(calculated: Make, found_in: Make) -> None:
    assert [code for code, _ in found_in(calculated({(4, 3): 2.105})) if code.startswith("I40")] == ["I402"]


def test_what_a_spec_calls_a_count(published: Make, findings: Make, spec: Spec) -> None:
    counted = _with_kind(spec, "count")
    fractions = {(row, 11): 1.5 for row in range(9, 20)}
    found = findings(*published(fractions).sheets, spec=counted)
    assert [one.cell for one in found if one.code == "I404"] == [f"K{row}" for row in range(9, 20)]


def test_what_a_spec_calls_a_ratio(published: Make, findings: Make, spec: Spec) -> None:
    found = findings(*published({(9, 11): 1.5}).sheets, spec=_with_kind(spec, "ratio"))
    assert "I404" not in [one.code for one in found]


def _with_kind(spec: Spec, kind: str) -> Spec:
    first, *others = spec.tables
    columns = [each.model_copy(update={"kind": kind}) if each.label == "11" else each for each in first.columns]
    return spec.model_copy(update={"tables": (first.model_copy(update={"columns": tuple(columns)}), *others)})
