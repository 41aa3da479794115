"""Run in the Python that has `uno`: load an .xlam in LibreOffice, call Basic functions and cell formulas.

Reads a JSON order from a file (`soffice`, `file`, `profile`, `calls`, `formulas`) and prints a JSON answer. A formula
comes with the `cells` it reads (from A1 on) and the `shape` of its result, if it is an array formula.
"""

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pipe = f"addin{uuid.uuid4().hex}"
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


def plain(value):
    return [plain(item) for item in value] if isinstance(value, tuple) else value


ALL_CONTENTS, TEXT, BELOW = 1023, 2, 1000


def fill(sheet, cells):
    sheet.clearContents(ALL_CONTENTS)
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            cell = sheet.getCellByPosition(column, row)
            if isinstance(value, str):
                cell.String = value
            elif value is not None:
                cell.Value = value


def results(sheet, formula, shape):
    """The rows of results, put below the cells the formula reads."""
    height, width = shape or (1, 1)
    area = sheet.getCellRangeByPosition(0, BELOW, width - 1, BELOW + height - 1)
    if shape:
        area.setArrayFormula(formula)
    else:
        area.getCellByPosition(0, 0).Formula = formula
    cells = [[area.getCellByPosition(column, row) for column in range(width)] for row in range(height)]
    return [[cell.String if cell.FormulaResultType2 == TEXT else cell.Value for cell in row] for row in cells]


try:
    context = connected()
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    options = {"Hidden": True, "MacroExecutionMode": 4, "FilterName": "Calc MS Excel 2007 VBA XML"}
    properties = tuple(PropertyValue(name, 0, value, 0) for name, value in options.items())
    document = desktop.loadComponentFromURL(order["file"], "_blank", 0, properties)
    libraries = document.BasicLibraries
    library = libraries.ProjectName if libraries.hasByName(libraries.ProjectName) else "Standard"
    answer = {"modules": sorted(libraries.getByName(library).ElementNames), "calls": [], "cells": []}
    provider = document.getScriptProvider()
    for name, arguments in order["calls"]:
        uri = f"vnd.sun.star.script:{library}.{name}?language=Basic&location=document"
        try:
            result = provider.getScript(uri).invoke(tuple(arguments), (), ())[0]
        except Exception as error:
            result = f"!! {error}"
        answer["calls"].append(plain(result))
    sheet = document.Sheets.getByIndex(0)
    for formula, cells, shape in order["formulas"]:
        fill(sheet, cells)
        answer["cells"].append(results(sheet, formula, shape))
    print(json.dumps(answer))
    document.close(True)
finally:
    try:
        desktop.terminate()
    except Exception:
        office.terminate()
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.kill()
