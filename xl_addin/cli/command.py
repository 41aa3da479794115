"""What every command and option is made of: help in two languages, `--debug`, faults that name their file."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

import click

from xl_addin.fault import ReaderGone, told
from xl_addin.language import Language, Text, language_of_environment
from xl_addin.problem import Problem

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)
DEBUG = "--debug"
_LANGUAGE = "xl_addin.language"
OURS = Text(
    "lỗi của chương trình, không phải của người dùng ({kind}: {reason}); hãy chạy lại với --debug và gửi những gì hiện "
    "ra cho người hỗ trợ",
    "a fault of the program, not yours ({kind}: {reason}); run again with --debug and send what it shows to your "
    "support",
)
_DEBUG = Text("Khi có lỗi, in đầy đủ để gửi người hỗ trợ.", "Where something fails, print all of it for your support.")


def language_asked_for(arguments: Sequence[str]) -> Language:
    """The `--lang` among a command's arguments, else the language of the environment."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang"):
            value = argument.partition("=")[2] or "".join(arguments[index + 1 : index + 2])
            if value in ("vi", "en"):
                return "en" if value == "en" else "vi"
    return language_of_environment()


def said(vi: str, en: str) -> str:
    """A usage error in the language asked for."""
    return Text(vi, en).in_language(_spoken())


def _spoken() -> Language:
    context = click.get_current_context(silent=True)
    language: Language | None = context.meta.get(_LANGUAGE) if context else None
    return language or language_of_environment()


class Option(click.Option):
    """An option whose help is a `Text`."""

    def __init__(self, *declarations: Any, help: Text, **settings: Any) -> None:
        self._text = help
        super().__init__(*declarations, **settings)

    @property
    def help(self) -> str | None:
        """In the language of the command that is running."""
        return self._text.in_language(_spoken())

    @help.setter
    def help(self, _: str | None) -> None:
        """Click's own place for it stays empty."""


def option(*declarations: str, help: Text, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option."""
    return click.option(*declarations, cls=Option, help=help, **settings)


class _Described(click.Command):
    """A command whose help is a `Text`; it settles the language before anything else is read."""

    def __init__(self, *arguments: Any, help: Text, **settings: Any) -> None:
        self._text = help
        super().__init__(*arguments, **settings)
        self.params.append(Option([DEBUG], is_flag=True, expose_value=False, help=_DEBUG))

    @property
    def help(self) -> str | None:
        """In the language of the command that is running."""
        return self._text.in_language(_spoken())

    @help.setter
    def help(self, _: str | None) -> None:
        """Click's own place for it stays empty."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As any command, but `--lang` counts wherever it stands."""
        ctx.meta.setdefault(_LANGUAGE, language_asked_for(args))
        return super().parse_args(ctx, args)


class Command(_Described):
    """A command: a fault of ours inside it names what it was working on."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; raises Problem for whatever nobody foresaw."""
        try:
            return super().invoke(ctx)
        except (Problem, click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            raise told(error, self._worked_on(ctx), ours=OURS) from error

    def _worked_on(self, ctx: click.Context) -> str:
        values = [ctx.params[one.name] for one in self.params if isinstance(one, click.Argument) and one.name]
        named = [str(one) for value in values for one in (value if isinstance(value, tuple) else (value,)) if one]
        return ", ".join(named) or ctx.command_path


def command(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command."""
    return click.command(name, cls=Command, **settings)


class CommandGroup(_Described, click.Group):
    """A command of commands."""

    command_class = Command


def group(**settings: Any) -> Callable[[Callable[..., Any]], CommandGroup]:
    """Make a function a group of commands."""
    return click.group(cls=CommandGroup, **settings)


class Folder(CommandGroup):
    """A group whose commands are the modules of a package, each loaded when it is called."""

    def __init__(self, package: str, **settings: Any) -> None:
        self._package = package
        super().__init__(**settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command asked for; to Click a reader that has gone is exit status 1, which here means findings."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """`unit_sheets.py` is `unit-sheets`."""
        path = import_module(self._package).__path__
        return sorted(module.name.replace("_", "-") for module in iter_modules(path))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command its module is named after."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"{self._package}.{name}"), name)
        return found
