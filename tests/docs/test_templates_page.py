"""The page of templates: every filter is there, and its examples give what they say."""

import importlib
from collections.abc import Mapping
from typing import Any

import pytest

from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment


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
