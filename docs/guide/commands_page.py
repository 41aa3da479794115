"""`commands.md`: every command of the command line with its options and examples, from the commands themselves."""

from collections.abc import Iterator, Mapping, Sequence

import click

from guide.texts import data
from xl_addin.cli.main import commands
from xl_addin.cli.speaking import settle

_COMMON = ("--lang", "--debug", "--help")
_INTRODUCTION = """\
# Commands

What `xl-addin` does, command by command. The page is generated from the commands; its examples run as tests, in a
folder where `xl-addin demo` has written `out/`, `units.csv` holds the figures of an office's units, `wards.csv`,
`offices.csv` and `changes.csv` are the examples of `kon_tum` in `formulas_spec/examples/`, and `bao-cao-mau.xlsx` is a
template with a row for each of the units.

## What holds for all

- `--lang vi` or `--lang en`, before the command or after it, is the language of all that is said; without it the
  variable `XL_ADDIN_LANG` counts, then the locale. `--debug` shows what stands behind a fault, `-h` or `--help` a
  command's own help.
- Exit status: 0 done, or nothing found; 1 findings; 2 something could not be done or the command line is wrong. What is
  wrong is one line on standard error, with the nearest option, command, sheet, column or parameter that exists.
- Nothing is dropped in silence: an option that would have no effect, or that is given twice, is an error.
- A workbook is never written over its source (`fix --in-place` apart), nor over a file that xl-addin did not write or
  that was changed since, unless `--force` is given. What was written is known by its SHA-256, kept in the user's own
  folder (`~/.local/state/xl-addin`, `%LOCALAPPDATA%\\xl-addin`, or where `XL_ADDIN_STATE` says). Reports, the demo and
  the add-in are written anew each time. Where a result cannot go is told before the work.
- A file is written whole or not at all, whatever happens meanwhile. `--backup` keeps what is written over, as
  `so.xlsx.bak`, then `so.xlsx.bak2`; none of them is ever overwritten.
- Figures are written `500000`, `500 000`, `57,4` or `57,4%`; in a whole number to share (`--target 4=500.000`) any mark
  groups thousands, elsewhere `1.200` is refused, as it reads two ways. Dates are `20/6/2023` or `2023-06-20`.
"""


def commands_page() -> str:
    """The page, in English."""
    examples = data("commands.yaml")
    with click.Context(commands, info_name="xl-addin") as root:
        settle(root, ["--lang=en"])
        sections = [_section(name, context, examples) for name, context in all_commands(root)]
    return "\n".join([_INTRODUCTION, *sections]).rstrip() + "\n"


def all_commands(context: click.Context) -> Iterator[tuple[str, click.Context]]:
    """Every command that does something, by the words it is called with, in its context."""
    group = context.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from ((f"{name} {words}", each) for words, each in all_commands(inner))
        else:
            yield name, inner


def own_options(context: click.Context) -> list[click.Option]:
    """The options of a command but for those that every command has."""
    options = [one for one in context.command.get_params(context) if isinstance(one, click.Option)]
    return [one for one in options if max(one.opts, key=len) not in _COMMON]


def _section(name: str, context: click.Context, examples: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    with context:
        usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
        records = [one.get_help_record(context) for one in own_options(context)]
        lines = [f"## {name}", "", context.command.help or "", "", "```text", usage, "```", ""]
    rows = [f"| `{_cell(shown)}` | {_cell(what)} |" for shown, what in filter(None, records)]
    lines += ["| option | |", "|---|---|", *rows, ""] if rows else []
    for example in examples[name]:
        notes = [f"exit status {example['ends']}"] if "ends" in example else []
        notes += [example["elsewhere"]] if "elsewhere" in example else []
        aside = f" ({'; '.join(notes)})" if notes else ""
        lines += [f"{_sentence(example['does'])}{aside}:", "", "```sh", example["run"], "```", ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
