"""Cut one file per unit in several processes: each reads the template once, none knows of the others' units."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xl_addin.campaign.cutting.issue import Issue
from xl_addin.campaign.cutting.manifest.model import UnitIssue
from xl_addin.campaign.cutting.named_template import named_template
from xl_addin.campaign.cutting.unit_sheets import prepared, unit_sheets
from xl_addin.spec.model import Spec

# Below this starting processes takes longer than it saves.
FEWEST_AT_ONCE = 40
_MOST_PROCESSES = 8


@dataclass(frozen=True)
class UnitFile:
    """A unit's workbook, and what its manifest says of the unit."""

    name: str
    data: bytes
    unit: UnitIssue


@dataclass(frozen=True)
class _Work:
    """What every process is told once."""

    issue: Issue
    names: Sequence[str]
    template: str
    spec: Spec | None


def unit_files_at_once(
    issue: Issue,
    names: Sequence[str],
    template: str,
    *,
    spec: Spec | None,
    processes: int | None = None,
    done: Callable[[], None] = lambda: None,
) -> list[UnitFile]:
    """The units' files in their order; `done` is called after each. Problem as `unit_sheets` says."""
    work = _Work(issue, names, template, spec)
    workers = min(processes or os.cpu_count() or 1, _MOST_PROCESSES)
    at_once = workers > 1 and len(names) >= FEWEST_AT_ONCE
    files = []
    for file in _in_processes(work, workers) if at_once else _one_by_one(work):
        files.append(file)
        done()
    return files


def _one_by_one(work: _Work) -> Iterator[UnitFile]:
    cut = _cutter(work)
    yield from map(cut, range(len(work.names)))


def _in_processes(work: _Work, workers: int) -> Iterator[UnitFile]:
    from xl_addin.verify.parallel import interruptions_waiting, processes_for

    with processes_for(workers, _begin, work) as pool:
        with interruptions_waiting():
            found = pool.map(_cut_here, range(len(work.names)), chunksize=8)
        yield from found


_HERE: list[Callable[[int], UnitFile]] = []


def _begin(work: _Work) -> None:
    """In a new process: the work, and the template opened once."""
    _HERE[:] = [_cutter(work)]


def _cut_here(place: int) -> UnitFile:
    return _HERE[0](place)


def _cutter(work: _Work) -> Callable[[int], UnitFile]:
    template = named_template(work.template)
    entries = prepared(template, work.spec)

    def cut(place: int) -> UnitFile:
        name = work.names[place]
        sheets = unit_sheets(work.issue.of_unit(place, name), template, entries)
        [unit] = sheets.units
        return UnitFile(name, sheets.data(), unit)

    return cut
