from fractions import Fraction

from xl_addin.verify.judging.words import plain, shortened, written


def test_a_figure_is_written_with_the_decimals_it_has() -> None:
    assert written(1.1243).vi == "1,1243"
    assert written(48692).vi == "48.692"
    assert written(Fraction(1, 3), 4).en == "0.3333"
    assert written(2.5, -3).en == "3"


def test_figures_nobody_can_read_are_written_as_excel_does() -> None:
    assert written(Fraction(10**308) * 10**308).vi == "1,0000E+616"
    assert plain(Fraction(10**617, 3)) == 10**617 // 3


def test_a_formula_that_fills_the_page_is_cut() -> None:
    assert shortened("=A1+B1") == "=A1+B1"
    assert len(shortened("=" + "+A1" * 2000)) < 130
