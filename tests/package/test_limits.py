"""The limits as the environment sets them."""

from dataclasses import fields

import pytest

from xl_addin.package.limits import Limits, current_limits, variable_of
from xl_addin.problem import Problem


def test_without_variables_the_defaults_hold() -> None:
    assert current_limits({}) == Limits() == current_limits({"XL_ADDIN_MAX_FILE_MB": " "})


def test_every_limit_has_a_variable() -> None:
    environment = {variable_of(limit): str(number) for number, limit in enumerate(fields(Limits), 7)}
    assert current_limits(environment) == Limits(*range(7, 7 + len(fields(Limits))))
    assert "XL_ADDIN_MAX_PART_MB" in environment


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "256 MB", "nhiều", "²", "9" * 5000])
def test_what_is_no_limit_is_refused_by_name(text: str) -> None:
    with pytest.raises(Problem) as caught:
        current_limits({"XL_ADDIN_MAX_RATIO": text})
    assert caught.value.place == "XL_ADDIN_MAX_RATIO"
    assert text[:40] in caught.value.text.vi
