"""Templates by name: those that come with the program, and files."""

from pathlib import Path
from typing import NamedTuple

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.package.package import file_bytes
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder

_NO_TEMPLATE = Text(
    "không có mẫu này, cũng không có tệp .xlsx nào ở đường dẫn đó",
    "there is no such template, nor an .xlsx file at that path",
)


class TemplateFile(NamedTuple):
    """A template's content, its name in messages, and the folder its pictures may come from."""

    content: bytes
    file: str
    folder: Path


def template_file(name: str) -> TemplateFile:
    """A template by the name of a shipped one or by its path; Problem, with the shipped ones, where it is neither."""
    folder = shipped_folder("workbook_templates")
    shipped = sorted(path.stem for path in folder.glob("*.xlsx"))
    if name in shipped:
        path = folder / f"{name}.xlsx"
        return TemplateFile(file_bytes(path), path.name, folder)
    if not Path(name).exists():
        raise Problem(unknown(_NO_TEMPLATE, name, shipped), file=name)
    return TemplateFile(file_bytes(Path(name)), name, Path(name).absolute().parent)
