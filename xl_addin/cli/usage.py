"""What is wrong with a command line, in one line and one language: Click's findings as the officer reads them."""

import re
from ast import literal_eval
from collections.abc import Iterable

import click

from xl_addin.cli.help_page import NamedArgument
from xl_addin.known_names import nearest, unknown
from xl_addin.language import Text
from xl_addin.problem import Problem

_QUOTED = r"(?P<value>'.*'|\".*\")"
FINDINGS: tuple[tuple[str, Text], ...] = (
    (rf"No such option {_QUOTED}\.?", Text("không có tùy chọn {value}", "there is no option {value}")),
    (rf"No such command {_QUOTED}\.?", Text("không có lệnh “{value}”", "there is no command “{value}”")),
    (r"Missing command\.", Text("thiếu lệnh", "the command is missing")),
    (
        r"Got unexpected extra arguments? \((?P<value>.*)\)",
        Text(
            "thừa “{value}”; tên có dấu cách phải đặt trong dấu nháy", "“{value}” is too much; quote a name with spaces"
        ),
    ),
    (rf"Option {_QUOTED} does not take a value\.", Text("{value} không kèm giá trị", "{value} takes no value")),
    (rf"Option {_QUOTED} requires an argument\.", Text("{value} thiếu giá trị", "{value} lacks its value")),
    (rf"Option {_QUOTED} requires 2 arguments\.", Text("{value} cần hai giá trị", "{value} needs two values")),
    (rf"{_QUOTED} is not (one of )?'.*'\.", Text("không nhận “{value}”", "“{value}” is not accepted")),
    (
        r"(?P<value>.*) is not in the range .*\.",
        Text("{value} nằm ngoài khoảng cho phép", "{value} is out of range"),
    ),
    (rf"{_QUOTED} is not a valid .*\.", Text("“{value}” không phải số nguyên", "“{value}” is no whole number")),
)
"""Click's messages, whole, and what is said instead; `value` is what was typed."""

_ARGUMENT = Text("{name}: {text}", "{name}: {text}")
_MISSING = Text("thiếu {name}", "{name} is missing")
_HELP = Text("; xem `{command} --help`", "; see `{command} --help`")


def told_usage(error: click.ClickException) -> Problem:
    """The same error with the command as its place, and the nearest option, command or value that exists."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    parameter = error.param if isinstance(error, click.BadParameter) else None
    command = context.command_path if context else "xl-addin"
    if isinstance(error, click.MissingParameter) and parameter is not None:
        text = _MISSING.with_values(name=_named(parameter))
        help_ = _HELP.with_values(command=command)
        return Problem(Text(text.vi + help_.vi, text.en + help_.en), place=command)
    text, value = _finding(error.message)
    known = _known(error, context, parameter)
    if known:
        text = unknown(text, value, known)
    elif isinstance(error, click.NoSuchOption) and context is not None:
        meant = nearest(error.option_name, _options(context))
        if meant is not None:
            text = Text(f"{text.vi}; có phải {meant}?", f"{text.en}; do you mean {meant}?")
        else:
            help_ = _HELP.with_values(command=command)
            text = Text(text.vi + help_.vi, text.en + help_.en)
    place = command
    if isinstance(parameter, click.Option):
        place = f"{command} {max(parameter.opts, key=len)}"
    elif parameter is not None:
        text = _ARGUMENT.with_values(name=_named(parameter), text=text)
    return Problem(text, place=place)


def _finding(message: str) -> tuple[Text, str]:
    """What is said instead of Click's message, and the value it is about; a message of ours as it is."""
    for pattern, text in FINDINGS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            value = match.groupdict().get("value", "")
            value = str(literal_eval(value)) if value[:1] in ("'", '"') else value
            return text.with_values(value=value), value
    return Text(message, message), ""


def _known(
    error: click.ClickException, context: click.Context | None, parameter: click.Parameter | None
) -> tuple[str, ...]:
    """The names that exist where one that does not was typed, or none was."""
    if parameter is not None and isinstance(parameter.type, click.Choice):
        return tuple(str(choice) for choice in parameter.type.choices)
    if context is not None and isinstance(context.command, click.Group) and not isinstance(error, click.NoSuchOption):
        lost = re.match("No such command|Missing command", error.message)
        return tuple(context.command.list_commands(context)) if lost else ()
    return ()


def _options(context: click.Context) -> Iterable[str]:
    return [name for one in context.command.get_params(context) for name in one.opts if name.startswith("-")]


def _named(parameter: click.Parameter) -> Text:
    """`--format`, or an argument's name."""
    if isinstance(parameter, NamedArgument):
        return parameter.called
    name = max(parameter.opts, key=len)
    return Text(name, name)
