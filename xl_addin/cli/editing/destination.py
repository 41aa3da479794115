"""Where the result of a command that edits a workbook goes: a new file, over its source, or nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from xl_addin.cli.writing import (
    backup_option,
    dry_run_option,
    force_option,
    in_place_option,
    out_option,
    target_of,
    write,
)
from xl_addin.language import Language


@dataclass(frozen=True)
class Destination:
    """`-o`, `--in-place`, `--force`, `--backup` and `--dry-run` as they were given."""

    output: str | None
    in_place: bool
    force: bool
    backup: bool
    dry_run: bool

    @property
    def is_named(self) -> bool:
        """Whether anything is said about a file that is written."""
        return self.output is not None or self.in_place or self.force or self.backup

    def path(self, book: str) -> Path | None:
        """Where the result is to go, looked at before the work; a usage error or Problem as `target_of` says."""
        return target_of(
            book,
            self.output,
            in_place=self.in_place,
            force=self.force,
            backup=self.backup,
            dry_run=self.dry_run,
        )

    def write(self, path: Path | None, data: bytes, language: Language) -> None:
        """Save the result whole and say so; a dry run only says so, and without a path nothing is."""
        if path is not None:
            write(
                {path: data},
                language=language,
                dry_run=self.dry_run,
                force=self.force or self.in_place,
                backup=self.backup,
            )


def destination_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command these options; it takes them together, as `destination`."""

    @wraps(command)
    def called(*, output: str | None, in_place: bool, force: bool, backup: bool, dry_run: bool, **others: Any) -> int:
        return command(destination=Destination(output, in_place, force, backup, dry_run), **others)

    for option in (dry_run_option, backup_option, force_option, in_place_option, out_option(required=False)):
        called = option(called)
    return called
