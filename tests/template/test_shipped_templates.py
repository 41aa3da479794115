"""The .xlsx files that are shipped are what their script builds."""

import importlib
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from xl_addin.shipped import shipped_folder

FOLDER = shipped_folder("workbook_templates")


def parts(source: BytesIO | Path) -> dict[str, bytes]:
    """Every part; the times of making are no part of a template."""
    with zipfile.ZipFile(source) as archive:
        return {
            name: re.sub(rb"<dcterms:\w+.*?</dcterms:\w+>", b"", archive.read(name))
            if name == "docProps/core.xml"
            else archive.read(name)
            for name in archive.namelist()
        }


def test_the_shipped_templates_are_those_the_script_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FOLDER)
    templates = importlib.import_module("make_templates").TEMPLATES
    assert {path.name for path in FOLDER.glob("*.xlsx")} == templates.keys()
    for name, build in templates.items():
        fresh = BytesIO()
        build().save(fresh)
        expected, shipped = parts(fresh), parts(FOLDER / name)
        assert shipped.keys() == expected.keys(), name
        for part, content in expected.items():
            assert shipped[part] == content, f"{name}: {part} differs: run make_templates.py"
