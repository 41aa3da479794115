"""`huong-dan/index.html`: the whole guide as one page for a browser, which the ribbon's button opens.

An officer's PC has no reader of Markdown, so the page stands beside its pictures and needs nothing else.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guide.texts import text

_LINK = re.compile(r"^(?P<page>[\w-]+)\.md(?:#(?P<place>\w+))?$")


def web_page(pages: Sequence[tuple[str, str]]) -> str:
    """The page made of these (name without `.md`, Markdown), the index first; links between them lead within it."""
    titles = {name: markdown.partition("\n")[0].removeprefix("# ") for name, markdown in pages}
    links = "\n".join(f'<a href="#{name}">{_short(title)}</a>' for name, title in titles.items())
    sections = "\n".join(f'<section id="{name}">\n{_html(markdown)}</section>' for name, markdown in pages)
    return f"""\
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titles[pages[0][0]]}</title>
<style>
{text("guide.css")}</style>
</head>
<body>
<nav>
{links}
</nav>
<main>
{sections}
</main>
</body>
</html>
"""


def _short(title: str) -> str:
    return title.removesuffix(" sử dụng tiện ích Chỉ tiêu")


def _html(markdown: str) -> str:
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(markdown)
    for place, token in enumerate(tokens):
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["href"] = _within(str(child.attrs["href"]))
        if token.type == "heading_open" and token.tag == "h2":
            _give_id(token, tokens[place + 1].content)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _within(target: str) -> str:
    """A link to another page of the guide, or a place in one, as a link within the one page."""
    found = _LINK.match(target)
    return target if found is None else f"#{found['place'] or found['page']}"


def _give_id(token: Token, title: str) -> None:
    """The functions' sections are named after them, as the pages on the web do by themselves."""
    if title.startswith("CT_"):
        token.attrs["id"] = title.lower()
