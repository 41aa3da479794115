"""What an officer calls the thing that names cells somewhere in a part: a chart's series, a rule, a name, a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.structure.elements import Element, tree_of

_ON = Text("{what} ở trang “{sheet}”", "{what} on the sheet “{sheet}”")
_CHART = Text("biểu đồ “{name}”", "the chart “{name}”")
_NAMELESS_CHART = Text("biểu đồ", "a chart")
_SERIES = Text("{chart}, dãy số liệu “{name}”", "{chart}, series “{name}”")
_NUMBERED_SERIES = Text("{chart}, dãy số liệu thứ {name}", "{chart}, series {name}")
_CONDITION = Text("định dạng có điều kiện của {cells}", "the conditional format of {cells}")
_VALIDATION = Text("quy tắc nhập dữ liệu (Data Validation) của {cells}", "the data validation of {cells}")
_LINK = Text("liên kết ở ô {cells}", "the link in {cells}")
_SPARKLINE = Text("biểu đồ nhỏ (sparkline) ở ô {cells}", "the sparkline in {cells}")
_SPARKLINES = Text("trục ngày của biểu đồ nhỏ (sparkline)", "the date axis of sparklines")
_COLUMN = Text("cột “{name}” của bảng Excel “{table}”", "the column “{name}” of the Excel table “{table}”")
_TABLE = Text("bảng Excel “{name}”", "the Excel table “{name}”")
_PIVOT = Text("nguồn của bảng tổng hợp (PivotTable) “{name}”", "the source of the pivot table “{name}”")
_SHAPE = Text("hình “{name}”", "the shape “{name}”")
_SHAPE_LINK = Text("liên kết trên hình “{name}”", "the link on the shape “{name}”")
_CONTROL = Text("nút hoặc ô điều khiển", "a control")
_PARAMETER = Text("tham số của kết nối dữ liệu", "a parameter of a data connection")
_NAME = Text("tên “{name}”", "the name “{name}”")
_PRINT_AREA = Text("vùng in", "the print area")
_PRINT_TITLES = Text("dòng, cột lặp lại khi in (Print Titles)", "the print titles")
_FILTER_CRITERIA = Text("vùng điều kiện của bộ lọc nâng cao", "the criteria of the advanced filter")
_OTHER = Text("phần {part} (“{element}”)", "the part {part} (“{element}”)")
_BUILT_IN = {
    "_xlnm.Print_Area": _PRINT_AREA,
    "_xlnm.Print_Titles": _PRINT_TITLES,
    "_xlnm.Criteria": _FILTER_CRITERIA,
}


@dataclass(frozen=True)
class Holder:
    """A part in which something names cells: what leads to it, the sheet it is of (`""` for none), its elements.

    The elements of a chart are without the values that it keeps.
    """

    source: PartSource
    leading: str
    part: str
    sheet: str
    root: Element

    def thing(self, start: int) -> Text:
        """What the element that begins there belongs to."""
        path = [self.root]
        while inner := next((each for each in path[-1].children if each.start <= start < each.end), None):
            path.append(inner)
        for element in reversed(path):
            if element.name in _THINGS:
                return _THINGS[element.name](self, element)
        text = _OTHER.with_values(part=self.part, element=path[-1].name)
        return _on(text, self.sheet)

    def linked(self, id_: str) -> Text:
        """The shape whose link is the relationship of that id."""
        shapes = (each for each in self.root.walk() if each.name == "cNvPr")
        found = next((each for each in shapes if any(id_ in one.attributes.values() for one in each.children)), None)
        return _on(_SHAPE_LINK.with_values(name=found.attributes.get("name", "") if found else ""), self.sheet)

    def chart(self) -> Text:
        """The chart by its title, else as Excel calls its frame."""
        title = next((each for each in self.root.walk() if each.name == "title"), None)
        name = " ".join("".join(each.text for each in title.walk() if each.name == "t").split()) if title else ""
        name = name or self._frame()
        return _on(_CHART.with_values(name=name) if name else _NAMELESS_CHART, self.sheet)

    def _frame(self) -> str:
        leading = tree_of(as_utf8(self.source.read(self.leading), part=self.leading), part=self.leading)
        ids = {each.id for each in relations(self.source, self.leading) if each.target == self.part}
        for frame in leading.walk():
            if frame.name == "graphicFrame" and any(ids & set(each.attributes.values()) for each in frame.walk()):
                return next((each.attributes.get("name", "") for each in frame.walk() if each.name == "cNvPr"), "")
        return ""


def control_called(sheet: str) -> Text:
    """A control of a sheet: what it is called no officer has ever read."""
    return _on(_CONTROL, sheet)


def table_called(root: Element, sheet: str) -> Text:
    """An Excel table, by the root of its part."""
    return _on(_TABLE.with_values(name=root.attributes.get("displayName", "")), sheet)


def pivot_called(root: Element, sheet: str) -> Text:
    """What a pivot table summarises, by the root of its part."""
    return _on(_PIVOT.with_values(name=root.attributes.get("name", "")), sheet)


def _on(what: Text, sheet: str) -> Text:
    return _ON.with_values(what=what, sheet=sheet) if sheet else what


def _series(holder: Holder, series: Element) -> Text:
    at = [each.start for each in holder.root.walk() if each.name == series.name].index(series.start)
    whole = tree_of(as_utf8(holder.source.read(holder.part), part=holder.part), part=holder.part)
    told = [each for each in whole.walk() if each.name == series.name][at].child("tx")
    name = next((each.text for each in told.walk() if each.name == "v"), "").strip() if told else ""
    index = series.child("idx")
    number = index.attributes.get("val", "") if index else ""
    if name or not number.isdecimal():
        return _SERIES.with_values(chart=holder.chart(), name=name)
    return _NUMBERED_SERIES.with_values(chart=holder.chart(), name=int(number) + 1)


def _of_cells(text: Text) -> Callable[[Holder, Element], Text]:
    """What says its cells as `sqref` or `ref`, in an attribute or an element."""

    def thing(holder: Holder, element: Element) -> Text:
        areas = element.child("sqref")
        said = element.attributes.get("sqref") or element.attributes.get("ref") or (areas.text if areas else "")
        return _on(text.with_values(cells=said.strip()), holder.sheet)

    return thing


def _named(text: Text) -> Callable[[Holder, Element], Text]:
    """What is called as a `cNvPr` in it says."""

    def thing(holder: Holder, element: Element) -> Text:
        name = next((each.attributes.get("name", "") for each in element.walk() if each.name == "cNvPr"), "")
        return _on(text.with_values(name=name), holder.sheet)

    return thing


def name_words(name: str, sheet: str = "") -> Text:
    """What a defined name is called, one that Excel makes (`_xlnm.Print_Area`) by what it is for; of which sheet."""
    return _on(_BUILT_IN.get(name) or _NAME.with_values(name=name), sheet)


def _defined_name(holder: Holder, element: Element) -> Text:
    name, scope = element.attributes.get("name", ""), element.attributes.get("localSheetId", "")
    sheets = sheet_parts(holder.source, workbook_part(holder.source))
    sheet = sheets[int(scope)].name if scope.isdecimal() and int(scope) < len(sheets) else ""
    return name_words(name, sheet)


def _table_column(holder: Holder, element: Element) -> Text:
    table = holder.root.attributes.get("displayName", "")
    return _on(_COLUMN.with_values(name=element.attributes.get("name", ""), table=table), holder.sheet)


def _always(text: Text) -> Callable[[Holder, Element], Text]:
    return lambda holder, _element: _on(text, holder.sheet)


def _chart(holder: Holder, _element: Element) -> Text:
    return holder.chart()


_THINGS: Mapping[str, Callable[[Holder, Element], Text]] = {
    "ser": _series,
    "chartSpace": _chart,
    "conditionalFormatting": _of_cells(_CONDITION),
    "dataValidation": _of_cells(_VALIDATION),
    "hyperlink": _of_cells(_LINK),
    "sparkline": _of_cells(_SPARKLINE),
    "sparklineGroup": _always(_SPARKLINES),
    "definedName": _defined_name,
    "tableColumn": _table_column,
    "sp": _named(_SHAPE),
    "pic": _named(_SHAPE),
    "control": _always(_CONTROL),
    "controlPr": _always(_CONTROL),
    "formControlPr": _always(_CONTROL),
    "parameter": _always(_PARAMETER),
}
"""What is called by the innermost of these elements around a place."""
