"""Where a Vietnamese syllable carries its tone mark: `hòa` the older way, `hoà` the newer one.

Both ways differ only in open syllables with `oa`, `oe`, `uy`. Elsewhere one place is right, and a mark put elsewhere
(`hòang`, `qúy`, `gìa`) is a typing slip. Words that are no Vietnamese syllable (`Pleiku`, `Đắk`) stay as they are.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

TonePlacement = Literal["old", "new"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_DIPHTHONGS = (
    "iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|uêu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|yê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu"
)
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi(?=[aăâeêiouôơưy])|qu(?=[aăâeêioôơy])|[ckpt]h|tr|[bcdđghklmnprstvx])?"
    rf"(?P<vowels>{_DIPHTHONGS}|[aăâeêioôơuưy])"
    r"(?P<final>ng|nh|ch|[cmnpt])?"
)
_EITHER_WAY = ("oa", "oe", "uy")
_WORD = re.compile(r"[^\W\d_]+")


def with_tones_placed(text: str, placement: TonePlacement) -> str:
    """The text with every Vietnamese syllable's tone mark in its place. Expects composed Unicode (NFC)."""
    return _WORD.sub(lambda word: _placed(word[0], placement), text)


def is_vietnamese_syllable(word: str) -> bool:
    """Whether a word (composed Unicode) can be a Vietnamese syllable: its letters in order, at most one tone mark."""
    letters, tones = _without_tones(word)
    return len(tones) <= 1 and _SYLLABLE.fullmatch("".join(letters).lower()) is not None


def _without_tones(word: str) -> tuple[list[str], list[str]]:
    letters, tones = [], []
    for character in word:
        decomposed = unicodedata.normalize("NFD", character)
        tones += [mark for mark in decomposed if mark in _TONES]
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES)))
    return letters, tones


@lru_cache(maxsize=4096)
def _placed(word: str, placement: TonePlacement) -> str:
    if word.isascii():
        return word
    letters, tones = _without_tones(word)
    syllable = _SYLLABLE.fullmatch("".join(letters).lower())
    if len(tones) != 1 or syllable is None:
        return word
    at = syllable.start("vowels") + _bearer(syllable["vowels"], syllable["final"], placement)
    letters[at] = unicodedata.normalize("NFC", letters[at] + tones[0])
    return "".join(letters)


def _bearer(vowels: str, final: str | None, placement: TonePlacement) -> int:
    """Which of the vowels bears the tone."""
    marked = [index for index, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 3 or (len(vowels) == 2 and final):
        return 1
    return 1 if vowels in _EITHER_WAY and placement == "new" else 0
