"""The plainest text that says what an expression means."""

import pytest

from xl_addin.notation import parse_formula, parse_notation, to_text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("7 = (4) − (5)", "7=4-5"),
        ("12=(10/11)/25", "12=(10/11)/25"),
        ("12=10:11:25", "12=10/11/25"),
        ("7=(4-5)", "7=(4-5)"),
        ("6=7+8+...+12", "6=∑(7÷12)"),
        ("6=7+9+...+13", "6=∑(7;9;11;13)"),
        ("5=4/3x100%", "5=4/3*100%"),
        ("(5)=(3)/3", "(5)=(3)/3"),
        ("5=0.8*4", "5=0,8*4"),
        ("5=1,1250*4", "5=1,1250*4"),
        ("I=II-III", "I=II-III"),
    ],
)
def test_canonical_notation(text: str, canonical: str) -> None:
    notation = parse_notation(text)
    (reading,) = notation.readings([])
    assert to_text(reading, target=notation.target) == canonical


def test_brackets_where_a_number_could_be_taken_for_a_column() -> None:
    labels = [str(number) for number in range(1, 26)]
    as_column, as_constant = parse_notation("12=(10/11)/25").readings(labels)
    assert to_text(as_column, labels, "12") == "(12)=((10)/(11))/(25)"
    assert to_text(as_constant, labels, "12") == "(12)=((10)/(11))/25"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("min({7},12500)", "min({7}, 12500)"),
        ("{phase1.3} - {phase1.4}", "{phase1.3}-{phase1.4}"),
        ("20% * target", "20%*target"),
        ("ROUND({4}*0.2)", "round({4}*0.2, 0)"),
        ("{4} - {5}", "4-5"),
        ("{4} / 80%", "{4}/80%"),
    ],
)
def test_what_no_notation_can_say_is_a_formula(formula: str, text: str) -> None:
    assert to_text(parse_formula(formula)) == text
