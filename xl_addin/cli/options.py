"""What the commands share: options, the language they speak, how they read parameters and write files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.help_page import Decorated, option
from xl_addin.cli.speaking import said
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec
    from xl_addin.workbook.model.book import Book


def dry_run_option(command: Decorated) -> Decorated:
    """`--dry-run`: say what would be written, write nothing."""
    return option(
        "--dry-run",
        is_flag=True,
        help=Text("Chỉ nói sẽ ghi gì, không ghi.", "Say what would be written; write nothing."),
    )(command)


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


def out_option(required: bool = True) -> Callable[[Decorated], Decorated]:
    """`-o FILE`."""
    return option(
        "-o",
        "--output",
        required=required,
        type=click.Path(),
        help=Text("Tệp kết quả.", "The file to write."),
    )


def pairs(_context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """`name=value` options as a mapping."""
    found: dict[str, str] = {}
    for value in values:
        name, separator, text = value.partition("=")
        if not separator or not name.strip() or not text.strip():
            raise click.BadParameter(
                said(f"cần dạng tên=giá_trị, không phải “{value}”", f"expected name=value, not {value!r}"),
                param=parameter,
            )
        found[name.strip()] = text.strip()
    return found


def write(files: Mapping[Path, bytes], *, language: Language, dry_run: bool) -> None:
    """Save the files one after the other, each atomically, and say so; a dry run only says so.

    If one of them cannot be written, none is.
    """
    from xl_addin.package.saving import check_target, save_atomically

    verb = Text("Sẽ ghi", "Would write") if dry_run else Text("Đã ghi", "Wrote")
    if not dry_run:
        for path in files:
            check_target(path)
    for path, data in files.items():
        if not dry_run:
            save_atomically(path, data)
        click.echo(f"{verb.in_language(language)} {path}")


def not_the_same(source: str, output: str) -> None:
    """Refuse to write a result over the workbook it was made from: the office's file is never damaged."""
    if Path(output).exists() and Path(source).exists() and Path(output).samefile(source):
        raise Problem(
            Text(
                "tệp kết quả trùng với tệp gốc; hãy chọn tên khác cho -o",
                "the result would overwrite its source; give -o another name",
            ),
            file=output,
        )


def workbook_path(output: str, ending: str = ".xlsx") -> Path:
    """Where a workbook of that ending's kind is to be written; under another Excel would call it damaged."""
    path = Path(output)
    if path.suffix.lower() != ending and not path.is_dir():
        raise Problem(
            Text(
                "tệp kết quả phải có đuôi {ending}; hãy ghi -o {name}{ending}",
                "the result is an {ending} file; give -o {name}{ending}",
            ).with_values(name=path.stem, ending=ending),
            file=output,
        )
    return path
