"""The parts of a file that nobody looks into: charts, pictures, macros and all else, each told if it is another one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256

from lxml import etree

from xl_addin.comparing.beside.canonical import canonical
from xl_addin.comparing.result import Other
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import local_name, relations
from xl_addin.problem import Problem

# Compared elsewhere, or made anew by every program that saves: cells, formats, order of calculation, who saved when.
_PASSED_OVER = {"worksheet", "sharedStrings", "styles", "calcChain", "comments", "officeDocument"}
_PASSED_OVER |= {"core-properties", "extended-properties", "thumbnail", "sheetMetadata"}
# What is kept of the cells that a chart or pivot table shows, and when it was.
_KEPT_BESIDE = frozenset({"numCache", "strCache", "multiLvlStrCache", "refreshedDate", "refreshedBy", "recordCount"})
_EXCEL_VML = "urn:schemas-microsoft-com:office:excel"
_DEEPEST = 20
_WORDS = {
    "drawing": Text("biểu đồ, hình vẽ", "charts, drawings"),
    "vmlDrawing": Text("hộp ghi chú, điều khiển, hình đầu trang", "boxes of comments, controls, header pictures"),
    "table": Text("bảng của Excel", "Excel tables"),
    "pivotTable": Text("bảng tổng hợp (PivotTable)", "pivot tables"),
    "pivotCacheDefinition": Text("nguồn của bảng tổng hợp", "sources of pivot tables"),
    "queryTable": Text("truy vấn", "queries"),
    "printerSettings": Text("thiết lập máy in", "printer settings"),
    "threadedComment": Text("trao đổi (ghi chú theo luồng)", "threaded comments"),
    "person": Text("danh sách người trao đổi", "people of the threads"),
    "oleObject": Text("đối tượng nhúng", "embedded objects"),
    "package": Text("tệp nhúng", "embedded files"),
    "control": Text("điều khiển ActiveX", "ActiveX controls"),
    "ctrlProp": Text("điều khiển biểu mẫu", "form controls"),
    "image": Text("hình ảnh", "pictures"),
    "theme": Text("chủ đề màu và phông", "theme"),
    "vbaProject": Text("macro (VBA)", "macros (VBA)"),
    "externalLink": Text("liên kết sang sổ khác", "links to other workbooks"),
    "connections": Text("kết nối dữ liệu", "data connections"),
    "customXml": Text("dữ liệu XML kèm theo", "custom XML"),
    "custom-properties": Text("thuộc tính riêng của tệp", "custom properties of the file"),
    "chartsheet": Text("trang biểu đồ", "chart sheets"),
    "hyperlink": Text("đích của liên kết", "targets of links"),
    "slicer": Text("slicer", "slicers"),
    "slicerCache": Text("slicer", "slicers"),
    "timeline": Text("dòng thời gian", "timelines"),
}
_UNKNOWN = Text("phần “{kind}”", "the part “{kind}”")


class ComparedParts:
    """The parts of two files, held against each other byte for byte, and where bytes differ, by what they say."""

    def __init__(self, old: PartSource, new: PartSource) -> None:
        self._bytes = _Digests(old, exactly=True), _Digests(new, exactly=True)
        self._said = _Digests(old), _Digests(new)

    def differences(self, part: str, other_part: str) -> Iterator[Other]:
        """The kinds of parts to which two parts lead that are not the same in both, whatever the parts are called."""
        differ = _differing(*(each.led_to(name) for each, name in zip(self._bytes, (part, other_part), strict=True)))
        if differ:
            said = (each.led_to(name, differ) for each, name in zip(self._said, (part, other_part), strict=True))
            words = (_WORDS.get(kind, _UNKNOWN.with_values(kind=kind)) for kind in sorted(_differing(*said)))
            yield from map(Other, dict.fromkeys(words))


def _differing(here: Mapping[str, Sequence[str]], there: Mapping[str, Sequence[str]]) -> set[str]:
    return {kind for kind in {*here, *there} if here.get(kind) != there.get(kind)}


def _notes(root: etree._Element) -> Iterator[etree._Element]:
    """The boxes of comments in a part of old drawings; they come, go and grow with the comments, which are compared."""
    data = (each for each in root.iter(f"{{{_EXCEL_VML}}}ClientData") if each.get("ObjectType") == "Note")
    return (shape for each in data if (shape := each.getparent()) is not None)


def _shapes(root: etree._Element) -> str:
    """What a part of old drawings shows beside boxes of comments; "" if there is nothing else."""
    notes = set(_notes(root))
    shown = (each for each in root if each not in notes and isinstance(each.tag, str))
    return "".join(canonical(each) for each in shown if local_name(each) not in ("shapelayout", "shapetype"))


class _Digests:
    """What the parts of a file say, each with the parts to which it leads, as short as it can be compared."""

    def __init__(self, source: PartSource, *, exactly: bool = False) -> None:
        self._source, self._exactly = source, exactly
        self._known: dict[str, str] = {}

    def led_to(self, part: str, kinds: Collection[str] | None = None, *, depth: int = 0) -> dict[str, list[str]]:
        """What the parts (of these kinds) say to which a part leads, in an order that their names do not settle."""
        found: dict[str, list[str]] = {}
        for relation in relations(self._source, part):
            if relation.kind not in _PASSED_OVER and (kinds is None or relation.kind in kinds):
                said = relation.target if relation.external else self._of(relation.target, depth)
                if said:
                    found.setdefault(relation.kind, []).append(said)
        return {kind: sorted(said) for kind, said in found.items()}

    def _of(self, part: str, depth: int) -> str:
        if part not in self._known:
            # Parts may lead to each other.
            self._known[part] = ""
            content = self._content(part) if part in self._source else "missing"
            led_to = sorted(self.led_to(part, depth=depth + 1).items()) if depth < _DEEPEST else ()
            if content or led_to:
                self._known[part] = sha256(f"{content}{led_to}".encode()).hexdigest()
        return self._known[part]

    def _content(self, part: str) -> str:
        data = self._source.read(part)
        try:
            if not self._exactly and data.lstrip().startswith(b"<"):
                root = self._source.xml(part)
                return _shapes(root) if list(_notes(root)) else canonical(root, without=_KEPT_BESIDE)
        except Problem:
            pass  # a picture may begin so, too
        return sha256(data).hexdigest()
