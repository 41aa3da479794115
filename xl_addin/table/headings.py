"""What the words of a heading or a row's label tell about its figures."""

import re
import unicodedata

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
# `Thuế GTGT 8%` and `Hỗ trợ 30% kinh phí` are amounts, `Đạt (%)` and `% hoàn thành` are not.
_RATIO_ROW = re.compile(r"^(tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|bình quân|trung bình|ratio|average)\b|(?<!\d)(?<!\d )%")
# How such a label begins, composed or not.
_RATIO_ROW_BEGINS = re.compile(r"\s*(t[yỷiỉr]|b[iì]|ra|av)", re.IGNORECASE)
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


def folded(text: str) -> str:
    """Composed Unicode, single spaces, lower case: how names and headings are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


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


def is_ratio_label(label: str) -> bool:
    """Whether a row's label announces percentages or averages."""
    return may_be_ratio_label(label) and bool(_RATIO_ROW.search(folded(label)))


def may_be_ratio_label(label: str) -> bool:
    """A quick look: False only for a label that is none."""
    return "%" in label or _RATIO_ROW_BEGINS.match(label) is not None


def counts_something(heading: str, unit_line: str = "") -> bool:
    """Whether a heading clearly counts people or things and is no difference and no money."""
    text = folded(heading)
    return bool(
        _COUNT.search(text)
        and not _DIFFERENCE.search(text)
        and not _MONEY.search(folded(unit_line) + " " + text)
        and not _RATIO.search(text)
    )
