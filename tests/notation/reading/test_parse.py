"""Every form of notation seen in published tables, and the place of what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.notation import NotationError, parse_notation, to_excel, to_text
from xl_addin.problem import Problem

TWELVE = [str(number) for number in range(1, 13)]
CELLS = {label: f"{letter}9" for label, letter in zip(TWELVE, "ABCDEFGHIJKL", strict=True)}


def meaning(text: str, labels: list[str] = TWELVE) -> tuple[str | None, str]:
    """Target and Excel formula of a notation that has one reading; columns 1 to 12 are A9 to L9."""
    notation = parse_notation(text)
    (reading,) = notation.readings(labels)
    return notation.target, to_excel(reading, lambda column: CELLS.get(column.label, f"<{column.label}>"))


@pytest.mark.parametrize(
    ("text", "target", "formula"),
    [
        ("7=4-5", "7", "D9-E9"),
        ("7 = 4 - 5", "7", "D9-E9"),
        ("7=4-5-6", "7", "D9-E9-F9"),
        ("8=2+3+4-5-6", "8", "B9+C9+D9-E9-F9"),
        ("(7)=(4)-(5)", "7", "D9-E9"),
        ("(7) = (4) - (5)", "7", "D9-E9"),
        ("[7]=[4]-[5]", "7", "D9-E9"),
        ("{7}={4}-{5}", "7", "D9-E9"),
        ("07=04-05", "7", "D9-E9"),
        ("4-5", None, "D9-E9"),
        ("=4-5", None, "D9-E9"),
        ("5=4/3*100", "5", "D9/C9*100"),
        ("(4)=(3)/(2)*100", "4", "C9/B9*100"),
        ("5=4/3x100%", "5", "D9/C9*100%"),
        ("(6)=(4)x(5)", "6", "D9*E9"),
        ("6=4X5", "6", "D9*E9"),
        ("6=4×5", "6", "D9*E9"),
        ("6 = 4 х 5", "6", "D9*E9"),
        ("7=5:4", "7", "E9/D9"),
        ("7=5÷4", "7", "E9/D9"),
        ("12=(10/11)/25", "12", "(J9/K9)/25"),
        ("8=(4/7)/65", "8", "(D9/G9)/65"),
        ("(5)=(3)/8", "5", "C9/8"),
        ("5=0,8*4", "5", "0.8*D9"),
        ("5=0.8*4", "5", "0.8*D9"),
        ("5=4*1.000.000", "5", "D9*1000000"),
        ("5=4/1,000", "5", "D9/1000"),
        ("5=4*1.234,5", "5", "D9*1234.5"),
        ("5=20%*4", "5", "20%*D9"),
        ("5=4/(80%)", "5", "D9/80%"),
        ("7=−4–5", "7", "-D9-E9"),
        ("7=4*(-5)", "7", "D9*(-E9)"),
        ("７＝４－５", "7", "D9-E9"),
        ("７＝（４－５）×６", "7", "(D9-E9)*F9"),
        ("7\u00a0=\u00a04\u2009-\u20095", "7", "D9-E9"),
        ("7=\n4-5", "7", "D9-E9"),
        ("\ufeff7=4-\u200b5", "7", "D9-E9"),
        ("7=4-5.", "7", "D9-E9"),
        ("4=1/3*100-100", "4", "A9/C9*100-100"),
        ("(4)=(1)/(3)*100-100", "4", "A9/C9*100-100"),
        ("7=4/3 (%)", "7", "D9/C9"),
        ("(7)=(4)/(3) (%)", "7", "D9/C9"),
        ("7=4/3*100\n(%)", "7", "D9/C9*100"),
        ("7=4/3 (lần)", "7", "D9/C9"),
        ("7=4-5 (triệu đồng)", "7", "D9-E9"),
        ("7=4-5 (+/-)", "7", "D9-E9"),
        ("(7)=(4)-(5) (+,-)", "7", "D9-E9"),
    ],
)
def test_forms_seen_in_tables(text: str, target: str | None, formula: str) -> None:
    assert meaning(text) == (target, formula)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("6=7+8+...+12", "SUM(G9:L9)"),
        ("6=7+8+…+12", "SUM(G9:L9)"),
        ("6=7+…+12", "SUM(G9:L9)"),
        ("6=7+8+ ... 12", "SUM(G9:L9)"),
        ("6=7+8+9...+12", "SUM(G9:L9)"),
        ("(6)=(7)+(8)+...+(12)", "SUM(G9:L9)"),
        ("6=12+11+...+7", "SUM(L9,K9,J9,I9,H9,G9)"),
        ("1=3+5+...+11", "SUM(C9,E9,G9,I9,K9)"),
        ("1=2+7+8+...+12", "B9+SUM(G9:L9)"),
        ("1=2-7-8-...-12", "B9-SUM(G9:L9)"),
        ("6=(7+8+...+12)/5", "SUM(G9:L9)/E9"),
        ("4=∑(5÷9)", "SUM(E9:I9)"),
        ("4=Σ(5:9)", "SUM(E9:I9)"),
        ("4=∑5÷9", "SUM(E9:I9)"),
        ("4=∑(5)÷(9)", "SUM(E9:I9)"),
        ("4=∑(5...9)", "SUM(E9:I9)"),
        ("4=∑(5÷9)-10", "SUM(E9:I9)-J9"),
        ("4=∑(5÷7;9)", "SUM(E9:G9,I9)"),
        ("4=∑(5+6+9)", "SUM(E9:F9,I9)"),
        ("4=∑(5,6,9)", "SUM(E9:F9,I9)"),
        ("4=SUM(5:9)", "SUM(E9:I9)"),
        ("Tổng (5÷9)", "SUM(E9:I9)"),
        ("Tổng (5)", "SUM(E9)"),
        ("4=Tổng các cột từ 5 đến 9", "SUM(E9:I9)"),
        ("4=TỔNG cột 5, cột 6 và cột 9", "SUM(E9:F9,I9)"),
    ],
)
def test_sums_over_many_columns(text: str, formula: str) -> None:
    assert meaning(text)[1] == formula


@pytest.mark.parametrize(
    "text",
    [
        "Cột 9 = Cột 3 + Cột 5 - Cột 7",
        "cột 9=cột 3+cột 5-cột 7",
        "cột (9) = cột (3) + cột (5) - cột (7)",
        "(cột 9) = (cột 3) + (cột 5) - (cột 7)",
        "Cột số 9 = Cột số 3 + Cột số 5 - Cột số 7",
        "Cột 9 = Cột 3 + 5 - 7",
        "Cột 9 bằng cột 3 cộng với cột 5 trừ đi cột 7.",
        "Co\u0323\u0302t 9 = Co\u0323\u0302t 3 + Co\u0323\u0302t 5 - Co\u0323\u0302t 7",
        "CỘT 9 = CỘT 3 + CỘT 5 – CỘT 7",
        "Column 9 = Column 3 + Column 5 - Column 7",
        "Còn lại phải thu (9) = (3) + (5) - (7)",
        "(9 = 3 + 5 - 7)",
        "9 (=3+5-7)",
    ],
)
def test_prose(text: str) -> None:
    assert meaning(text) == ("9", "C9+E9-G9")


@pytest.mark.parametrize(
    ("text", "target", "formula"),
    [
        ("I=II+III", "I", "<II>+<III>"),
        ("XI=X-IX", "XI", "<X>-<IX>"),
        ("(I)=(II)x(III)", "I", "<II>*<III>"),
        ("I=II+III+...+VI", "I", "SUM(<II>,<III>,<IV>,<V>,<VI>)"),
        ("C=A+B", "C", "<A>+<B>"),
        ("C=AxB", "C", "<A>*<B>"),
        ("C = A X B", "C", "<A>*<B>"),
        ("A=B+C+...+F", "A", "SUM(<B>,<C>,<D>,<E>,<F>)"),
        ("c=a+b", "c", "<a>+<b>"),
        ("1a=1b+1c", "1a", "<1b>+<1c>"),
        ("A1=A2+A3", "A1", "<A2>+<A3>"),
        ("5=1ax2", "5", "<1a>*B9"),
    ],
)
def test_letters_and_roman_numerals_are_columns(text: str, target: str, formula: str) -> None:
    assert meaning(text) == (target, formula)


def test_one_number_of_a_notation_taken_as_a_constant() -> None:
    def constants(text: str) -> list[str]:
        return [to_text(reading) for reading in parse_notation(text).readings_as_constants(TWELVE)]

    assert constants("6=5/4") == ["5/4", "5/4"]
    four_as_number = parse_notation("6=5/4").readings_as_constants(TWELVE)[1]
    assert to_excel(four_as_number, lambda column: CELLS[column.label]) == "E9/4"
    assert constants("(6)=(5)/4") == []
    assert constants("6=5") == []


def test_second_level_numbers_are_columns_where_the_table_has_them() -> None:
    labels = ["7.1", "7.2", "7.3"]
    assert meaning("7.1=7.2+7.3", labels) == ("7.1", "<7.2>+<7.3>")
    assert meaning("(7.1)=(7.2)*0.5", labels) == ("7.1", "<7.2>*0.5")
    assert meaning("1.1.1=1.1.2*2", ["1.1.2"]) == ("1.1.1", "<1.1.2>*2")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("7=", 2),
        ("7=4-", 4),
        ("7=4 5", 4),
        ("7=(4-5", 6),
        ("7=4-5)", 5),
        ("7=(4-5]", 6),
        ("7=4-*5", 4),
        ("7=8=9", 3),
        ("4-5=7", 0),
        ("7=4²", 3),
        ("7=4-năm", 4),
        ("７＝４－năm", 4),
        ("Cô\u0323t 7 = Cô\u0323t", 13),
        ("7=4/3%", 4),
        ("7=(4/3)%", 7),
        ("7=4*1.125", 4),
        ("6=2+7+...+12", 6),
        ("6=7+8*2+...+12", 8),
        ("6=7+8+...+0,5", 6),
        ("6=7+8+...+11/2", 12),
        ("4=∑(9÷5)", 5),
        ("4=∑(5-9)", 5),
        ("4=∑", 3),
        ("4=∑(1÷300)", 5),
        ("7=4+" + "1" * 31, 4),
    ],
)
def test_errors_point_at_the_fault(text: str, position: int) -> None:
    with pytest.raises(NotationError) as caught:
        parse_notation(text)
    assert caught.value.position == position


def test_an_error_is_a_problem_in_both_languages() -> None:
    with pytest.raises(Problem) as caught:
        parse_notation("7=4-năm")
    assert caught.value.line("vi") == (
        "Không đọc được “năm” trong công thức cột; chỉ dùng số cột, số và các phép + - × :"
    )
    assert "năm" in caught.value.line("en")


def test_what_cannot_be_printed_is_named_by_its_code_point() -> None:
    with pytest.raises(NotationError, match=r"U\+D800"):
        parse_notation("7=\ud800")


SIGNS = "0123456789IVXABCabcx.,…+-−–*/:÷×()[]{}=%∑Σ \u00a0\u0323\u0302;~~①½²７＝ộđĐ"
WORDS = ["cột", "Tổng", "từ", "đến", "và", "số", "cộng", "bằng", "(%)", "...", "min", "100%", "_", "phase1.3"]


@given(st.text() | st.text(SIGNS, max_size=40) | st.lists(st.sampled_from(WORDS + list(SIGNS))).map("".join))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        notation = parse_notation(text)
    except NotationError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert 1 <= len(notation.readings(TWELVE)) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500,
        "(" * 500 + "4" + ")" * 500,
        "-" * 8000 + "4",
        "4" + "-5" * 4000,
        "4" * 8000,
        "1." * 4000,
        "=" * 8000,
        "I" * 8000,
        "ax " * 2600,
        "(a" * 4000,
        "Cột " * 2000,
        "∑(" + "1;" * 3999 + "1)",
        "7+...+8" * 1100,
        "o\u0323\u0302" * 2600,
        "\u0302" * 8000,
        "ﷺ" * 8000,
        "4" * 100_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_long_and_deep_texts_are_refused_with_a_place(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_notation(text)
    assert 0 <= caught.value.position <= len(text)


def test_the_largest_notations_that_are_read() -> None:
    nested = parse_notation("(" * 64 + "4-5" + ")" * 64)
    assert meaning(nested.text) == (None, "(D9-E9)")
    many = parse_notation("+".join(["4"] * 151))
    (reading,) = many.readings(TWELVE)
    assert to_excel(reading, lambda _: "D9") == "+".join(["D9"] * 151)
