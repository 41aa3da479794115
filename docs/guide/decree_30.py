"""`decree-30.md`: what Decree 30/2020/NĐ-CP, annex I, asks of a paper; the check of templates reads it, too."""

from typing import NamedTuple

PAPER_SIZE = 9
"""Excel's number for A4."""
FONT = "Times New Roman"
MARGINS_MM = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
BODY_SIZES = (13, 14)
TABLE_SIZES = (10, 14)
"""The decree has no rule for tables; ours: what can still be read."""
MOTTO_WIDTH_EM = 12.253
"""How wide the motto is in bold Times New Roman, in font sizes (sum of the letters' advance widths)."""
RULE_TOLERANCE = 0.02
ISSUER_RULE = (1 / 3, 1 / 2)
LEAST_ROOM_TO_SIGN = 45
"""Points between who signs and the line for the name; ours, the decree leaves it open."""


class Part(NamedTuple):
    """A part of a paper and how it is set; `begins` is how its text is told (a regular expression, from the start)."""

    vi: str
    en: str
    begins: str
    sizes: tuple[int, int]
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    centred: bool = True


PARTS = (
    Part("Quốc hiệu", "country", r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$", (12, 13), bold=True, capitals=True),
    Part("Tiêu ngữ", "motto", r"Độc lập - Tự do - Hạnh phúc$", (13, 14), bold=True),
    Part("Số, ký hiệu văn bản", "number and sign", r"Số: \S*/", (13, 13)),
    Part(
        "Địa danh, thời gian ban hành",
        "place and date",
        r"[^:(]{2,50}, ngày (\d\d|…) tháng (0[12]|[3-9]|1[0-2]|…) năm ",
        (13, 14),
        italic=True,
    ),
    Part("Số phụ lục", "annex and its number", r"Phụ lục( [IVXLC]+)?$", (14, 14), bold=True),
    Part("Chỉ dẫn văn bản kèm theo", "document it comes with", r"\(Kèm theo ", (13, 14), italic=True),
    Part("Từ “Nơi nhận”", "the word “Nơi nhận”", r"Nơi nhận:$", (12, 12), bold=True, italic=True, centred=False),
    Part("Quyền hạn của người ký", "authority", r"(TM|KT|TL|TUQ|Q)\. ", (13, 14), bold=True, capitals=True),
)
RECIPIENT = Part("Danh sách nơi nhận", "recipients", "- ", (11, 11), centred=False)
ISSUER = Part("Tên cơ quan ban hành", "issuing agency", "", (12, 13), bold=True, capitals=True)
PARENT = Part("Tên cơ quan chủ quản", "parent agency", "", (12, 13), capitals=True)
SIGNER = Part("Chức vụ của người ký", "signer's office", "", (13, 14), bold=True, capitals=True)

_PAGE = """\
# Decree 30/2020/NĐ-CP, annex I, as one page

What the decree asks of the layout of administrative papers, as far as a workbook can follow or break it. The page is
generated from the rules that hold every shipped template (`tests/template/papers`): page set-up, fonts and parts are
read from what it renders, and its pages are measured as LibreOffice prints them.

## Page

| what | rule |
|---|---|
| paper | A4, upright; tables may lie across |
{margins}
| font | {font}, Unicode, black |
| text | {body[0]}–{body[1]} points **as printed**: columns wider than the page make Excel print smaller letters |
| tables | the decree says nothing; ours: at least {table[0]} points, a rule on every side of every cell |
| page number | Arabic, 13–14, centred at the top, not on the first page |

## Parts

| part | in Vietnamese | size | looks |
|---|---|---|---|
{parts}

- The **rule below the motto** is as long as the motto, the one below the issuer a third to a half of its name; both
  are rules, not underlined text. Country and motto stand centred above each other.
- A **parent agency** stands above the issuer and is not left out; a people's committee has none.
- **Place and date**: days below 10 and months 1 and 2 with a leading zero. The **number** stands below the issuer, and
  where the clerk has not given one yet, `Số: …/…`.
- **Recipients**: each line begins with `- ` and ends with `;`, the last (`Lưu: VT …`) with a full stop.
- **Signature**: authority (`TM.` on behalf of a collective, `KT.` in place of the head, `TL.` by order, `TUQ.` by
  delegation), office in capitals, room to sign, a line for the name, in which a template writes nothing.
- What speaks to whoever fills a sheet in (hints, checks, links) stands beside the print area.
"""


def decree_page() -> str:
    """The rules as a page."""
    names = {"top": "top margin", "bottom": "bottom margin", "left": "left margin", "right": "right margin"}
    margins = "\n".join(f"| {names[side]} | {low}–{high} mm |" for side, (low, high) in MARGINS_MM.items())
    parts = "\n".join(map(_line, (PARENT, ISSUER, *PARTS[:-1], RECIPIENT, PARTS[-1], SIGNER)))
    return _PAGE.format(margins=margins, font=FONT, body=BODY_SIZES, table=TABLE_SIZES, parts=parts)


def _line(part: Part) -> str:
    low, high = part.sizes
    looks = [
        "bold" if part.bold else "",
        "italic" if part.italic else "upright",
        "capitals" if part.capitals else "",
        "centred" if part.centred else "",
    ]
    size = str(low) if low == high else f"{low}–{high}"
    return f"| {part.en} | {part.vi} | {size} | {', '.join(filter(None, looks))} |"
