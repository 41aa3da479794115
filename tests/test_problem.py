"""A problem is one line: file, place, message."""

import pickle

from xl_addin.language import Text
from xl_addin.problem import Problem


def test_line_names_file_and_place() -> None:
    problem = Problem(Text("thiếu số", "a figure is missing"), file="bang.xlsx", place="Giai đoạn 1!D9")
    assert problem.line("vi") == "bang.xlsx: Giai đoạn 1!D9: thiếu số"
    assert problem.line("en") == "bang.xlsx: Giai đoạn 1!D9: a figure is missing"


def test_the_file_is_named_where_it_is_first_known() -> None:
    problem = Problem(Text("hỏng", "broken")).in_file("a.xlsx").in_file("b.xlsx")
    assert problem.line("en") == "a.xlsx: broken"


def test_a_problem_travels_between_processes() -> None:
    problem = Problem(Text("hỏng", "broken"), file="a.xlsx", place="S!A1")
    restored = pickle.loads(pickle.dumps(problem))
    assert restored.line("vi") == problem.line("vi") == "a.xlsx: S!A1: hỏng"
