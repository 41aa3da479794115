"""Everything that is wrong with a spec's file, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.problem import Problem


@dataclass(frozen=True, order=True)
class SpecFault:
    """One mistake in a spec's file and its line, counted from 1."""

    line: int
    text: Text


class FaultySpec(Problem):
    """A spec's file with mistakes, in the order of its lines, each once; a problem of one line for each of them."""

    def __init__(self, file: str, faults: Iterable[SpecFault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
        self.path = file
        first, *rest = self.faults
        text = Text(
            vi="\n".join([first.text.vi, *(f"{file}:{fault.line}: {fault.text.vi}" for fault in rest)]),
            en="\n".join([first.text.en, *(f"{file}:{fault.line}: {fault.text.en}" for fault in rest)]),
        )
        super().__init__(text, file=f"{file}:{first.line}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let it travel between processes."""
        return FaultySpec, (self.path, self.faults)
