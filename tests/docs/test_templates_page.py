"""The page of templates: every filter is there, and its examples give what they say."""

import importlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from xl_addin.shipped import shipped_folder
from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment

DOCS = Path(__file__).parents[2] / "docs"


def texts() -> Mapping[str, Any]:
    return importlib.import_module("guide.texts").data("templates.yaml")  # type: ignore[no-any-return]


def test_every_filter_is_described_and_no_other() -> None:
    assert set(texts()["filters"]) == set(Environment(Budget()).filter_names)


def test_examples_give_what_they_say() -> None:
    environment, data = Environment(Budget()), texts()["data"]
    examples = [each for about in texts()["filters"].values() for each in about["examples"]]
    assert len(examples) > 40
    for write, gives in examples:
        assert str(environment.expression(write)(data)) == gives, write


@pytest.mark.parametrize("word", ["{%tr", "{%tc", "{%ts", "endfor", "group x in xs", "JXLS", "`vn_words`"])
def test_the_page_names_tags_filters_and_other_engines(word: str) -> None:
    assert word in importlib.import_module("guide.templates_page").templates_page()


def test_the_gallery_shows_every_shipped_template_and_its_result() -> None:
    examples = importlib.import_module("guide.template_examples")
    shipped = {path.stem for path in shipped_folder("workbook_templates").glob("*.xlsx")}
    assert examples.GALLERY.keys() == shipped
    for picture in re.findall(r"\(images/(.*?)\)", examples.gallery()):
        assert (DOCS / "images" / picture).stat().st_size < 150_000, picture


def test_what_stands_in_a_result_is_what_the_program_makes() -> None:
    """A formula is told with its value, a marker row is gone."""
    results = importlib.import_module("guide.template_examples").results
    template = [["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"], ["=SUM(A2:A2)"]]
    [sheet] = results(template, {"xs": [2, 3]})
    assert (sheet.written, sheet.shown) == ([["2"], ["3"], ["`=SUM(A1:A2)` → 5"]], [["2"], ["3"], ["5"]])


def test_every_example_has_a_picture_as_the_program_makes_it() -> None:
    pictures = importlib.import_module("guide.template_examples").pictures()
    for chapter, docs in (("templates.md", ""), ("huong-dan/tu-lam-mau.md", "../")):
        shown = re.findall(r"\]\(([^)]*\.svg)\)", (DOCS / chapter).read_text(encoding="utf-8"))
        assert shown == [f"{docs}{name}" for name in pictures]
    for name, draw in pictures.items():
        assert (DOCS / name).read_text(encoding="utf-8") == draw(), "run `python docs/generate.py`"


@pytest.mark.parametrize(
    "word", ["set ", "else", "group ", "{%tc for", "{%tb for", " across", "batch(", "loop.changed(", "{{= ", "{%ts for"]
)
def test_every_part_of_the_language_has_an_example(word: str) -> None:
    examples = importlib.import_module("guide.texts").data("template_examples.yaml")
    assert any(word in str(cell) for one in examples for row in one["template"] for cell in row)
