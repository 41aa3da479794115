"""The officer's guide and the release checklist say what the code does."""

import importlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.excel.installing.doctor import all_checks
from xl_addin.excel.ribbon import buttons
from xl_addin.functions.registry import user_functions
from xl_addin.verify.explanations import explanations
from xl_addin.verify.rule import all_rules
from xl_addin.workbook.reading.read import read_book

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "huong-dan"
PAGES = (
    "api.md",
    "commands.md",
    "decree-30.md",
    "templates.md",
    "limits.md",
    "vba.md",
    "windows-checklist.md",
    "huong-dan/ham.md",
    "huong-dan/phat-hien.md",
    "huong-dan/su-co.md",
    "huong-dan/tu-lam-mau.md",
    "huong-dan/index.html",
)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    generate = importlib.import_module("generate")
    assert page(name) == generate.PAGES[name](), "run `python docs/generate.py`"


def test_every_released_code_is_explained_in_vietnamese() -> None:
    known = explanations()
    assert set(known.by_code) == {one.rule.code for one in all_rules()}
    assert {code[0] for code in known.by_code} == set(known.families)


def test_every_function_has_an_example_to_fill_down_before_any_other() -> None:
    text = page("huong-dan/ham.md")
    for function in user_functions():
        section = text.partition(f"\n## {function.name}\n")[2].partition("\n## ")[0]
        assert section.index("**Gõ một ô, chép xuống:**") < section.find("**Cả vùng một lần:**") % (len(section) + 1)
        assert f"`{function.examples[0].as_typed()}`" in section


def test_every_button_stands_in_the_guide_and_in_the_checklist() -> None:
    steps = importlib.import_module("guide.texts").data("buttons.yaml")
    assert set(steps) == {button.id for button in buttons()}
    guide = "".join(path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md"))
    for button in buttons():
        if button.id not in ("help", "about"):
            assert f"**{button.label.vi}**" in guide, button.id


def test_bold_words_that_are_labels_are_the_ribbons_own() -> None:
    """A label changed on the ribbon must not live on in the hand-written pages."""
    campaign = page("huong-dan/chien-dich.md")
    named = set(re.findall(r"bấm \*\*([^*]+)\*\*", campaign, re.IGNORECASE)) - {"OK"}
    assert named <= {button.label.vi for button in buttons()}
    assert len(named) >= 4


def test_all_the_doctor_can_say_is_in_the_guide() -> None:
    text = page("huong-dan/su-co.md")
    assert re.findall(r"^\| (P\d+) ", text, re.MULTILINE) == [one.code for one in all_checks()]
    assert "{" not in text


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.places: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.places += [place] if (place := given.get("id")) else []
        self.targets += [given.get("href") or ""] if tag == "a" and "href" in given else []
        self.pictures += [given.get("src") or ""] if tag == "img" else []


def test_the_web_page_needs_nothing_but_its_pictures() -> None:
    links = _Links()
    links.feed(page("huong-dan/index.html"))
    assert all(target.startswith("#") and target[1:] in links.places for target in links.targets), links.targets
    assert len(links.places) == len(set(links.places))
    for picture in links.pictures:
        assert (GUIDE / picture).is_file(), picture


def test_pictures_are_small_and_all_shown() -> None:
    guide = "".join(path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md"))
    pictures = list((GUIDE / "hinh").glob("*"))
    assert pictures
    for picture in pictures:
        assert picture.suffix == ".png" and picture.stat().st_size < 150_000, picture.name
        assert f"(hinh/{picture.name})" in guide, picture.name


def test_the_workbook_that_tries_the_functions_finds_them_right_here() -> None:
    book_of = importlib.import_module("guide.function_book")
    book = read_book(book_of.function_book())
    values = recalculate(book, functions=user_functions()).book[book_of.SUMMARY]
    rows = range(4, 4 + sum(len(function.examples) for function in user_functions()))
    assert {values.value(row, 5) for row in rows} == {book_of.RIGHT}
    assert {values.value(row, 1) for row in rows} == {function.name for function in user_functions()}
    assert values.value(1, 1) == "Mọi hàm cho kết quả đúng"


def test_the_workbook_says_when_a_function_is_wrong() -> None:
    book_of = importlib.import_module("guide.function_book")
    broken = [replace(one, body=lambda *_: 99) if one.name == "CT_TYLE" else one for one in user_functions()]
    values = recalculate(read_book(book_of.function_book()), functions=broken).book[book_of.SUMMARY]
    rows = range(4, 4 + sum(len(function.examples) for function in user_functions()))
    wrong = {values.value(row, 1) for row in rows if values.value(row, 5) == book_of.WRONG}
    assert wrong == {"CT_TYLE"}
    assert str(values.value(1, 1)).startswith("Có ")


def test_messages_quoted_in_the_guide_are_said_by_the_program() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (DOCS.parent / "xl_addin").rglob("*.py"))
    said = re.sub(r'"\s*\n\s*"', "", sources)
    for quoted in re.findall(r"^\| “([^”]+)” \|", page("huong-dan/su-co.md"), re.MULTILINE):
        assert all(part.strip() in said for part in quoted.split("…")), quoted
