"""The ribbon's XML, for Excel 2007 (2006/01) and for Excel 2010 and later (2009/07); Excel takes the newest it knows.

Labels are Vietnamese whatever Excel's own language is: the add-in serves Vietnamese offices.
"""

from collections.abc import Sequence
from typing import cast

from lxml import etree

from xl_addin.excel.addin_file.vba_modules import ON_LOAD, RIBBON_MODULE, callback
from xl_addin.excel.ribbon import TAB_ID, TAB_LABEL, Button, RibbonGroup

EXCEL_2007 = "http://schemas.microsoft.com/office/2006/01/customui"
EXCEL_2010 = "http://schemas.microsoft.com/office/2009/07/customui"


def custom_ui(groups: Sequence[RibbonGroup], namespace: str) -> bytes:
    """The XML of one customUI part."""
    root = etree.Element(f"{{{namespace}}}customUI", {"onLoad": ON_LOAD}, nsmap=_default(namespace))
    tabs = etree.SubElement(etree.SubElement(root, f"{{{namespace}}}ribbon"), f"{{{namespace}}}tabs")
    tab = etree.SubElement(tabs, f"{{{namespace}}}tab", {"id": TAB_ID, "label": TAB_LABEL.vi})
    for group in groups:
        attributes = {"id": group.id, "label": group.label.vi}
        parent = etree.SubElement(tab, f"{{{namespace}}}group", attributes)
        for button in group.buttons:
            etree.SubElement(parent, f"{{{namespace}}}button", _attributes(button))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True)


def _default(namespace: str) -> dict[str, str]:
    # lxml takes None for "no prefix"; its type stubs do not say so.
    return cast(dict[str, str], {None: namespace})


def _attributes(button: Button) -> dict[str, str]:
    return {
        # Ids share one space with those of other add-ins.
        "id": f"chiTieu_{button.id}",
        "label": button.label.vi,
        "imageMso": button.icon,
        "size": "large" if button.large else "normal",
        "screentip": button.label.vi,
        "supertip": button.tip.vi,
        "onAction": f"{RIBBON_MODULE}.{callback(button)}",
    }
