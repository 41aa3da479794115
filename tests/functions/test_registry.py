import re
from pathlib import Path

import pytest

from xl_addin.functions.arguments import MISSING
from xl_addin.functions.registry import UserFunction, user_functions

FUNCTIONS = user_functions()
FROZEN = Path(__file__).parent / "released_names.txt"
# Function Wizard texts are no longer than this.
LONGEST_HELP = 255


def test_released_names_and_arguments_are_frozen() -> None:
    """A name once released stays, with its arguments in their order; new arguments come last and are optional."""
    found = {function.name: [argument.name for argument in function.arguments] for function in FUNCTIONS}
    for line in FROZEN.read_text(encoding="utf-8").splitlines():
        name, _, arguments = line.partition(": ")
        assert found[name][: len(arguments.split())] == arguments.split(), name
    assert set(found) == {line.partition(":")[0] for line in FROZEN.read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_each_function_describes_itself(function: UserFunction) -> None:
    assert re.fullmatch(r"CT_[A-Z]+", function.name)
    for text in (function.summary, *(argument.help for argument in function.arguments)):
        assert 0 < len(text.vi) <= LONGEST_HELP
        assert 0 < len(text.en) <= LONGEST_HELP
    names = [argument.name for argument in function.arguments]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    optional = [argument.default is not MISSING for argument in function.arguments]
    assert optional == sorted(optional), "optional arguments stand last"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_first_example_fills_down_and_one_of_them_is_an_array(function: UserFunction) -> None:
    assert not isinstance(function.examples[0].result, tuple)
    if function.name != "CT_KIEMTONG":
        assert any(isinstance(example.result, tuple) for example in function.examples)


def test_names_are_sorted_and_unique() -> None:
    names = [function.name for function in FUNCTIONS]
    assert names == sorted(set(names))
