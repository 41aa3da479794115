"""How long and deep a formula may be."""

from xl_addin.formula.excel_limits import is_too_deep, is_too_long


def test_the_longest_formula_has_8192_characters() -> None:
    assert not is_too_long("=" + "1" * 8_192)
    assert is_too_long("1" * 8_193)


def test_functions_stand_within_functions_64_levels_deep() -> None:
    def nested(levels: int, between: str = "") -> str:
        return f"ABS({between}" * levels + "1" + ")" * (levels + len(between) * levels)

    assert not is_too_deep(nested(64))
    assert is_too_deep(nested(65))
    # Parentheses alone are no level, and what is closed is none any more.
    assert not is_too_deep(nested(64, "(("))
    assert not is_too_deep("+".join(["ABS(1)"] * 100))
