"""`--select` and `--ignore`: which rules count, by their codes."""

from collections.abc import Callable, Collection

import click

from xl_addin.cli.help_page import Decorated, option
from xl_addin.cli.speaking import said
from xl_addin.language import Text


def codes_option(name: str, help_: Text) -> Callable[[Decorated], Decorated]:
    """`--select V3,F204`: codes or their beginnings, separated by commas; empty where the option is not given."""

    def read(_context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
        from xl_addin.verify.selection import unknown_selector

        asked = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
        if values and not asked:
            raise click.BadParameter(said("không có mã nào", "there is no code in it"), param=parameter)
        wrong = unknown_selector(asked)
        if wrong is not None:
            raise click.BadParameter(said(wrong.vi, wrong.en), param=parameter)
        return asked

    return option(name, multiple=True, callback=read, metavar=Text("MÃ,…", "CODE,…"), help=help_)


def not_both(select: Collection[str], ignore: Collection[str]) -> None:
    """Raise a usage error for codes that are asked for and left out in one breath."""
    both = ", ".join(code for code in select if code in ignore)
    if both:
        raise click.UsageError(
            said(f"{both} ghi ở cả --select và --ignore", f"{both} stands in both --select and --ignore")
        )
