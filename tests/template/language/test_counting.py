"""What would be huge is refused before there is memory for it."""

import tracemalloc

import pytest

from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.limits import LimitError

MOST_BYTES = 8_000_000
HUGE = [
    "range(40000) | join('a' * 32767)",
    "range(40000) | map('string') | join('a' * 32767)",
    "'a' * 10 ** 9",
    "('a' * 30000) * 30000",
    "'a' * 32767 ~ 'a' * 32767",
    "('a' * 20000) + ('a' * 20000)",
    "[0] * 10 ** 8",
    "[[0] * 32767] * 32767",
    "[['a' * 32767] * 32767] | string",
    "(['a' * 32767] * 30) | map('upper') | list | string",
    "(['a' * 32767] * 32767) | map('upper') | list",
    "([range(100000) | list] * 32767) | map('sum') | list",
    "([[0] * 1000] * 1000) | sum(start=[])",
    "9 ** 9999",
    "(2 ** 4000) * (2 ** 4000)",
    "range(10 ** 9) | list",
    "range(10 ** 30)",
    "range(0, -10 ** 9, -1) | list",
    "1 | round(10 ** 9, 'floor')",
]


def environment() -> Environment:
    return Environment(Budget())


@pytest.mark.parametrize("source", HUGE)
def test_an_expression_is_refused_before_its_result_is_made(source: str) -> None:
    evaluate = environment().expression(source)
    tracemalloc.start()
    try:
        with pytest.raises(LimitError):
            evaluate({})
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(9999) %}{{ 'a' * 32767 }}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in [[0] * 9999] %}{% for b in [[a, a, a, a, a, a, a]] %}{{ [b, b, b] }}{% endfor %}{% endfor %}",
    ],
)
def test_a_text_is_refused_before_it_is_made(source: str) -> None:
    render = environment().text(source)
    tracemalloc.start()
    try:
        with pytest.raises(LimitError):
            render({})
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("range(3) | join(', ')", "0, 1, 2"),
        ("units | map(attribute='n') | sum", 6),
        ("units | sum(attribute='n')", 6),
        ("units | map(attribute='n') | join('-')", "1-2-3"),
        ("'a' ~ 1 ~ none", "a1None"),
        ("[1, 2] + [3]", [1, 2, 3]),
        ("'-' * 20", "-" * 20),
        ("2.345 | round(2)", 2.35),
        ("2.5 | round | int", 3),
        ("'a,b'.split(',')", ["a", "b"]),
        ("range(100000) | list | length", 100_000),
        ("units | selectattr('n', 'gt', 1) | list | length", 2),
        ("units | groupby('n') | length", 3),
    ],
)
def test_the_everyday_goes_through(source: str, expected: object) -> None:
    units = [{"n": number} for number in (1, 2, 3)]
    assert environment().expression(source)({"units": units}) == pytest.approx(expected)


def test_nothing_reads_as_nothing_in_a_text() -> None:
    assert environment().text("a {{ x }}b{{ none }}")({"x": None}) == "a b"


def test_every_expression_has_its_own_budget() -> None:
    evaluate = environment().expression("range(100000) | list | length")
    assert [evaluate({}) for _ in range(20)] == [100_000] * 20
