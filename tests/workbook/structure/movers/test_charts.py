"""Charts show the cells they showed, and what they keep of them is right."""

import pytest
from fixtures.books import RawBook
from fixtures.shifted_parts import moved_by, there_and_back, with_parts

from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.movers.charts import MOVER

SHEET, DRAWING, PART = "xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
INSERTED, DELETED = Shift("S", "rows", 5, 2), Shift("S", "rows", 5, -2)
CHART = '<c:chartSpace xmlns:c="c" xmlns:c15="c15">{}</c:chartSpace>'


def book(raw_book: RawBook, chart: str, kind: str = "chart") -> bytes:
    return with_parts(raw_book(), (SHEET, "drawing", DRAWING, "<d/>"), (DRAWING, kind, PART, CHART.format(chart)))


def moved(raw_book: RawBook, chart: str, shift: Shift, kind: str = "chart") -> str:
    before, after = CHART.split("{}")
    xml = moved_by(MOVER, book(raw_book, chart, kind), shift).read(PART).decode()
    return xml.removeprefix(before).removesuffix(after)


@pytest.mark.parametrize(
    "place",
    [
        "<c:ser><c:tx><c:strRef><c:f>{}</c:f></c:strRef></c:tx></c:ser>",
        "<c:cat><c:multiLvlStrRef><c:f>{}</c:f></c:multiLvlStrRef></c:cat>",
        "<c:errBars><c:plus><c:numRef><c:f>{}</c:f></c:numRef></c:plus></c:errBars>",
        "<c:valAx><c:title><c:tx><c:strRef><c:f>{}</c:f></c:strRef></c:tx></c:title></c:valAx>",
        "<c15:datalabelsRange><c15:f>{}</c15:f></c15:datalabelsRange>",
        "<c15:dlblFieldTableEntry><c15:f>{}</c15:f></c15:dlblFieldTableEntry>",
        "<c:strRef><c:extLst><c:ext><c15:fullRef><c15:sqref>{}</c15:sqref></c15:fullRef></c:ext></c:extLst></c:strRef>",
    ],
)
def test_every_place_of_a_chart_follows(raw_book: RawBook, place: str) -> None:
    for before, inserted, deleted in (
        ("S!$B$5", "S!$B$7", "#REF!"),
        ("S!$B$2:$B$9", "S!$B$2:$B$11", "S!$B$2:$B$7"),
        ("(S!$B$2,S!$B$9)", "(S!$B$2,S!$B$11)", "(S!$B$2,S!$B$7)"),
        ("T!$B$5", "T!$B$5", "T!$B$5"),
        ("[1]S!$B$5", "[1]S!$B$5", "[1]S!$B$5"),
    ):
        assert moved(raw_book, place.format(before), INSERTED) == place.format(inserted)
        assert moved(raw_book, place.format(before), DELETED) == place.format(deleted)


def test_the_newer_kind_of_chart_follows(raw_book: RawBook) -> None:
    data = '<cx:numDim xmlns:cx="x" type="val"><cx:f dir="row">{}</cx:f><cx:nf>{}</cx:nf>{}</cx:numDim>'
    level = '<cx:lvl ptCount="{}" formatCode="General"><cx:pt idx="0">1</cx:pt><cx:pt idx="{}">2</cx:pt></cx:lvl>'
    before = data.format("S!$B$4:$B$5", "S!$B$9", level.format(2, 1))
    assert moved(raw_book, before, INSERTED, "chartEx") == data.format("S!$B$4:$B$7", "S!$B$11", level.format(4, 3))


def series(formula: str, count: int, **points: int) -> str:
    kept = "".join(f'<c:pt idx="{at}"><c:v>{name}</c:v></c:pt>' for name, at in points.items())
    return f'<c:numRef><c:f>{formula}</c:f><c:numCache><c:ptCount val="{count}"/>{kept}</c:numCache></c:numRef>'


def test_kept_values_stand_where_their_cells_are_now(raw_book: RawBook) -> None:
    before = series("S!$B$3:$B$6", 4, three=0, four=1, five=2, six=3)
    assert moved(raw_book, before, INSERTED) == series("S!$B$3:$B$8", 6, three=0, four=1, five=4, six=5)
    assert moved(raw_book, before, Shift("S", "rows", 3, -2)) == series("S!$B$3:$B$4", 2, five=0, six=1)
    assert moved(raw_book, before, Shift("S", "rows", 1, 2)) == before.replace("$3:$B$6", "$5:$B$8")
    several = series("(S!$B$1,S!$B$4:$B$5)", 3, one=0, four=1, five=2)
    assert moved(raw_book, several, INSERTED) == series("(S!$B$1,S!$B$4:$B$7)", 5, one=0, four=1, five=4)
    assert moved(raw_book, several, DELETED) == series("(S!$B$1,S!$B$4:$B$4)", 2, one=0, four=1)
    # A total's series takes the new line in, which is empty yet.
    stretched = Shift("S", "rows", 7, 1, stretch=True)
    assert moved(raw_book, before, stretched) == series("S!$B$3:$B$7", 5, three=0, four=1, five=2, six=3)
    assert there_and_back(MOVER, book(raw_book, before), INSERTED) == ({PART}, frozenset())


def test_values_that_cannot_be_told_apart_are_not_kept(raw_book: RawBook) -> None:
    assert moved(raw_book, series("S!$B$3:$C$6", 8, one=0), INSERTED) == ("<c:numRef><c:f>S!$B$3:$C$8</c:f></c:numRef>")
    gone = moved(raw_book, series("(S!$B$5,S!$B$9)", 2, one=0), DELETED)
    assert gone == "<c:numRef><c:f>(#REF!,S!$B$7)</c:f></c:numRef>"
    assert moved(raw_book, series("S!$B$5", 1, one=0), DELETED) == "<c:numRef><c:f>#REF!</c:f></c:numRef>"


def test_levels_of_categories_keep_their_values(raw_book: RawBook) -> None:
    levels = (
        "<c:multiLvlStrRef><c:f>{}</c:f><c:multiLvlStrCache><c:ptCount val='{}'/><c:lvl><c:pt idx='0'/><c:pt idx='{}'/>"
        "</c:lvl><c:lvl><c:pt idx='0'/></c:lvl></c:multiLvlStrCache></c:multiLvlStrRef>"
    )
    found = moved(raw_book, levels.format("S!$A$4:$B$5", 2, 1), INSERTED)
    assert found.replace('"', "'") == levels.format("S!$A$4:$B$7", 4, 3)


def test_a_chart_of_another_file_s_data_is_left_alone(raw_book: RawBook) -> None:
    outside = f"{series('S!$B$3:$B$6', 1)}<c:externalData/>"
    assert moved(raw_book, outside, INSERTED) == outside


def test_what_is_drawn_on_a_chart_follows(raw_book: RawBook) -> None:
    shapes = '<c:userShapes xmlns:c="c"><cdr:sp xmlns:cdr="d" textlink="{}"/></c:userShapes>'
    before = with_parts(
        book(raw_book, ""), (PART, "chartUserShapes", "xl/drawings/drawing2.xml", shapes.format("S!$B$5"))
    )
    assert moved_by(MOVER, before, INSERTED).read("xl/drawings/drawing2.xml").decode() == shapes.format("S!$B$7")
