"""A kind of block is one module: what it declares is all that reading, messages and expansion need."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from xl_addin.language import Text
from xl_addin.template.blocks import registry
from xl_addin.template.blocks.block_kind import Block, Growing, Keyword, KeywordRole, PartBlock, SheetBlock
from xl_addin.template.blocks.standing import ROWS, SHEETS
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.markers import MarkerError, Tag, tags

Render = Callable[..., Workbook]
Message = Callable[..., str]


def sheet_of(*cells: str) -> Workbook:
    book = Workbook()
    for cell in cells:
        book.worksheets[0].append((cell,))
    return book


def first_column(book: Workbook) -> list[object]:
    return [cell.value for cell in book.worksheets[0]["A"]]


def count(environment: Environment, tag: Tag) -> int:
    return int(tag.rest)


def expand(
    rows: Growing, block: Block, scope: Scope, path: tuple[int, ...], items: tuple[object, ...]
) -> None:  # fmt: skip
    assert isinstance(block.marker.means, int)
    for number in range(block.marker.means):
        rows.add(block.branches[0].contents, scope, (*path, number), (*items, number))


TIMES = PartBlock(
    rank=9,
    standings=(ROWS,),
    keywords=(
        Keyword("times", KeywordRole.OPENS, Text("số_lần", "number")),
        Keyword("endtimes", KeywordRole.CLOSES),
    ),
    read=count,
    expand=expand,
    repeats=True,
)
TWICE = SheetBlock(
    rank=10,
    standings=(SHEETS,),
    keywords=(Keyword("twice", KeywordRole.OPENS),),
    read=lambda environment, tag: lambda scope: [(turn, {**scope, "turn": turn}) for turn in (1, 2)],
)


@pytest.fixture
def more_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = (*registry.block_kinds(), TIMES, TWICE)
    monkeypatch.setattr(registry, "block_kinds", lambda: kinds)


@pytest.mark.usefixtures("more_kinds")
def test_another_kind_of_row_block_works_among_the_others(render: Render) -> None:
    book = sheet_of(
        "{%tr for x in xs %}", "{%tr times 2 %}", "{{ x }}", "{%tr endtimes %}", "{%tr endfor %}", "=SUM(A3:A3)",
    )  # fmt: skip
    assert first_column(render(book, xs=[5, 7])) == [5, 5, 7, 7, "=SUM(A1:A4)"]


@pytest.mark.usefixtures("more_kinds")
def test_another_kind_of_sheet_block_works(render: Render) -> None:
    book = sheet_of("{%ts twice %}", "{{ turn }}")
    book.worksheets[0].title = "{{ turn }}"
    rendered = render(book)
    assert [(sheet.title, sheet["A2"].value) for sheet in rendered] == [("1", 1), ("2", 2)]


@pytest.mark.usefixtures("more_kinds")
def test_messages_list_another_kind_too(problem: Message) -> None:
    message = problem(sheet_of("{%tz for x in xs %}"))
    assert "{%tr … %} for rows: for, if, group, set, times; {%tc" in message
    assert "{%ts … %} in A1 for sheets: for, if, twice" in message
    assert "set name = value, panel, endpanel, times number, endtimes, twice" in problem(sheet_of("{%tr while x %}"))
    assert "panel with endpanel, times with endtimes" in problem(sheet_of("{%tr times 2 %}"))
    assert "has no partner" in problem(sheet_of("{%tr times 2 %}", "{%tr endfor %}"))


def refusal(written: str, standing: object = ROWS) -> Text:
    [tag] = tags(written)
    with pytest.raises(MarkerError) as caught:
        registry.kind_of(tag, "T!A1", standing)  # type: ignore[arg-type]
    assert (caught.value.place, caught.value.written) == ("T!A1", written)
    return caught.value.text


def test_the_kinds_there_are_and_what_is_told_of_them() -> None:
    assert refusal("{%tz for x in xs %}") == Text(
        "thẻ chưa được hỗ trợ; có: {%tr … %} (dòng), {%tc … %} (cột): for, if, group, set; "
        "{%tb … %} (khối ô): for, if, group, panel; {%ts … %} (trang, ở ô A1): for, if",
        "not supported; there are {%tr … %} for rows, {%tc … %} for columns: for, if, group, set; "
        "{%tb … %} for panels: for, if, group, panel; {%ts … %} in A1 for sheets: for, if",
    )
    assert refusal("{%tr while x %}") == Text(
        "không hiểu thẻ; viết: for x in xs, else, endfor, if điều_kiện, elif điều_kiện, endif, group x in xs by x.y, "
        "endgroup, set tên = giá_trị, panel, endpanel",
        "cannot be understood; write for x in xs, else, endfor, if condition, elif condition, endif, "
        "group x in xs by x.y, endgroup, set name = value, panel, endpanel",
    )
    assert registry.unpaired() == Text(
        "thẻ này không có cặp: for đi với endfor, if đi với endif, group đi với endgroup, panel đi với endpanel",
        "has no partner: for goes with endfor, if with endif, group with endgroup, panel with endpanel",
    )


@pytest.mark.parametrize("written", ["{%tr for %}", "{%tr else x %}", "{%tr endif x %}"])
def test_a_keyword_needs_what_follows_it_and_nothing_else(written: str) -> None:
    assert "cannot be understood" in refusal(written).en


def test_a_tag_belongs_where_its_kind_stands() -> None:
    assert refusal("{%ts for x in xs %}").en == "{%ts … %} belongs into cell A1"
    assert refusal("{%tr for x in xs %}", None).en == "{%tr … %} must stand alone in its row"
    assert "cannot be understood" in refusal("{%ts endif %}", SHEETS).en
