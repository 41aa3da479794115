"""A bar on a terminal while work goes on: how much of it is done, or only that it goes on and for how long."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from xl_addin.language import Language, Text


@contextmanager
def progress(what: Text, language: Language, *, of: int | None = None) -> Iterator[Callable[[], None]]:
    """Show progress on standard error if that is a terminal; what is given is called after each of so many pieces.

    Without a number only that work goes on. Nothing is shown for one piece, nor in a pipe; at the end the bar is gone.
    """
    if (of is not None and of < 2) or not sys.stderr.isatty():
        yield lambda: None
        return
    # A tenth of a second, which only somebody who looks at a terminal pays.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    ends = (TimeElapsedColumn(),) if of is None else (MofNCompleteColumn(), TimeRemainingColumn())
    columns = (TextColumn("{task.description}"), BarColumn(), *ends)
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what.in_language(language), total=of)
        yield lambda: shown.advance(task)
