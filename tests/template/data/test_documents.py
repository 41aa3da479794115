"""JSON and YAML as plain values."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from xl_addin.problem import Problem
from xl_addin.template.data import documents
from xl_addin.template.data.documents import json_value, yaml_value


def test_numbers_are_exact_and_dates_are_dates() -> None:
    assert json_value(b'{"a": 0.1, "b": 12345678901234567890, "c": "2023-12-15", "d": [null, true]}', "x.json") == {
        "a": Decimal("0.1"),
        "b": 12345678901234567890,
        "c": date(2023, 12, 15),
        "d": [None, True],
    }
    assert yaml_value("a: 0.1\nngày: 2023-12-15 08:30:00\n7: x\nm: '012'\n".encode(), "x.yaml") == {
        "a": Decimal("0.1"),
        "ngày": datetime(2023, 12, 15, 8, 30),
        "7": "x",
        "m": "012",
    }


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        (json_value, '{"a": 1,\n "a": 2}', "the name “a” stands twice"),
        (json_value, '{"a": 1,\n b}', "x:2: this is not valid JSON"),
        (json_value, '{"a": NaN}', "“NaN” is no usable number"),
        (json_value, '{"a": 1e999999999}', "“1e999999999” is no usable number"),
        (json_value, "[" * 100_000, "nested too deep"),
        (json_value, "[" * 200 + "]" * 200, "nested too deep"),
        (yaml_value, "a: 1\na: 2\n", "x:2: the name “a” stands twice"),
        (yaml_value, "a: [1\nb: 2", "this is not valid YAML"),
        (yaml_value, "a: !!python/object/apply:os.system ['true']", "this is not valid YAML"),
        (yaml_value, "a: &x [*x]", "nested too deep"),
        (yaml_value, "a: .inf", "is no usable number"),
    ],
)
def test_what_is_no_data_is_told(read: object, text: str, told: str) -> None:
    assert callable(read)
    with pytest.raises(Problem) as caught:
        read(text.encode(), "x")
    assert told in caught.value.line("en")


def test_a_bomb_of_anchors_is_counted_as_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_VALUES", 10_000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(Problem, match="too much data"):
        yaml_value("\n".join(lines).encode(), "x.yaml")
