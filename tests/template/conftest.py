"""Small templates built in the test, rendered and read back with openpyxl."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from xl_addin.problem import Problem
from xl_addin.template.render import render_workbook

Render = Callable[..., Workbook]


def bytes_of(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def saved() -> Callable[[Workbook], bytes]:
    return bytes_of


@pytest.fixture
def render() -> Render:
    """Render an openpyxl workbook with the names given."""

    def rendered(book: Workbook, **context: object) -> Workbook:
        return load_workbook(
            BytesIO(render_workbook(bytes_of(book), context, file="mau.xlsx").draft.data()), rich_text=True
        )

    return rendered


@pytest.fixture
def rendered_bytes() -> Callable[..., bytes]:
    """The file that an openpyxl workbook is rendered to with the names given."""

    def rendered(book: Workbook, **context: object) -> bytes:
        return bytes(render_workbook(bytes_of(book), context, file="mau.xlsx").draft.data())

    return rendered


@pytest.fixture
def printed(tmp_path: Path, libreoffice: object) -> Callable[[bytes, str], list[str]]:
    """What the first sheet's cells read on a PC of a region (`vi-VN`), by LibreOffice: a line for each row.

    `libreoffice` skips the test where there is none.
    """

    def read(data: bytes, locale: str) -> list[str]:
        path, profile = tmp_path / "in.xlsx", tmp_path / locale
        path.write_bytes(data)
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
            f"<value>{locale}</value></prop></item></oor:items>",
            encoding="utf-8",
        )
        # Tab, quote, UTF-8, from line 1; neither quoted nor as stored, but as shown.
        as_shown = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true"
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", as_shown]
        subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=180)
        return (tmp_path / "in.csv").read_text(encoding="utf-8").splitlines()

    return read


@pytest.fixture
def rendered_values() -> Render:
    """Render an openpyxl workbook with the names given; every formula gives way to the value stored with it."""

    def rendered(book: Workbook, **context: object) -> Workbook:
        data = render_workbook(bytes_of(book), context, file="mau.xlsx").draft.data()
        return load_workbook(BytesIO(data), data_only=True)

    return rendered


@pytest.fixture
def problem() -> Callable[..., str]:
    """The message, in English, that rendering a workbook ends with."""

    def message(book: Workbook, **context: object) -> str:
        with pytest.raises(Problem) as caught:
            render_workbook(bytes_of(book), context, file="mau.xlsx")
        assert caught.value.text.vi != caught.value.text.en
        return caught.value.line("en")

    return message
