"""The number format of each cell style of a book, including those Excel knows by number only."""

from lxml import etree

from xl_addin.package.parts import child, children, local_name

# ECMA-376 part 1, 18.8.30. The numbers between 5 and 8, 27 and 36, 41 and 44, 50 and 58 depend on Excel's language.
BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


def number_formats(styles: etree._Element | None) -> tuple[str, ...]:
    """The number format of each cell style (`s="0"` is the first); only General without a styles part.

    ValueError for a styles part whose list of cell styles is damaged: cells count on every style's place.
    """
    if styles is None:
        return ("General",)
    if local_name(styles) != "styleSheet":
        raise ValueError("not a styles part")
    custom = custom_formats(styles)
    listed = child(styles, "cellXfs")
    if len(children(styles, "cellXfs")) > 1 or (listed is not None and len(children(listed, "xf")) != len(listed)):
        raise ValueError("a list of cell styles with something else in it")
    formats = []
    for style in children(listed, "xf"):
        number = style.get("numFmtId") or "0"
        formats.append(custom[number] if number in custom else BUILT_IN.get(int(number), "General"))
    return tuple(formats) or ("General",)


def custom_formats(styles: etree._Element) -> dict[str, str]:
    """The formats a book adds to the built-in ones, by their number as written; ValueError for one that is none."""
    formats = {
        element.get("numFmtId", ""): element.get("formatCode", "General")
        for element in children(child(styles, "numFmts"), "numFmt")
    }
    if not all(number.isdecimal() for number in formats):
        raise ValueError("a number format without a number")
    return formats
