"""The pages of `--help` in one language: headings, usage, defaults, what stands for a value."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from xl_addin.cli.speaking import spoken
from xl_addin.language import Text

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

_HELP = Text("Hiện trang này rồi thoát.", "Show this page and exit.")
_WORDS = {
    "Usage": Text("Cách dùng", "Usage"),
    "Options": Text("Tùy chọn", "Options"),
    "Commands": Text("Lệnh", "Commands"),
    "[OPTIONS]": Text("[TÙY CHỌN]", "[OPTIONS]"),
    "COMMAND [ARGS]...": Text("LỆNH …", "COMMAND …"),
    "TEXT": Text("TÊN", "NAME"),
    "PATH": Text("TỆP", "FILE"),
    "INTEGER": Text("SỐ", "NUMBER"),
    "INTEGER RANGE": Text("SỐ", "NUMBER"),
}
"""Words of Click's own on these pages."""
_DEFAULT, _REQUIRED = Text("mặc định: {value}", "default: {value}"), Text("bắt buộc", "required")


def _word(word: str) -> str:
    return _WORDS[word].in_language(spoken()) if word in _WORDS else word


class Formatter(click.HelpFormatter):
    """Click's layout under our words."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how the command is called."""
        super().write_usage(prog, args, prefix or f"{_word('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        """The line above options or commands."""
        super().write_heading(_word(heading))


class Context(click.Context):
    """A command that is running, and how its help is laid out."""

    formatter_class = Formatter


class Option(click.Option):
    """An option whose help, and what stands for its value, are a `Text`; `is_source`: it names what is worked on."""

    def __init__(
        self,
        *declarations: Any,
        help: Text,
        metavar: Text | str | None = None,
        is_source: bool = False,
        **settings: Any,
    ) -> None:
        self._text, self._value, self.is_source = help, metavar, is_source
        super().__init__(*declarations, **settings)

    @property
    def help(self) -> str | None:
        """In the language of the command that is running."""
        return self._text.in_language(spoken())

    @help.setter
    def help(self, _: str | None) -> None:
        """Click's own place for it stays empty."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the option's value."""
        if self._value is not None:
            return self._value.in_language(spoken()) if isinstance(self._value, Text) else self._value
        return _word(super().make_metavar(ctx))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option, and its help with the values it takes and what holds where it is left out."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        notes = []
        if self.show_default:
            notes.append(_DEFAULT.with_values(value=str(self.get_default(ctx, call=False))).in_language(spoken()))
        if isinstance(self.type, click.IntRange):
            notes += [f"{sign} {end}" for sign, end in (("≥", self.type.min), ("≤", self.type.max)) if end is not None]
        if self.required:
            notes.append(_REQUIRED.in_language(spoken()))
        return record[0], " ".join([self.help or "", *(f"[{note}]" for note in notes)])


class NamedArgument(click.Argument):
    """An argument whose name is a `Text`."""

    def __init__(self, *declarations: Any, metavar: Text, **settings: Any) -> None:
        self.called = metavar
        super().__init__(*declarations, **settings)

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for it on the line that says how the command is called."""
        name = f"{self.called.in_language(spoken())}{'…' if self.nargs < 0 else ''}"
        return name if self.required else f"[{name}]"


def option(*declarations: str, help: Text, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option."""
    return click.option(*declarations, cls=Option, help=help, **settings)


def argument(name: str, *, metavar: Text, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an argument; `metavar` is its name for people."""
    return click.argument(name, cls=NamedArgument, metavar=metavar, **settings)


class Described(click.Command):
    """A command whose help is a `Text`."""

    context_class = Context

    def __init__(self, *arguments: Any, help: Text, **settings: Any) -> None:
        self._text = help
        super().__init__(*arguments, **settings)

    @property
    def help(self) -> str | None:
        """In the language of the command that is running."""
        return self._text.in_language(spoken())

    @help.setter
    def help(self, _: str | None) -> None:
        """Click's own place for it stays empty."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, with its own help in our language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _HELP.in_language(spoken())
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command's name."""
        return [_word(piece) for piece in super().collect_usage_pieces(ctx)]
