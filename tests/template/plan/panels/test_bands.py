"""How many lines of the result each line takes where panels stand in it."""

from xl_addin.template.plan.panels.bands import PanelNeed, room_of_lines


def test_a_band_is_as_high_as_the_highest_of_its_panels() -> None:
    assert room_of_lines([True, False, False, True], [PanelNeed(1, 3, 5), PanelNeed(1, 3, 2)]) == [1, 1, 4, 1]


def test_lines_that_only_panels_need_go_with_them() -> None:
    assert room_of_lines([True, False, False, True], [PanelNeed(1, 3, 1)]) == [1, 1, 0, 1]
    assert room_of_lines([False, False], [PanelNeed(0, 2, 0)]) == [0, 0]


def test_what_stands_beside_a_panel_stays() -> None:
    assert room_of_lines([False, True, False], [PanelNeed(0, 3, 1)]) == [0, 1, 0]


def test_panels_that_begin_in_different_lines_both_have_room() -> None:
    assert room_of_lines([False] * 4, [PanelNeed(0, 2, 4), PanelNeed(1, 4, 3)]) == [1, 3, 0, 0]
