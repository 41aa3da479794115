"""Every rule has its page, under fixed headings, and docs/rules says what the modules say."""

from pathlib import Path

import pytest

from xl_addin.reports.rule_page import HEADINGS, index, page, page_in_both, sections_of, summary_of
from xl_addin.verify.rule import RegisteredRule, all_rules

DOCS = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("registered", all_rules(), ids=lambda one: one.rule.code)
def test_a_rule_is_explained_under_every_heading(registered: RegisteredRule) -> None:
    assert summary_of(registered).endswith(".")
    sections = sections_of(registered)
    assert tuple(sections) == HEADINGS
    assert all(len(text) > 20 for text in sections.values())


@pytest.mark.parametrize("registered", all_rules(), ids=lambda one: one.rule.code)
def test_a_page_has_not_drifted(registered: RegisteredRule) -> None:
    written = (DOCS / f"{registered.rule.code}.md").read_text(encoding="utf-8")
    assert written == page_in_both(registered), "run `python docs/generate.py`"


def test_the_index_lists_every_page_and_no_other() -> None:
    assert (DOCS / "README.md").read_text(encoding="utf-8") == index(), "run `python docs/generate.py`"
    assert {path.stem for path in DOCS.glob("*.md")} == {one.rule.code for one in all_rules()} | {"README"}
    assert all(f"[{one.rule.code}]" in index() for one in all_rules())


def test_each_language_has_its_own_page() -> None:
    registered = next(one for one in all_rules() if one.rule.code == "V304")
    assert "## Why it is bad" in page(registered, "en")
    assert not any("](" in page(one, "vi") for one in all_rules())
    assert "Cộng dồn cột bình quân" in page(registered, "vi") and "## Cách sửa" in page(registered, "vi")
