"""What several commands take: a spec and its parameters, `name=value` options, the data of a template."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.help_page import Decorated, option
from xl_addin.cli.speaking import said
from xl_addin.language import Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.spec.figures import SeparatorMark
    from xl_addin.spec.model import Spec
    from xl_addin.template.data.context import DataFile
    from xl_addin.workbook.model.book import Book

_NAMED_FILE = re.compile(r"(?P<name>[^\W\d]\w*)=(?P<file>.+)", re.DOTALL)


def spec_options(command: Decorated) -> Decorated:
    """`--spec NAME` with its `--param name=value`, for `spec_asked_for`."""
    with_parameters = option(
        "--param",
        "parameters",
        multiple=True,
        callback=pairs,
        metavar=Text("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
        help=Text("Tham số của đặc tả, ví dụ target=510000.", "A parameter of the spec, such as target=510000."),
    )(command)
    return option("--spec", help=Text("Đặc tả của chiến dịch.", "The campaign's spec."))(with_parameters)


def spec_named(name: str | None, parameters: Mapping[str, str]) -> "Spec | None":
    """The spec named on the command line with the parameters given there; None if none was named.

    Whether they fit together can be said only with those a workbook keeps (`with_kept_parameters`).
    Parameters without a spec are a usage error.
    """
    if name is None:
        if parameters:
            raise click.UsageError(said("--param cần có --spec", "--param needs --spec"))
        return None
    from xl_addin.spec.load import load_spec
    from xl_addin.spec.parameter_option import with_parameters

    return with_parameters(load_spec(name), parameters)


def spec_asked_for(name: str | None, parameters: Mapping[str, str]) -> "Callable[[Book], Spec | None]":
    """`spec_named` with the parameters of a given workbook.

    `--param` comes before what the workbook keeps in its own parameter sheet, and that before the spec's file.
    """
    if name is None:
        spec_named(name, parameters)
        return lambda _book: None
    from xl_addin.api import spec_in_book

    return spec_in_book(name, parameters)


def pairs(_context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """`name=value` options as a mapping; a usage error for another form, and for a name that is given twice."""
    found: dict[str, str] = {}
    for value in values:
        name, separator, text = value.partition("=")
        if not separator or not name.strip() or not text.strip():
            raise click.BadParameter(
                said(f"cần dạng tên=giá_trị, không phải “{value}”", f"expected name=value, not {value!r}"),
                param=parameter,
            )
        if name.strip() in found:
            raise click.BadParameter(
                said(f"{name.strip()} ghi hai lần; hãy ghi một lần", f"{name.strip()} is given twice; give it once"),
                param=parameter,
            )
        found[name.strip()] = text.strip()
    return found


def data_options(command: Decorated) -> Decorated:
    """`--data`, `--set` and `--decimal`, for `files_named` and `context_asked_for`."""
    command = option(
        "--decimal",
        type=click.Choice([",", "."]),
        help=Text(
            "Dấu thập phân của số trong tệp CSV, khi tệp không tự cho biết.",
            "What begins the decimals of numbers in a CSV file, where the file does not tell.",
        ),
    )(command)
    command = option(
        "--set",
        "values",
        multiple=True,
        callback=pairs,
        metavar=Text("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
        help=Text("Thêm hoặc thay một giá trị, ví dụ ngay=15/12/2023.", "Add or replace a value, such as n=510000."),
    )(command)
    return option(
        "--data",
        multiple=True,
        metavar=Text("[TÊN=]TỆP", "[NAME=]FILE"),
        help=Text(
            "Dữ liệu: .json, .yaml, .csv hoặc sổ tính; có TÊN thì gọi bằng tên đó.",
            "Data: .json, .yaml, .csv or a workbook; with NAME it is called so.",
        ),
    )(command)


def files_named(data: Sequence[str]) -> "list[DataFile]":
    """The files of data; `name=file` is one with a name, unless a file is called so."""
    from xl_addin.template.data.context import DataFile

    found = []
    for text in data:
        named = None if Path(text).exists() else _NAMED_FILE.fullmatch(text)
        found.append(DataFile(named["file"], named["name"]) if named else DataFile(text))
    return found


def context_asked_for(
    files: "Sequence[DataFile]", values: Mapping[str, str], decimal: "SeparatorMark | None"
) -> dict[str, object]:
    """What the template is rendered with; Problem for data that cannot be read."""
    from xl_addin.template.data.context import context_of, given_value

    try:
        given = {name: given_value(text, decimal) for name, text in values.items()}
    except Problem as problem:
        raise Problem(problem.text, place="--set") from None
    return context_of(files, given, decimal)
