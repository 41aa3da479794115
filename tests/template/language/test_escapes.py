"""No way from a template to Python, the disk or the network: the known escapes from Jinja's sandbox, and bombs."""

from datetime import date
from fractions import Fraction

import pytest

from xl_addin.template.language import counting
from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.limits import LimitError

DATA = {
    "x": {"a": 1},
    "xs": [1, 2, 3],
    "s": "text",
    "day": date(2023, 12, 15),
    "f": Fraction(1, 3),
    "loop": {"index": 1},
}
ESCAPES = [
    "''.__class__.__mro__[1].__subclasses__()",
    "''['__class__']",
    "x['__class__']",
    "x.a.__class__",
    "xs.__init__.__globals__",
    "(1).__class__.__base__",
    "day.__reduce__()",
    "day.replace(year=1)",
    "day.strftime('%Y' * 9999)",
    "day.__class__",
    "f.__class__.from_float",
    "f.limit_denominator()",
    "s.format(1)",
    "s.format_map(x)",
    "'{0.__class__}'.format(1)",
    "s.encode()",
    "s.translate(x)",
    "s.join(xs)",
    "s.zfill(10**9)",
    "s.expandtabs(10**9)",
    "s.center(10**9)",
    "s.__mod__(1)",
    "'%s' % x",
    "x.get.__self__",
    "x.items.__func__",
    "x.update({'a': 2})",
    "x.pop('a')",
    "x.clear()",
    "xs.append(1)",
    "xs.sort()",
    "xs.extend(xs)",
    "range.__class__",
    "range.__globals__",
    "picture.__globals__",
    "picture.__closure__",
    "self.__init__",
    "self._TemplateReference__context",
    "cycler.__init__.__globals__.os",
    "joiner",
    "namespace()",
    "lipsum.__globals__",
    "dict(a=1)",
    "config",
    "request",
    "__import__('os')",
    "open('/etc/passwd')",
    "eval('1')",
    "s | attr('__class__')",
    "s | format(1)",
    "s | xmlattr",
    "s | pprint",
    "s | tojson",
    "s | indent(10**9)",
    "s | center(10**9)",
    "s | wordwrap(1)",
    "s | urlize",
    "xs | random",
    "xs | map(attribute='__class__') | join",
    "xs | map('attr', '__class__') | list",
    "xs | sum(attribute='__class__')",
    "xs | groupby('__class__') | list",
    "xs | sort(attribute='__class__.__mro__')",
    "xs | selectattr('__class__.__mro__') | list",
    "xs | unique(attribute='__class__') | list",
    "xs | min(attribute='__class__')",
    "xs | join(',', attribute='__class__')",
    "loop.changed.__globals__",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_an_escape_ends_in_a_message_for_the_author(source: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        Environment(Budget()).expression(source)(DATA)
    assert caught.value.text.en.startswith(("not allowed in a template", "there is no ", "cannot be "))


@pytest.mark.parametrize(
    "text",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import path %}",
        "{% extends 'x' %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% call f() %}{% endcall %}",
        "{% filter upper %}{% endfilter %}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        "{% set a = 1 %}",
        "{% for a in xs recursive %}{{ loop(xs) }}{% endfor %}",
        "{% for a in xs %}{{ loop.__init__ }}{% endfor %}",
        "{% for a in xs %}{{ loop._iterable }}{% endfor %}",
    ],
)
def test_statements_that_reach_out_or_recur_are_not_there(text: str) -> None:
    with pytest.raises(TemplateFault):
        Environment(Budget()).text(text)(DATA)


@pytest.mark.parametrize(
    "source",
    [
        "xs | batch(10**9, 'x')",
        "xs | batch(10**9)",
        "range(100000) | batch(1, 'x') | map('list') | list | string",
        "('a' * 30000) | replace('a', 'a' * 30000)",
        "('a' * 30000) | replace('', 'bb')",
        "range(10**30)",
        "s * 10**9",
        "2 ** (10**6)",
        "(2 ** 4000) ** 2",
        "f ** (10**6)",
        "xs * 10**9",
        "'a' * 30000 | truncate(10**9, end='b' * 30000) ~ 'a' * 30000",
        "(" * 300 + "1" + ")" * 300,
        "[" * 300 + "]" * 300,
        "1" + "+1" * 499 + "-" * 20_000,
    ],
)
def test_a_bomb_is_refused(source: str) -> None:
    with pytest.raises(TemplateFault):
        Environment(Budget()).expression(source)(DATA)


class Clock:
    """A clock on which every look takes a second."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "monotonic", Clock())
    monkeypatch.setenv("XL_ADDIN_MAX_TEMPLATE_SECONDS", "3")


def test_time_runs_out_inside_one_expression(short: None) -> None:
    evaluate = Environment(Budget()).expression("range(100000) | map('string') | map('upper') | list")
    with pytest.raises(LimitError, match="takes more than 3 seconds"):
        evaluate({})


def test_time_runs_out_inside_one_text(short: None) -> None:
    render = Environment(Budget()).text("{% for a in range(2000) %}{% endfor %}")
    with pytest.raises(LimitError, match="takes more than 3 seconds"):
        render({})


def test_time_runs_out_over_many_small_expressions(short: None) -> None:
    evaluate = Environment(Budget()).expression("1 + 1")
    with pytest.raises(LimitError, match="takes more than 3 seconds"):
        for _ in range(2000):
            evaluate({})


def test_every_rendering_has_its_own_time(short: None) -> None:
    budget = Budget()
    evaluate = Environment(budget).expression("1 + 1")
    for _ in range(10):
        budget.restart()
        assert [evaluate({}) for _ in range(300)] == [2] * 300
