"""Whether Excel itself calculated what a file stores: told from the traces that it leaves and others do not.

Excel names itself with its version in the document's properties and in the workbook part, and the version that
calculated. Programs that only write formulas ask for a calculation when the file is opened, as we do.
"""

import re

from lxml import etree

from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, is_true, local_name, relations
from xl_addin.problem import Problem

_VERSION = re.compile(r"1[2-9]\.\d{4}")


def calculated_by_excel(package: PartSource, workbook: etree._Element) -> bool:
    """Whether the stored results are Excel's own, of a calculation that left none of them old."""
    calculation, version = child(workbook, "calcPr"), child(workbook, "fileVersion")
    if calculation is None or version is None or version.get("appName") != "xl":
        return False
    if not (calculation.get("calcId") or "").isdecimal() or calculation.get("calcMode") == "manual":
        return False
    if is_true(calculation.get("fullCalcOnLoad")) or calculation.get("calcCompleted") in ("0", "false"):
        return False
    named = (each.target for each in relations(package, "") if each.kind == "extended-properties")
    part = next((target for target in named if target in package), None)
    if part is None:
        return False
    try:
        said = {local_name(element): (element.text or "").strip() for element in package.xml(part)}
    except Problem:
        # What a document says about itself is no reason not to read it.
        return False
    program = said.get("Application", "")
    return (
        program.startswith("Microsoft") and "Excel" in program and bool(_VERSION.fullmatch(said.get("AppVersion", "")))
    )
