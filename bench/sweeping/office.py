"""What LibreOffice makes of files: whether it opens them, and which values it then shows."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from books import libreoffice_command

_AT_A_TIME = 20
_SECONDS = 120


def opened(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """The files, by the names given, that LibreOffice opens, each as it saves it again (into `folder`).

    It is given twenty at a time, and what then is missing once more by itself: one that hangs takes others with it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "in").mkdir(parents=True)
    given = {}
    for index, (name, path) in enumerate(files.items()):
        given[name] = folder / "in" / f"{index:05d}{path.suffix.lower()}"
        shutil.copyfile(path, given[name])
    made = {name: folder / "out" / f"{path.stem}.xlsx" for name, path in given.items()}
    for batch in _batches(list(given)):
        _convert([given[name] for name in batch], folder)
        for name in batch:
            if not made[name].exists():
                _convert([given[name]], folder)
    return {name: path for name, path in made.items() if path.exists()}


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _AT_A_TIME):
        yield names[start : start + _AT_A_TIME]


def _convert(paths: Sequence[Path], folder: Path) -> None:
    command = [*libreoffice_command(folder / "profile"), "--outdir", str(folder / "out"), *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            run.wait(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
