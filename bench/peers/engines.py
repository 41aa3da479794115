"""How each engine is run over a template. An engine that is not on the machine says so with its reason."""

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from xl_addin.problem import Problem
from xl_addin.template.render import render_workbook

HERE = Path(__file__).parent
JXLS_CLASSES = "JXLS_CLASSPATH"
"""The environment's name for where JXLS and what it needs are, as `java -cp` takes it."""
NODE_MODULES = "NODE_PATH"

Fill = Callable[[bytes, Mapping[str, object]], bytes]


class Refused(Exception):
    """An engine refuses a template, with its own words."""


class NotHere(Exception):
    """An engine that this machine cannot run."""


def by_xl_addin(template: bytes, data: Mapping[str, object]) -> bytes:
    """What this program makes of it."""
    try:
        return render_workbook(template, data, file="mau.xlsx").draft.data()
    except Problem as problem:
        raise Refused(problem.text.en) from problem


def by_xltpl(template: bytes, data: Mapping[str, object]) -> bytes:
    """What xltpl makes of it."""
    try:
        writer_of = import_module("xltpl.writerx").BookWriter
    except ImportError as error:
        raise NotHere("pip install xltpl==0.21") from error
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.xlsx"), Path(folder, "out.xlsx")
        source.write_bytes(template)
        try:
            writer = writer_of(str(source))
            writer.render_book(
                [
                    {**data, "tpl_idx": index, "sheet_name": name}
                    for index, name in enumerate(load_workbook(BytesIO(template)).sheetnames)
                ]
            )
            writer.save(str(target))
        except Exception as error:
            raise Refused(f"{type(error).__name__}: {error}") from error
        return target.read_bytes()


def by_jxls(template: bytes, data: Mapping[str, object], *, strict: bool = False) -> bytes:
    """What JXLS makes of it, by Java: as it comes, or as its documents advise, with errors and permissions."""
    classes = os.environ.get(JXLS_CLASSES)
    if classes is None or which("java") is None:
        raise NotHere(f"JXLS is not on this machine: java, and its jars in {JXLS_CLASSES}")
    return _by_program(
        ["java", f"-Dstrict={strict}", "-cp", classes, str(HERE / "Fill.java")], template, _in_lines(data)
    )


def by_xlsx_template(template: bytes, data: Mapping[str, object]) -> bytes:
    """What xlsx-template makes of it, by Node."""
    if which("node") is None or not any(
        Path(folder, "xlsx-template").is_dir() for folder in os.environ.get(NODE_MODULES, "").split(os.pathsep)
    ):
        raise NotHere(f"npm install xlsx-template@1.4.7, and its folder in {NODE_MODULES}")
    return _by_program(["node", str(HERE / "fill.js")], template, json.dumps(data))


ENGINES: Mapping[str, Fill] = {
    "xl-addin": by_xl_addin,
    "xltpl": by_xltpl,
    "JXLS": by_jxls,
    "JXLS, strict": partial(by_jxls, strict=True),
    "xlsx-template": by_xlsx_template,
}


def _in_lines(data: Mapping[str, object]) -> str:
    """The data as `Fill.java` reads them."""
    lines: list[str] = []
    for name, value in data.items():
        if not isinstance(value, list):
            lines.append(f"{name}\t{value}")
            continue
        lines.append(f"{name}[]")
        lines += ["\t".join([f"{name}[]", *(f"{field}={item[field]}" for field in item)]) for item in value]
    return "\n".join(lines)


def _by_program(command: list[str], template: bytes, data: str) -> bytes:
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("in.xlsx", "data", "out.xlsx")]
        paths[0].write_bytes(template)
        paths[1].write_text(data, encoding="utf-8")
        ran = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False, timeout=120)
        if ran.returncode or not paths[2].is_file():
            raise Refused(ran.stderr.strip().splitlines()[0] if ran.stderr.strip() else "nothing written")
        return paths[2].read_bytes()
