import base64
import hashlib
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Sheet


class Page(HTMLParser):
    """The anchors, links and cells of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        self.loaded += [f"{tag} {found.get('src')}"] if "src" in found or tag == "link" else []
        if tag not in ("meta", "col", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(*sheets: Sheet, language: str = "vi") -> str:
    checked = CheckedFile("out/cong-bo.xlsx", verify_book(Book("cong-bo.xlsx", sheets)))
    return render([checked], "html", "vi" if language == "vi" else "en")


def test_every_finding_is_linked_with_its_cell_and_back(published: Callable[..., Book]) -> None:
    page = Page(page_of(*published().sheets))
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    # From the cell to its finding, from the finding to its cell and to what its code means.
    assert len(page.links) == 3 * 9


def test_tables_are_drawn_as_in_excel(published: Callable[..., Book]) -> None:
    html = page_of(*published().sheets)
    assert re.search(r'<th rowspan="2"[^>]*>Chỉ tiêu giao kích hoạt</th>', html)
    assert "12=(10/11)/25" in html and "862.985" in html
    assert re.search(r'class="cell num found error"[^>]*>(<a class="mark"[^>]*>\d+</a>)500.000</td>', html)
    assert "500.001" in html and "Cách sửa" in html


def test_nothing_is_loaded_from_elsewhere(published: Callable[..., Book]) -> None:
    html = page_of(*published().sheets)
    assert Page(html).loaded == []
    assert "url(" not in html and "@import" not in html and "http:" not in html and "https:" not in html
    assert "default-src 'none'" in html


def test_the_script_is_let_through_by_its_hash_alone(published: Callable[..., Book]) -> None:
    html = page_of(*published().sheets)
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in unescape(html)


def test_codes_are_explained_once_in_each_language(published: Callable[..., Book]) -> None:
    assert page_of(*published().sheets).count("Cộng dồn cột bình quân hoặc tỷ lệ") == 1
    english = page_of(*published().sheets, language="en")
    assert english.count("<b>Why it is bad:</b>") == 3 and "<code>12=(10/11)/25</code>" in english


def test_several_files_are_listed_first(small: Callable[..., Sheet]) -> None:
    files = [CheckedFile(name, verify_book(Book(name, (small(),)))) for name in ("a/b.xlsx", "a/c.xlsx")]
    page = Page(html := render(files, "html", "vi"))
    assert page.links == ["#f1", "#f2"] and set(page.links) <= {f"#{one}" for one in page.ids}
    assert "a/c.xlsx" in html


def test_every_text_of_the_file_is_escaped(small: Callable[..., Sheet]) -> None:
    attack = '<script>alert("x")</script>'
    changed = {(1, 3): attack, (4, 2): attack, (4, 5): '=IF(1=1,"<b>",1)'}
    html = page_of(small(changed, name="<i>Biểu</i>"))
    assert html.count("<script") == 1 and "<b>&" not in html and "<i>" not in html
    assert "&lt;script&gt;" in html


def test_an_unreadable_file_a_clean_one_and_one_without_tables(small: Callable[..., Sheet]) -> None:
    files = [
        CheckedFile("a.xlsx", problem=Problem(Text("tệp bị cắt cụt", "truncated file"))),
        CheckedFile("b.xlsx", verify_book(Book("b.xlsx", (small(),)))),
        CheckedFile("c.xlsx", verify_book(Book("c.xlsx", (Sheet("Trống"),)))),
    ]
    html = render(files, "html", "en")
    assert not Page(html).open
    assert "truncated file" in html and "No findings." in html and "S702" in html
