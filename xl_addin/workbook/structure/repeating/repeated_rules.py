"""Formulas and texts of a rule over areas that came to stand in several places: one rule for all that say the same."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import GONE, displaced
from xl_addin.workbook.structure.places import XmlPlace

PlaceKey = tuple[int, XmlPlace]
_FORMULA = ("formula", "name")


class Image(NamedTuple):
    """An area of the template and one of the places where it came to stand."""

    area: Area
    copy: Area


class RuleTexts(NamedTuple):
    """What a place of a rule says; `is_uniform` where that is known to be the same in all images."""

    key: PlaceKey
    text: str
    is_uniform: bool


class RuleShare(NamedTuple):
    """Images in which a rule says the same, as the first of their cells has it."""

    areas: list[Area]
    texts: Mapping[PlaceKey, str]


def rules_of(
    texts: Sequence[RuleTexts],
    areas: Sequence[Area],
    images: Sequence[Image],
    written: Callable[[XmlPlace, str, Area | None], str],
) -> list[RuleShare]:
    """The parts of a rule, one where all of its images say the same.

    Formulas count from the first row and column of all areas together, as read and as written.
    """
    copies = [image.copy for image in images]
    template = _first(areas)

    def said(image: Image) -> list[str]:
        corner = _corner(image.area)
        return [written(each.key[1], _at(each.key[1], each.text, template, corner), image.copy) for each in texts]

    if all(each.is_uniform for each in texts) or len(images) == 1:
        start, first = _corner(copies[0]), _first(copies)
        whole = zip(texts, said(images[0]), strict=True)
        return [RuleShare(copies, {each.key: _at(each.key[1], text, start, first) for each, text in whole})]
    far = max(each.first_row for each in copies), max(each.first_column for each in copies)
    found: dict[tuple[str, ...], tuple[list[Area], list[str]]] = {}
    for image in images:
        own, copy = said(image), image.copy
        apart = [_at(each.key[1], text, _corner(copy), far) for each, text in zip(texts, own, strict=True)]
        # What would leave the sheet on its way is told by its place.
        lost = any(GONE in new and GONE not in old for new, old in zip(apart, own, strict=True))
        key = (*apart, str(copy)) if lost else tuple(apart)
        found.setdefault(key, ([], own if lost else apart))[0].append(copy)
    parts = []
    for key, (its_areas, texts_there) in found.items():
        start = far if len(key) == len(texts) else _corner(its_areas[0])
        first = _first(its_areas)
        new = {each.key: _at(each.key[1], text, start, first) for each, text in zip(texts, texts_there, strict=True)}
        parts.append(RuleShare(its_areas, new))
    return parts


def _corner(area: Area) -> tuple[int, int]:
    return area.first_row, area.first_column


def _first(areas: Sequence[Area]) -> tuple[int, int]:
    return min(area.first_row for area in areas), min(area.first_column for area in areas)


def _at(place: XmlPlace, text: str, corner: tuple[int, int], other: tuple[int, int]) -> str:
    """What a formula seen from one cell says seen from another, as when it is filled there."""
    if place.kind not in _FORMULA or corner == other:
        return text
    return displaced(text, other[0] - corner[0], other[1] - corner[1])
