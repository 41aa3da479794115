"""Expressions run with the names at hand, one scope after the other."""

import pytest

from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.faults import TemplateFault


def test_each_evaluation_sees_its_own_names_only() -> None:
    evaluate = Environment(Budget()).expression("x | default('-') ~ y | default('-')")
    assert [evaluate(scope) for scope in ({"x": 1}, {"y": 2}, {}, {"x": 3, "y": 4})] == ["1-", "-2", "--", "34"]


def test_a_name_of_the_data_comes_before_what_is_there_for_all() -> None:
    evaluate = Environment(Budget()).expression("range")
    assert evaluate({"range": 5}) == 5
    assert Environment(Budget()).expression("range(2) | list")({}) == [0, 1]


def test_a_scope_stays_as_it_is() -> None:
    scope = {"result": 7}
    environment = Environment(Budget())
    assert environment.expression("result + 1")(scope) == 8
    assert environment.text("{% for result in [1, 2] %}{{ result }}{% endfor %}{{ result }}")(scope) == "127"
    assert scope == {"result": 7}


def test_a_fault_in_one_evaluation_leaves_the_next_alone() -> None:
    render = Environment(Budget()).text("{{ 1 / n }}")
    with pytest.raises(TemplateFault, match="division by zero"):
        render({"n": 0})
    assert render({"n": 1}) == "1.0"
