"""What a part leads to, of the parts that are there."""

from collections.abc import Iterator

from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations


def reached(source: PartSource, part: str, *kinds: str) -> Iterator[str]:
    """The parts that a part leads to in one of these ways (`drawing`, `comments`, …), each once, as they are spelled.

    What leads nowhere, or out of the file, is passed over: there is nothing in it to move.
    """
    seen = set()
    for relation in relations(source, part):
        if relation.kind in kinds and not relation.external and relation.target in source:
            name = source.actual_name(relation.target)
            if name not in seen:
                seen.add(name)
                yield name
