"""What every command is made of: `--debug`, `--lang`, no option without effect, faults that name their file."""

from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeGuard

import click

from xl_addin.cli.help_page import Decorated, Described, Option, option
from xl_addin.cli.speaking import LANGUAGES, one_language, said, settle
from xl_addin.fault import ReaderGone, told
from xl_addin.language import Text
from xl_addin.problem import Problem

DEBUG = "--debug"
OURS = Text(
    "lỗi của chương trình, không phải của người dùng ({kind}: {reason}); hãy chạy lại với --debug và gửi những gì hiện "
    "ra cho người hỗ trợ",
    "a fault of the program, not yours ({kind}: {reason}); run again with --debug and send what it shows to your "
    "support",
)
_DEBUG = Text("Khi có lỗi, in đầy đủ để gửi người hỗ trợ.", "Where something fails, print all of it for your support.")
_LANG = Text("Ngôn ngữ của thông báo.", "Language of the messages.")


def language_option(command: Decorated) -> Decorated:
    """`--lang vi|en`; without it, the language asked for before the command, else that of the environment."""
    return option("--lang", "language", type=click.Choice(LANGUAGES), callback=one_language, help=_LANG)(command)


class _Settled(Described):
    """A command that settles the language before anything else is read, and refuses what it would not heed."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params.append(Option([DEBUG], is_flag=True, expose_value=False, help=_DEBUG))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As any command, but `--lang` counts wherever it stands, and no value is dropped in silence."""
        settle(ctx, args)
        try:
            self._refuse_unheeded(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # Click's parser leaves it out, and nobody further up knows it.
            error.ctx = error.ctx or ctx
            raise

    def _refuse_unheeded(self, ctx: click.Context, args: list[str]) -> None:
        """Click would take the last of an option's values and forget the others, and an empty one for none."""
        values, _, order = self.make_parser(ctx).parse_args(list(args))
        for one, count in Counter(order).items():
            value = values.get(one.name)
            if any(isinstance(text, str) and not text.strip() for text in (value if _several(value) else [value])):
                raise click.BadParameter(said("giá trị để trống", "the value is empty"), param=one)
            if count > 1 and isinstance(one, Option) and not (one.multiple or one.is_flag):
                name = max(one.opts, key=len)
                raise click.BadOptionUsage(
                    name,
                    said(f"{name} ghi {count} lần; hãy ghi một lần", f"{name} is given {count} times; give it once"),
                )


def _several(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, list | tuple)


class Command(_Settled):
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
        values = [ctx.params[one.name] for one in self.params if _is_source(one) and one.name]
        named = [str(one) for value in values for one in (value if isinstance(value, tuple) else (value,)) if one]
        return ", ".join(named) or ctx.command_path


def _is_source(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument) or (isinstance(parameter, Option) and parameter.is_source)


def command(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command."""
    return click.command(name, cls=Command, **settings)


class CommandGroup(_Settled, click.Group):
    """A command of commands; `--lang` may stand before the command as well as after it."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        before = Option(["--lang"], type=click.Choice(LANGUAGES), callback=one_language, expose_value=False, help=_LANG)
        self.params.append(before)


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
