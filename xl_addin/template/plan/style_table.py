"""The cell styles of the result: the template's, and variants of them that some values need."""

import re
from copy import deepcopy
from functools import cache, lru_cache
from typing import Literal

from lxml import etree

from xl_addin.package.parts import child, children, is_true

Variant = Literal["quoted", "number format"]
Font = tuple[float, bool]
"""A font's size in points and whether it is bold."""
SHORT_DATE = "14"
_BUILT_IN_DATES = frozenset(map(str, (*range(14, 18), 22)))
_BUILT_IN_FORMATS = {"General": "0", "0": "1", "0.00": "2", "#,##0": "3", "#,##0.00": "4", "0%": "9", "0.00%": "10"}


class StyleTable:
    """The styles part; style numbers are those of `s="…"`."""

    def __init__(self, root: etree._Element) -> None:
        self._template = root
        self.restart()

    def restart(self) -> None:
        """Begin another result, with the template's own styles only."""
        self.root = root = deepcopy(self._template)
        formats = child(root, "cellXfs")
        self._formats = etree.SubElement(root, "cellXfs") if formats is None else formats
        self._fonts = children(child(root, "fonts"), "font")
        self._variants: dict[tuple[int, Variant, str], int] = {}
        self._dated: dict[int, int] = {}
        self._known_fonts: dict[int, Font] = {}
        custom = {
            each.get("formatCode", ""): each.get("numFmtId", "0") for each in children(child(root, "numFmts"), "numFmt")
        }
        self._format_ids: dict[str, str] = custom | _BUILT_IN_FORMATS

    def quoted(self, style: int) -> int:
        """The style that makes Excel show a text such as `-5` as text also after the cell is edited."""
        return self._variant(style, "quoted")

    def dated(self, style: int) -> int:
        """The style itself if it shows numbers some way of its own, else the variant that shows a date."""
        if style not in self._dated:
            own = self._has_number_format(style)
            self._dated[style] = style if own else self._variant(style, "number format", SHORT_DATE)
        return self._dated[style]

    def timed(self, style: int, code: str) -> int:
        """The same for a time, which brings its number format along."""
        return style if self._has_number_format(style) else self.formatted(style, code)

    def _has_number_format(self, style: int) -> bool:
        cell = self._format(style)
        return cell is None or cell.get("numFmtId", "0") != "0"

    def formatted(self, style: int, code: str) -> int:
        """The style with another number format."""
        if code not in self._format_ids:
            formats = child(self.root, "numFmts")
            if formats is None:
                formats = etree.Element(f"{{{etree.QName(self.root).namespace}}}numFmts")
                self.root.insert(0, formats)
            number = str(max([163, *(int(each.get("numFmtId", "0")) for each in formats)]) + 1)
            etree.SubElement(
                formats, f"{{{etree.QName(self.root).namespace}}}numFmt", {"numFmtId": number, "formatCode": code}
            )
            formats.set("count", str(len(formats)))
            self._format_ids[code] = number
        return self._variant(style, "number format", self._format_ids[code])

    def is_wrapped(self, style: int) -> bool:
        """Whether long texts run over several lines, from left to right."""
        alignment = child(self._format(style), "alignment")
        return (
            alignment is not None and is_true(alignment.get("wrapText")) and alignment.get("textRotation", "0") == "0"
        )

    def indent(self, style: int) -> int:
        """How many steps a text keeps from the edge of its cell."""
        alignment = child(self._format(style), "alignment")
        return 0 if alignment is None else int(alignment.get("indent", "0"))

    def is_unlocked(self, style: int) -> bool:
        """Whether a cell stays open where its sheet is protected."""
        protection = child(self._format(style), "protection")
        return protection is not None and not is_true(protection.get("locked", "1"))

    def number_format(self, style: int) -> str:
        """The code of a cell's number format; a built-in date's is Excel's own."""
        cell = self._format(style)
        number = cell.get("numFmtId", "0") if cell is not None else "0"
        codes = {id_: code for code, id_ in self._format_ids.items()}
        return codes.get(number, "dd/mm/yyyy" if number in _BUILT_IN_DATES else "General")

    def font(self, style: int) -> Font:
        """The font of a style."""
        if style not in self._known_fonts:
            self._known_fonts[style] = self._font(style)
        return self._known_fonts[style]

    def _font(self, style: int) -> Font:
        cell = self._format(style)
        index = int(cell.get("fontId", "0")) if cell is not None else 0
        return _font_of(self._fonts[index] if index < len(self._fonts) else None)

    def xml(self) -> bytes:
        """The part with the variants that were asked for."""
        self._formats.set("count", str(len(self._formats)))
        return etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _format(self, style: int) -> etree._Element | None:
        return self._formats[style] if style < len(self._formats) else None

    def _variant(self, style: int, variant: Variant, format_id: str = "") -> int:
        if (style, variant, format_id) not in self._variants:
            original = self._format(style)
            if original is None:
                return style
            copy = deepcopy(original)
            if variant == "quoted":
                copy.set("quotePrefix", "1")
            else:
                copy.set("numFmtId", format_id)
                copy.set("applyNumberFormat", "1")
            self._formats.append(copy)
            self._variants[style, variant, format_id] = len(self._formats) - 1
        return self._variants[style, variant, format_id]


def _font_of(properties: etree._Element | None) -> Font:
    size, bold = child(properties, "sz"), child(properties, "b")
    return (
        float(size.get("val", "11")) if size is not None else 11.0,
        bold is not None and is_true(bold.get("val", "1")),
    )


def fonts_of_runs(text: etree._Element | None) -> tuple[Font, ...]:
    """The fonts that the formatted runs of a text have of their own."""
    formatted = (child(run, "rPr") for run in children(text, "r"))
    return tuple(dict.fromkeys(_font_of(each) for each in formatted if each is not None))


# How wide letters are, in digits of the same font, as in Times New Roman and Arial.
_WIDEST = re.compile(r"[mwMW%@—]")
_CAPITAL = re.compile(r"[^\W\d_a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
_WIDE, _CAPITALS, _USUAL, _SPACE = 1.7, 1.35, 0.97, 0.5


@lru_cache(maxsize=4096)
def lines_needed(text: str, width: float, *, size: float, bold: bool, normal_size: float) -> int:
    """Into how many lines a text of that font breaks in a cell that many characters wide (an estimate)."""
    scale = size / normal_size * (1.08 if bold else 1.0)
    room = max(width - 1, 1) / scale
    if "\n" not in text and len(text) * _WIDE <= room:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            need = sum(map(_width, word))
            if used and used + _SPACE + need > room:
                lines += 1
                used = 0.0
            used += need + (_SPACE if used else 0.0)
            while used > room:
                lines += 1
                used -= room
    return lines


@cache
def _width(sign: str) -> float:
    if _WIDEST.match(sign):
        return _WIDE
    return _CAPITALS if _CAPITAL.match(sign) else _USUAL
