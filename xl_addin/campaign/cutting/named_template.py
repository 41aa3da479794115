"""A template of unit sheets by the name of a shipped one or by its path."""

from pathlib import Path

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.package.package import file_bytes
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.template.template import Template, open_template

_NO_TEMPLATE = Text(
    "không có mẫu này, cũng không có tệp .xlsx nào ở đường dẫn đó",
    "there is no such template, nor an .xlsx file at that path",
)


def named_template(name: str) -> Template:
    """A template by the name of a shipped one or by its path; Problem, with the shipped ones, where it is neither."""
    folder = shipped_folder("workbook_templates")
    shipped = sorted(path.stem for path in folder.glob("*.xlsx"))
    path = str(folder / f"{name}.xlsx") if name in shipped else name
    if not Path(path).exists():
        raise Problem(unknown(_NO_TEMPLATE, name, shipped), file=name)
    return open_template(file_bytes(Path(path)), file=Path(path).name if path != name else name)
