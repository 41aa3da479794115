"""Fixtures every room shares."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import hypothesis
import pytest

# A busy machine must not fail a property: examples have no deadline.
hypothesis.settings.register_profile("xl-addin", deadline=None)
hypothesis.settings.load_profile("xl-addin")

pytest_plugins = ["fixtures.books", "fixtures.counting", "fixtures.tables"]

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session", autouse=True)
def _list_of_written_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What commands write in tests is not remembered among the user's own files."""
    os.environ["XL_ADDIN_STATE"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice, recalculating: `libreoffice(path, "xlsx")` returns the new file.

    Without LibreOffice the test is skipped loudly; under CI it fails, because there it must be installed.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        reason = "LibreOffice (soffice) is not installed: the independent recalculation was NOT checked"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    profile = tmp_path_factory.mktemp("libreoffice-profile")
    # Recalculate on load always (0), not only files LibreOffice did not write: the cached values must not decide.
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
        "</oor:items>\n",
        encoding="utf-8",
    )

    def convert(path: Path, to: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
        return folder / f"{path.stem}.{to.partition(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def ods_book() -> Callable[[Sequence[Sequence[object]]], bytes]:
    """An OpenDocument workbook with one sheet `S` of texts and numbers, None for an empty cell."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        kind = "string" if isinstance(value, str) else "float"
        amount = "" if isinstance(value, str) else f' office:value="{value}"'
        text = f"<text:p>{escape(str(value))}</text:p>"
        return f'<table:table-cell office:value-type="{kind}"{amount}>{text}</table:table-cell>'

    def write(rows: Sequence[Sequence[object]]) -> bytes:
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        names = "urn:oasis:names:tc:opendocument:xmlns:"
        lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
            archive.writestr(
                "content.xml",
                f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
                f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
                f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>",
            )
        return target.getvalue()

    return write
