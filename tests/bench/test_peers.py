"""What docs/templates.md says of engines for templates is what they do: ours always, others where they are."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

REPOSITORY = Path(__file__).parents[2]
TEXTS = REPOSITORY / "docs" / "guide" / "texts"


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(REPOSITORY / "bench")
    return importlib.import_module("peers.measure")


def kept() -> Mapping[str, Mapping[str, str]]:
    content: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(TEXTS / "templates_measured.yaml")
    return content


@pytest.mark.parametrize("engine", ["xl-addin", "xltpl", "JXLS", "JXLS, strict", "xlsx-template"])
def test_what_was_measured_is_measured_again(measure: ModuleType, engine: str) -> None:
    try:
        found = measure.measured(engine)
    except measure.NotHere as reason:
        pytest.skip(str(reason))
    assert found == kept()[engine]


def test_nothing_is_wrong_with_ours(measure: ModuleType) -> None:
    assert [name for name, answer in kept()["xl-addin"].items() if measure.facts.WRONG in answer] == []


def test_every_question_is_a_row_and_what_others_tests_show_is_named(measure: ModuleType) -> None:
    rows = YAML(typ="safe").load(TEXTS / "templates_compared.yaml")["rows"]
    assert list(rows) == list(measure.QUESTIONS)
    assert all(bool(row["closedxml"]) == ("shown_by" in row) for row in rows.values())
