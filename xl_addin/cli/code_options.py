"""`--select` and `--ignore`: which rules count, by their codes."""

from collections.abc import Callable

import click

from xl_addin.cli.options import Command
from xl_addin.language import language_of_environment


def codes_option(name: str, help_: str) -> Callable[[Command], Command]:
    """`--select V3,F204`: codes or their beginnings, separated by commas; empty where the option is not given."""

    def read(_context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
        from xl_addin.verify.selection import unknown_selector

        asked = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
        wrong = unknown_selector(asked)
        if wrong is not None:
            raise click.BadParameter(wrong.in_language(language_of_environment()), param=parameter)
        return asked

    return click.option(name, multiple=True, callback=read, metavar="CODE,…", help=help_)
