"""Which sheet of one version is which of the other: by name, else by what it holds."""

from collections.abc import Mapping

from xl_addin.comparing.matching.cell_keys import CellKeys, overlap

_ALIKE = 0.5


def paired_sheets(old: Mapping[str, CellKeys], new: Mapping[str, CellKeys]) -> dict[str, str]:
    """The sheets of both versions, by name: the same name, whatever its case, else the most alike of those left.

    Of two left over that hold nothing, only sheets in the same place of as many are taken for one.
    """
    names = {name.casefold(): name for name in new}
    pairs = {name: names[name.casefold()] for name in old if name.casefold() in names}
    left = [name for name in old if name not in pairs]
    free = [name for name in new if name not in pairs.values()]
    samples, others = {name: old[name].sample() for name in left}, {name: new[name].sample() for name in free}
    scores = [(overlap(samples[one], others[other]), one, other) for one in left for other in free]
    for score, one, other in sorted(scores, key=lambda each: -each[0]):
        if score >= _ALIKE and one not in pairs and other not in pairs.values():
            pairs[one] = other
    if len(old) == len(new):
        empty = [(one, other) for one, other in zip(old, new, strict=True) if one in samples and other in others]
        for one, other in empty:
            if one not in pairs and other not in pairs.values() and not samples[one] | others[other]:
                pairs[one] = other
    return pairs
