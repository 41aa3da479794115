"""Check the files and folders of a command line: what each is held to, in parallel, with progress on a terminal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.cli.command import OURS
from xl_addin.cli.options import spec_asked_for
from xl_addin.cli.progress.progress_bar import progress
from xl_addin.cli.settings import Threshold, settings_for
from xl_addin.cli.workbooks import workbooks_in
from xl_addin.language import Language, Text
from xl_addin.problem import Problem
from xl_addin.verify.batch import check_all
from xl_addin.verify.check import CheckedFile, check_file
from xl_addin.verify.selection import Selection

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec
    from xl_addin.workbook.model.book import Book

_NO_WORKBOOK = Text("trong thư mục này không có sổ tính nào", "there is no workbook in this folder")
_CHECKING = Text("Đang kiểm tra", "Checking")


@dataclass(frozen=True)
class Asked:
    """What the command line says, empty where it leaves it to the settings of a folder."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Threshold | None = None
    spec: str | None = None
    parameters: Mapping[str, str] | None = None


@dataclass(frozen=True)
class FileJob:
    """One file and what it is held to; `drawn` says whether the report needs its tables.

    `keeps_case` is for who goes on with the workbook in the same process: it does not travel.
    """

    path: str
    selection: Selection
    fail_on: Threshold
    spec: str | None
    parameters: tuple[tuple[str, str], ...]
    drawn: bool
    keeps_case: bool = False


def job_for(path: str, asked: Asked, *, drawn: bool = False) -> FileJob:
    """What a file is held to: what the command line says, else the settings of its folder; Problem as `jobs_for`."""
    settings = settings_for(Path(path))
    own_spec = asked.spec is not None
    # Whoever asks for a code wants to see it, whatever the office usually leaves out.
    ignored = asked.ignore or tuple(one for one in settings.selection.ignore if one not in asked.select)
    job = FileJob(
        path=path,
        selection=Selection(asked.select or settings.selection.select, ignored),
        fail_on=asked.fail_on or settings.fail_on,
        spec=asked.spec if own_spec else settings.spec,
        parameters=tuple(sorted({**({} if own_spec else settings.parameters), **(asked.parameters or {})}.items())),
        drawn=drawn,
    )
    try:
        spec_of(job)
    except Problem as problem:
        raise problem if own_spec else settings.named_in(problem) from problem.__cause__
    return job


def spec_of(job: FileJob) -> "Callable[[Book], Spec | None]":
    """The spec a job's workbook is held to, with the parameters the workbook itself keeps."""
    return _spec_of(job.spec, job.parameters)


def jobs_for(paths: Sequence[str], asked: Asked, *, drawn: bool) -> tuple[list[FileJob], list[CheckedFile]]:
    """A job for each workbook, and an outcome for each folder without any.

    Problem for settings or specs that are not valid: these are the office's own, not one file's.
    """
    files, empty = workbooks_in(paths)
    jobs = [job_for(path, asked, drawn=drawn) for path in files]
    return jobs, [CheckedFile(path, problem=Problem(_NO_WORKBOOK, file=path)) for path in empty]


def check_jobs(jobs: Sequence[FileJob], processes: int | None, language: Language) -> list[CheckedFile]:
    """The outcome of each job, in their order; progress on standard error if that is a terminal."""
    with progress(_CHECKING, language, of=len(jobs)) as done:
        return check_all(jobs, check_job, processes=processes, done=done)


def check_job(job: FileJob) -> CheckedFile:
    """Check one file; runs in a process of its own where there are many."""
    checked = check_file(job.path, spec_of(job), job.selection, ours=OURS)
    if job.keeps_case:
        return checked
    found = checked.verification
    if found is None or job.drawn:
        return replace(checked, case=None)
    # Figures nobody will draw need not travel between processes.
    return replace(checked, verification=replace(found, book=replace(found.book, sheets=()), remedies=()), case=None)


@cache
def _spec_of(name: str | None, parameters: tuple[tuple[str, str], ...]) -> "Callable[[Book], Spec | None]":
    """Read once in each process."""
    return spec_asked_for(name, dict(parameters))
