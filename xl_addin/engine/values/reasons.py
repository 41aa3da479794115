"""Why a cell cannot be calculated: the words that go into `Unsupported.reason`, and what they mean to a reader."""

from xl_addin.language import Text

CIRCULAR = "circular reference"
UNKNOWN_FUNCTION = "unknown function"
EXTERNAL_LINK = "external link"
UNKNOWN_NAME = "unknown name"
MISSING_SHEET = "missing sheet"
CONSTRUCT = "unsupported construct"
UNREADABLE = "unreadable formula"
REGIONAL = "depends on regional settings"
CHANCE = "depends on chance"
RANGE_FOR_CELL = "range where one cell is expected"
HIDDEN_ROWS = "hidden rows may be filtered out"
UNCERTAIN = "programs differ at the 15th digit"
FAILED = "calculation failed"
DEPENDS_ON = "depends on"

_WORDS = {
    CIRCULAR: Text("tham chiếu vòng", "circular reference"),
    UNKNOWN_FUNCTION: Text("hàm không được hỗ trợ", "function not supported"),
    EXTERNAL_LINK: Text("liên kết đến tệp khác", "link to another file"),
    UNKNOWN_NAME: Text("tên không xác định được", "name that cannot be resolved"),
    MISSING_SHEET: Text("không có trang tính", "no such sheet"),
    CONSTRUCT: Text("cách viết công thức chưa được hỗ trợ", "construct not supported"),
    UNREADABLE: Text("công thức không đọc được", "formula that cannot be read"),
    REGIONAL: Text(
        "kết quả tùy thuộc thiết lập vùng của máy", "result that depends on the computer's regional settings"
    ),
    CHANCE: Text("kết quả ngẫu nhiên", "result that depends on chance"),
    RANGE_FOR_CELL: Text("một vùng ở chỗ chỉ dùng một ô", "range where one cell is expected"),
    HIDDEN_ROWS: Text(
        "có dòng ẩn, không rõ do lọc hay do ẩn bằng tay",
        "hidden rows, and it is not known whether a filter hid them",
    ),
    UNCERTAIN: Text(
        "các chương trình làm tròn khác nhau ở chữ số thứ 15", "programs round differently at the 15th digit"
    ),
    FAILED: Text("không tính được", "calculation failed"),
}


def reason(kind: str, detail: str = "") -> str:
    """`unknown function: FOO`."""
    return f"{kind}: {detail}" if detail else kind


def carried(origin: str, why: str) -> str:
    """The reason of a cell that needs an unsupported one, naming the first: `depends on S!A1: unknown name: x`."""
    return why if is_carried(why) else f"{DEPENDS_ON} [{origin}] {why}"


def is_carried(why: str) -> bool:
    """Whether the fault lies in another cell, which has its own reason."""
    return why.startswith(f"{DEPENDS_ON} [")


def kind_of(why: str) -> str:
    """What kind of reason it is: `UNKNOWN_FUNCTION` … , `DEPENDS_ON` where the fault lies in another cell."""
    return DEPENDS_ON if is_carried(why) else why.partition(": ")[0]


def in_words(why: str) -> Text:
    """A reason for people, in both languages."""
    if is_carried(why):
        origin, _, rest = why.removeprefix(f"{DEPENDS_ON} [").rpartition("] ")
        inner = in_words(rest)
        return Text(f"phụ thuộc ô {origin}: {inner.vi}", f"depends on {origin}: {inner.en}")
    kind, detail = kind_of(why), why.partition(": ")[2]
    words = _WORDS.get(kind, Text(kind, kind))
    return Text(f"{words.vi}: {detail}", f"{words.en}: {detail}") if detail else words
