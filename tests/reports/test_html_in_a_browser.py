"""What the page does when somebody reads it: filters, explanations on click and by keyboard, its security policy."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book

Browse = Callable[..., str]
# Steps leave what they saw in the title.
LEAVE = "document.title = JSON.stringify(saw);"


@pytest.fixture(scope="module")
def page(published: Callable[..., Book]) -> str:
    return render([CheckedFile("cong-bo.xlsx", verify_book(published()))], "html", "vi")


def seen(document: str) -> Any:
    found = re.search(r"<title>(.*?)</title>", document, re.DOTALL)
    assert found
    return json.loads(unescape(found[1]))


def test_the_script_is_the_only_one_the_page_lets_run(browser: Browse, page: str) -> None:
    assert 'id="filter" hidden' not in browser(page)
    meddled = page.replace("</body>", "<script>document.title = 'meddled'</script><img src=x onerror=alert(1)></body>")
    assert "<title>meddled" not in browser(meddled)


def test_filters_by_severity_code_and_sheet(browser: Browse, page: str) -> None:
    steps = """
    const shown = () => [...document.querySelectorAll("ol.findings > li:not([hidden])")].map((li) => li.dataset.code);
    const set = (name, value) => { filter.elements[name].value = value; filter.dispatchEvent(new Event("input")); };
    const filter = document.getElementById("filter");
    const saw = [shown().length];
    set("code", "V304"); saw.push(shown());
    saw.push(document.querySelectorAll(".found:not(.passed-over)").length);
    set("sheet", "Giai đoạn 2"); saw.push(shown());
    saw.push(filter.querySelector("output").textContent);
    set("code", ""); set("sheet", "");
    filter.querySelector("[value=error]").click(); saw.push(shown());
    """
    saw = seen(browser(page, steps + LEAVE))
    assert saw == [9, ["V304", "V304"], 2, ["V304"], "Hiện 1/9 phát hiện", ["U501", "U501"]]


def test_a_click_on_a_cell_explains_it(browser: Browse, page: str) -> None:
    steps = """
    const panel = document.getElementById("panel");
    const saw = [panel.hidden];
    [...document.querySelectorAll("td.found")].find((td) => td.textContent.endsWith("500.000")).click();
    saw.push(panel.hidden, panel.textContent.includes("500.001"), panel.textContent.includes("Cách sửa"));
    saw.push(panel.textContent.includes("Nghĩa là"), document.activeElement.id);
    panel.querySelector("[name=close]").click();
    saw.push(panel.hidden, document.activeElement.className);
    """
    assert seen(browser(page, steps + LEAVE)) == [True, False, True, True, True, "panel", True, "mark"]


def test_all_of_it_works_by_keyboard(browser: Browse, page: str) -> None:
    steps = """
    const panel = document.getElementById("panel");
    const key = (name) => document.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
    const code = () => panel.querySelector(".what").textContent.replace(/\\s+/g, " ").trim();
    const first = document.querySelector("a.mark");
    first.focus(); first.click();
    const saw = [first.tabIndex, code()];
    key("ArrowRight"); saw.push(code());
    key("ArrowLeft"); saw.push(code());
    key("ArrowLeft"); saw.push(panel.hidden);
    key("Escape"); saw.push(panel.hidden, document.activeElement === first);
    """
    first = "Lỗi V302 · Ô D20"
    assert seen(browser(page, steps + LEAVE)) == [0, first, "Lỗi V302 · Ô G20", first, False, True, True]


def test_in_print_everything_is_there_but_the_controls(browser: Browse, page: str) -> None:
    steps = """
    const rules = [...document.styleSheets[0].cssRules].filter((rule) => rule.media?.mediaText === "print");
    const hidden = rules.flatMap((rule) => [...rule.cssRules]).filter((rule) => rule.style?.display === "none");
    const saw = hidden.map((rule) => rule.selectorText);
    """
    assert "form.filter, #panel" in seen(browser(page, steps + LEAVE))
