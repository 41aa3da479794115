"""Run in the Python that has `uno`: insert and delete lines in LibreOffice, and say what each cell holds then.

Reads a JSON order from a file (`soffice`, `profile`, `books`: each a `file` and `steps` of sheet, axis, at, count) and
prints, for each book, each sheet's formulas and values from A1 on.
"""

import contextlib
import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pipe = f"lines{uuid.uuid4().hex}"
office = subprocess.Popen(
    [
        order["soffice"],
        f"-env:UserInstallation={order['profile']}",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if office.poll() is not None:
                raise
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def held(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    address = cursor.RangeAddress
    area = sheet.getCellRangeByPosition(0, 0, address.EndColumn, address.EndRow)
    formulas, values = area.getFormulaArray(), area.getDataArray()
    return {
        f"{row + 1},{column + 1}": [formula, values[row][column]]
        for row, line in enumerate(formulas)
        for column, formula in enumerate(line)
        if formula != ""
    }


context = connected()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
answer = []
for book in order["books"]:
    document = desktop.loadComponentFromURL(Path(book["file"]).as_uri(), "_blank", 0, (hidden,))
    for name, axis, at, count in book["steps"]:
        sheet = document.Sheets.getByName(name)
        lines = sheet.Rows if axis == "rows" else sheet.Columns
        if count > 0:
            lines.insertByIndex(at - 1, count)
        else:
            lines.removeByIndex(at - 1, -count)
    document.calculateAll()
    answer.append({sheet.Name: held(sheet) for sheet in document.Sheets})
    document.close(True)
print(json.dumps(answer))
with contextlib.suppress(Exception):
    desktop.terminate()
office.wait(60)
