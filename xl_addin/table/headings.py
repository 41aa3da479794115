"""What the words of a heading tell about the column below it: what it is for, what its figures are."""

import re

from xl_addin.table.words import folded

# Whole words: “công nghệ số” holds no “hệ số”.
_RATIO = re.compile(
    r"\b(tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|bình quân|trung bình|đơn giá|mức độ|hệ số|định mức|xếp hạng|thứ hạng|"
    r"xếp thứ|so với|năng suất|mật độ|ratio|rate|average|percent|percentage|rank|per|unit price|yield|density)\b|"
    # So much for each: (tạ/ha), (nghìn đồng/người); what is done a day or a year, (tấn/ngày), adds up over units.
    r"/ ?(ha|km2|km²|m2|m²|m3|m³|kg|tạ|tấn|lít|con|người|khẩu|hộ|t|person|household)\)|(?<!\d)(?<!\d )%",
)
_PERCENTAGE = re.compile(
    r"\b(tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|cơ cấu|mức độ|so với|so sánh|tăng trưởng|đạt|hoàn thành|"
    r"ratio|rate|share|percent|percentage|achieved|completed)\b|%",
)
_MEASURE = re.compile(r"\b(đơn vị tính|đvt|unit of measure|measure)\b")
_INDEX_HEADING = re.compile(r"(s\.?t\.?t\.?|t\.?t\.?|số tt|(số )?thứ tự|no\.?|#|stt\b.*|tt\b.*)")
# What names the places and bodies that are given something …
_BODY_HEADING = re.compile(
    r"\b(địa bàn|địa phương|đơn vị|xã|phường|thị trấn|đặc khu|thôn|ấp|khu phố|khu dân cư|buôn|(?<!văn )(?<!cơ )bản|"
    r"làng|tổ dân phố|khóm|huyện|quận|thị xã|thành phố|tỉnh|cơ quan|tổ chức|lực lượng|đoàn thể|ngành|trường|"
    r"units?|provinces?|districts?|communes?)\b"
)
# … and what names whatever stands in the rows: people, tasks, kinds of things.
_ROW_HEADING = re.compile(r"\b(họ và tên|họ tên|tên|nội dung|chỉ tiêu|danh mục|diễn giải|names?|items?)\b")
_BEGINS_WITH_ROWS = re.compile(r"(họ và tên|họ tên|nội dung|chỉ tiêu|danh mục|diễn giải)\b")
_OF_MEASURES = frozenset({"đơn vị", "unit", "units"})
_NO_UNIT_HEADING = re.compile(r"^mã\b|đơn vị tính|^đvt\b|ghi chú|\bunit of\b|người phụ trách|thủ trưởng|lãnh đạo")
_TEXT_HEADING = re.compile(
    r"\bmã\b|mã số|ghi chú|số điện thoại|điện thoại|đơn vị tính|^đvt\b|\bcode\b|\bnote|thời gian|thời hạn|^ngày\b|"
    r"năm sinh|căn cứ"
)
_CODE_HEADING = re.compile(
    r"\bmã (số )?(xã|phường|huyện|tỉnh|thôn|ấp|đơn vị|đvhc|địa bàn|địa phương|"
    r"hành chính|trường|cơ quan)\b|"
    r"^mã( số)?$|\b(unit|area|commune|district|province) code\b|^code$"
)
_COUNT = re.compile(
    r"^(tổng )?số (công dân|người|hộ|hồ sơ|tài khoản|lượt|tổ|thẻ|cán bộ|đơn vị|học sinh|trường hợp)\b|"
    r"\b(số lượng|chỉ tiêu|số (công dân|người|hồ sơ|tài khoản|lượt)|thu nhận hồ sơ|kích hoạt tài khoản|"
    r"number of|count|quota)\b"
)
_SHARE = re.compile(
    r"\b(chỉ tiêu|giao|phân bổ|phân giao|kế hoạch|quota|target|allocated|allocation|apportioned|share)\b"
)
_DIFFERENCE = re.compile(
    r"\b(chênh lệch|tăng|giảm|biến động|thừa|thiếu|so với|số dư|cân đối|vượt|difference|change|balance)\b|\+/-"
)
_MONEY = re.compile(
    r"\b(đồng|kinh phí|tiền|vốn|dự toán|ngân sách|lợi nhuận|lãi|lỗ|doanh thu|vnd|usd)\b(?! (bộ|chí|bào))"
)


def is_index_heading(text: str) -> bool:
    """`STT`, `TT`, `Số TT`, `No.`."""
    return _INDEX_HEADING.fullmatch(folded(text)) is not None


def is_unit_heading(text: str) -> bool:
    """`Địa bàn`, `Tên xã`, `Đơn vị`, `Họ tên`, `Nội dung`: what names a table's rows — not `Đơn vị tính`."""
    heading = folded(text)
    named = _BODY_HEADING.search(heading) or _ROW_HEADING.search(heading)
    return named is not None and _NO_UNIT_HEADING.search(heading) is None


def is_body_heading(text: str) -> bool:
    """`Địa bàn`, `Tên xã`, `Đơn vị`, `Cơ quan`: places and bodies — not `Họ tên`, nor `Nội dung công việc của xã`."""
    heading = folded(text)
    return is_unit_heading(text) and bool(_BODY_HEADING.search(heading)) and not _BEGINS_WITH_ROWS.match(heading)


def may_head_measures(text: str) -> bool:
    """A bare `Đơn vị`: short for `Đơn vị tính` in forms of indicators."""
    return folded(text) in _OF_MEASURES


def is_text_heading(text: str) -> bool:
    """Whether figures under the heading are codes, dates or remarks that nobody adds up."""
    return _TEXT_HEADING.search(folded(text)) is not None


def is_code_heading(text: str) -> bool:
    """`Mã xã`, `Mã đơn vị`, `Mã ĐVHC`, `Mã số`: codes of the units — not `Mã ngạch`, `Mã số thuế`."""
    return _CODE_HEADING.search(folded(text)) is not None


def is_ratio_heading(heading: str) -> bool:
    """Whether a heading announces percentages, averages, prices or ranks: figures nobody sums."""
    return bool(_RATIO.search(folded(heading)))


def is_percentage_heading(heading: str) -> bool:
    """Whether a quotient under the heading may be kept as a percentage: a share or a degree, no price or average."""
    return bool(_PERCENTAGE.search(folded(heading)))


def is_measure_heading(heading: str) -> bool:
    """Whether the column below names each row's unit of measure: then the rows are of different kinds."""
    return bool(_MEASURE.search(folded(heading)))


def is_share_heading(heading: str) -> bool:
    """Whether a heading announces shares of a whole: quotas, targets, what was assigned or apportioned."""
    return bool(_SHARE.search(folded(heading)))


def counts_something(heading: str, unit_line: str = "") -> bool:
    """Whether a heading clearly counts people or things and is no difference and no money."""
    text = folded(heading)
    return bool(
        _COUNT.search(text)
        and not _DIFFERENCE.search(text)
        and not _MONEY.search(folded(unit_line) + " " + text)
        and not _RATIO.search(text)
    )
