"""`xl-addin`: the group of commands, and the one place where a problem becomes a line and an exit status."""

import signal
import sys

import click

from xl_addin import __version__
from xl_addin.cli.commands.addin import addin
from xl_addin.cli.commands.demo import demo
from xl_addin.cli.commands.explain import explain
from xl_addin.cli.commands.fill import fill
from xl_addin.cli.commands.fix import fix
from xl_addin.cli.commands.new import new
from xl_addin.cli.commands.recalc import recalc
from xl_addin.cli.commands.unit_sheets import unit_sheets
from xl_addin.cli.commands.verify import verify
from xl_addin.cli.options import language_asked_for, said
from xl_addin.problem import Problem

CANNOT_BE_CHECKED = 2
# As shells tell of a process that a signal ended: 128 and its number.
INTERRUPTED, ENDED_FROM_OUTSIDE = 130, 143


@click.group(
    help=said(
        "Bảng có dòng số cột: điền, kiểm tra, cắt phiếu giao chỉ tiêu.",
        "Numbered tables: fill them, verify them, cut them into unit sheets.",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="xl-addin")
def commands() -> None:
    """The group every command hangs on."""


for _command in (demo, new, fill, verify, explain, fix, recalc, unit_sheets, addin):
    commands.add_command(_command)


def _ended_from_outside(*_: object) -> None:
    sys.exit(ENDED_FROM_OUTSIDE)


def main() -> None:
    """Run the command line; a Problem is one line on standard error and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a pipe may not be UTF-8; Vietnamese must come through all the same.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Ended from outside, what is being written is taken back as after Ctrl-C.
    signal.signal(signal.SIGTERM, _ended_from_outside)
    try:
        status = commands(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(CANNOT_BE_CHECKED)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except Problem as problem:
        click.echo(problem.line(language_asked_for(sys.argv)), err=True)
        sys.exit(CANNOT_BE_CHECKED)
