"""Texts in formatted runs without the tags that stand in them, which Excel may have torn apart."""

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from xl_addin.package.parts import children


def without_tags(text: etree._Element, written: Iterable[str]) -> etree._Element:
    """The text without these tags and the blanks at its ends; runs of which nothing is left are gone."""
    copy = deepcopy(text)
    texts = [each for run in children(copy, "r") for each in children(run, "t")]
    for tag in written:
        start = "".join(each.text or "" for each in texts).find(tag)
        if start >= 0:
            _cut(texts, start, start + len(tag))
    whole = "".join(each.text or "" for each in texts)
    _cut(texts, len(whole.rstrip()), len(whole))
    _cut(texts, 0, len(whole) - len(whole.lstrip()))
    for run in children(copy, "r"):
        if not any(each.text for each in children(run, "t")):
            copy.remove(run)
    return copy


def _cut(texts: Iterable[etree._Element], start: int, end: int) -> None:
    """Take out what stands from one place of all texts together to another."""
    for each in texts:
        own = each.text or ""
        first, last = (min(max(at, 0), len(own)) for at in (start, end))
        each.text = own[:first] + own[last:]
        start, end = start - len(own), end - len(own)
