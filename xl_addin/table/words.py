"""The words by which a table's rows and what stands around them are told: totals, ratios, notes, row markers."""

import re
import unicodedata
from typing import Literal

LabelMarker = Literal["number", "roman", "capital", "letter", "decimal", "dash"]

_LEVEL = r"(tỉnh|thành phố|tp|huyện|thị xã|thị trấn|quận|xã|phường|đặc khu|thôn|ấp|khu|vùng|ngành|trường|quốc|đơn vị)"
_TOTAL = re.compile(
    r"(tổng|cộng|tổng (số|chung|hợp)|t\.? ?cộng|tong|tong so|cong|(tổng|cộng) (toàn|cả|các|theo|số|chung)\b.*"
    r"|cộng (mục |phần |nhóm |khối )?\(?([a-hđ]|[ivx]+|\d{1,2})[.)]?"
    rf"|(tổng|tong) c[ộo]ng\b.*|tổng số \(.*|(toàn|cả) {_LEVEL}\b.*|cả nước|(grand |sub)?total\b.*|sum)"
)
# How such a text begins, composed or not: a quick look, for most rows are none.
_TOTAL_BEGINS = re.compile(r"\s*(t[oôổỏ.\sc]|c[oôộọaả]|gr|su)", re.IGNORECASE)
_WHOLE = re.compile(r"(tổng|tong) (thu|chi|nguồn|vốn|kinh phí|dự toán|nhu cầu|giá trị)\b.*")
_UNIT_LINE = re.compile(r"\W*(đvt|đơn vị( tính)?|unit) ?[:：]|\W*đvt\b")
_NOTE = re.compile(
    r"\W*(ghi chú|chú thích|chú giải|lưu ý|kiểm tra|nơi nhận|người lập|lập biểu|người kiểm|kế toán trưởng|thủ trưởng|"
    r"tm\.|kt\.|tl\.|tuq\.|chủ tịch|trưởng|xác nhận|ký tên|chênh lệch|nguồn( số liệu)? ?:|notes?\b|source ?:|checks?\b|"
    r"(.{2,30}, ?)?ngày (\d|…|\.|_).*(tháng|/).*)"
)
# `Thuế GTGT 8%` and `Hỗ trợ 30% kinh phí` are amounts, `Đạt (%)` and `% hoàn thành` are not.
_RATIO_LABEL = re.compile(r"^\W*(tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|bình quân|trung bình|ratio|average)\b|(?<!\d)(?<!\d )%")
# A commune may be called so.
_NAMES_LIKE_RATIOS = frozenset({"Trung Bình", "Bình Quân"})
_PART_LABEL = re.compile(r"\W*(trong đó|chia ra|bao gồm|gồm)\b")
_LETTERHEAD = re.compile(
    r"ủy ban|uỷ ban|ubnd|hđnd|cộng hòa|cộng hoà|độc lập|công an|sở \w|bộ \w|đảng bộ|đảng ủy|số ?:|phụ lục|mẫu số|"
    r"biểu số"
)
# Nothing is tried twice: a text of ten thousand spaces must not take long.
_NUMBER_TEXT = re.compile(r"\s*+(?:[-+(]?\s*+\d[\d.,\s]*+%?\)?|[-–—x…]++|\.{2,}+)\s*+")
_MEASURE = re.compile(
    r"%|(nghìn |ngàn |triệu |tỷ |1[.,]?000 )?(đồng|usd)|người|hộ|khẩu|hồ sơ|tài khoản|thẻ|lượt|cuộc|văn bản|"
    r"ha|m|km|m2|m²|km2|km²|m3|m³|kg|tạ|tấn|lít|con|cây|cái|chiếc|bộ|máy|ca|vụ|lớp|buổi|giờ|ngày|tháng|năm|"
    r"persons?|people|households?|pieces?"
)
_MARKERS: tuple[tuple[LabelMarker, re.Pattern[str]], ...] = (
    ("decimal", re.compile(r"\d{1,3}(\.\d{1,3})+\.?")),
    ("number", re.compile(r"\(?\d{1,6}[.)]?")),
    ("roman", re.compile(r"\(?(?=[IVX])X{0,3}(IX|IV|V?I{0,3})[.)]?")),
    ("capital", re.compile(r"\(?[A-ZĐ][.)]?")),
    ("letter", re.compile(r"\(?[a-zđ][.)]?")),
    ("dash", re.compile(r"[-–—+*•]")),
)


def folded(text: str) -> str:
    """Composed Unicode, single spaces, lower case, no colon or full stop at the end."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold().rstrip(" :.")


total_may_begin = _TOTAL_BEGINS.match
"""A quick look at a text: None only where it is no total's label."""


def is_total_label(text: str) -> bool:
    """`Tổng cộng`, `CỘNG:`, `Toàn tỉnh`, `Total` — but not `Tổng công ty`, `Cộng Hòa`, `Toàn Thắng`."""
    return total_may_begin(text) is not None and _TOTAL.fullmatch(folded(text)) is not None


def is_whole_label(text: str) -> bool:
    """`Tổng chi`, `Tổng kinh phí`: a total by its words, if no other row of the table is one."""
    return total_may_begin(text) is not None and _WHOLE.fullmatch(folded(text)) is not None


def is_note(text: str) -> bool:
    """Whether a row that begins so stands below a table: notes, checks, date and signature lines."""
    return _NOTE.match(folded(text)) is not None


def is_unit_line(text: str) -> bool:
    """`ĐVT: triệu đồng`, `(Đơn vị tính: người)`."""
    return len(text) <= 80 and _UNIT_LINE.match(folded(text)) is not None


def is_ratio_label(text: str) -> bool:
    """A row's label that announces percentages or averages of other rows: `Hoàn thành (%)`, `Tỷ lệ đạt`."""
    if " ".join(unicodedata.normalize("NFC", text).split()) in _NAMES_LIKE_RATIOS:
        return False
    return _RATIO_LABEL.search(folded(text)) is not None


def is_part_label(text: str) -> bool:
    """`Trong đó`: what follows is part of what stands above it."""
    return _PART_LABEL.match(folded(text)) is not None


def is_letterhead(text: str) -> bool:
    """Agency, motto, number and sign, annex: what stands at the head of a document."""
    return _LETTERHEAD.match(folded(text)) is not None


def is_measure(text: str) -> bool:
    """A unit of measure: `người`, `Triệu đồng`, `ha`; names are written with a capital or a number."""
    return _MEASURE.fullmatch(folded(text)) is not None or (text.islower() and not any(map(str.isdigit, text)))


number_text = _NUMBER_TEXT.fullmatch
"""A number typed as text, or a mark that stands for none (`-`, `x`, `…`); None for any other text."""


def is_number_text(text: str) -> bool:
    """Whether a text is a number or a mark that stands for none."""
    return number_text(text) is not None


def marker(text: str) -> LabelMarker | None:
    """The kind of a row's marker: `1`, `1.2`, `I`, `a)`, `-`; None for any other text."""
    plain = unicodedata.normalize("NFC", text).strip()
    return next((kind for kind, pattern in _MARKERS if plain and pattern.fullmatch(plain)), None)


def leading_marker(text: str) -> LabelMarker | None:
    """The marker a name begins with: `I. Khối xã`, `a) Thôn`, `- Nữ`."""
    match = re.match(r"\s*(\d{1,3}(?:\.\d{1,3})*[.)]|[IVX]+[.)]|[A-Za-z][.)]|[-–+*•])\s*\S", text)
    return marker(match[1]) if match else None
