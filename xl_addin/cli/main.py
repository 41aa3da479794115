"""`xl-addin`: the group of commands, and how the program ends."""

import gc
import os
import signal
import sys
from collections.abc import Sequence

import click

from xl_addin import __version__, fault
from xl_addin.cli.command import DEBUG, Folder
from xl_addin.cli.help_page import Option
from xl_addin.cli.speaking import language_asked_for
from xl_addin.cli.usage import told_usage
from xl_addin.language import Text

# As shells tell of a process that a signal ended: 128 and its number.
ENDED_FROM_OUTSIDE = 143

commands = Folder(
    "xl_addin.cli.commands",
    help=Text(
        "Bảng có dòng số cột: điền, kiểm tra, cắt phiếu giao chỉ tiêu.",
        "Numbered tables: fill them, verify them, cut them into unit sheets.",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)
_VERSION = Text("In số phiên bản rồi thoát.", "Print the version and exit.")
click.version_option(__version__, prog_name="xl-addin", message="%(prog)s %(version)s", cls=Option, help=_VERSION)(
    commands
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; whatever goes wrong is one line on standard error and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a pipe may not be UTF-8; Vietnamese must come through all the same.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Programs that run for a moment leave hardly any rubbish; looking for it takes a tenth of the start.
    gc.set_threshold(100_000, 20, 20)
    # Ended from outside, what is being written is taken back as after Ctrl-C.
    signal.signal(signal.SIGTERM, _ended_from_outside)
    given = sys.argv[1:] if arguments is None else arguments
    if DEBUG in given:
        # The processes we start learn it this way, too.
        os.environ[fault.DEBUG] = "1"
    status = fault.exit_status(lambda: _run(arguments), language_asked_for(given))
    # Python would look for rubbish once more in all that is about to go: a sixth of a short run.
    gc.freeze()
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int:
    """The command's exit status; Click reads the arguments itself where none are given, as Windows needs it."""
    try:
        status = commands.main(arguments, prog_name="xl-addin", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return fault.FAILED
    except click.ClickException as error:
        raise told_usage(error) from error
    except click.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0


def _ended_from_outside(*_: object) -> None:
    sys.exit(ENDED_FROM_OUTSIDE)
