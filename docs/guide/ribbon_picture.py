"""The add-in's tab as a picture: a page drawn from the very XML that Excel gets.

Office's own icons are not ours to copy: each is replaced by a plain drawing of the same meaning (`texts/icons.svg`).
"""

from html import escape
from itertools import groupby

from lxml import etree

from guide.texts import text
from xl_addin.excel.addin_file.custom_ui import EXCEL_2010, custom_ui
from xl_addin.excel.ribbon import groups

_OTHER_TABS = ("File", "Home", "Insert", "Page Layout", "Formulas", "Data", "Review", "View")


def ribbon_page() -> str:
    """An HTML page, 1080 pixels wide and 180 high."""
    root = etree.fromstring(custom_ui(groups(), EXCEL_2010))
    name = {"ui": EXCEL_2010}
    (tab,) = root.iterfind(".//ui:tab", name)
    drawn = "".join(_group(group) for group in tab.iterfind("ui:group", name))
    tabs = "".join(f"<span>{other}</span>" for other in _OTHER_TABS)
    return (
        f'<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><style>{text("ribbon.css")}</style><body>'
        f'{text("icons.svg")}<div class="title">phan-bo.xlsx – Excel</div>'
        f'<div class="tabs">{tabs}<span class="open">{_label(tab)}</span></div>'
        f'<div class="ribbon">{drawn}</div></body></html>'
    )


def _group(group: etree._Element) -> str:
    """Large buttons side by side, small ones three to a column, as Excel sets them."""
    parts = []
    for size, run in groupby(group, key=lambda button: button.get("size")):
        drawn = [_button(button) for button in run]
        if size == "large":
            parts += drawn
        else:
            parts += [f'<div class="column">{"".join(drawn[at : at + 3])}</div>' for at in range(0, len(drawn), 3)]
    return f'<div class="group"><div class="buttons">{"".join(parts)}</div><p>{_label(group)}</p></div>'


def _button(button: etree._Element) -> str:
    icon = button.get("imageMso")
    assert f'id="{icon}"' in text("icons.svg"), f"no drawing of {icon}"
    return f'<div class="{button.get("size")}"><svg><use href="#{icon}"/></svg><span>{_label(button)}</span></div>'


def _label(element: etree._Element) -> str:
    return escape(element.get("label") or "")
