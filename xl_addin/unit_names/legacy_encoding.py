"""Vietnamese typed for fonts of the nineties (TCVN3, VNI), read as what it was meant to be.

Such a text holds Latin-1 letters that only its font draws as Vietnamese: `B×nh Ph­íc` (TCVN3), `Bình Phöôùc` (VNI).
Tables: TCVN 5712:1993 (TCVN3), and the two-letter code of the VNI fonts for Windows.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from xl_addin.unit_names.tone_marks import is_vietnamese_syllable

Encoding = Literal["TCVN3", "VNI"]

_TCVN3 = dict(
    zip(
        map(
            ord,
            "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        ),
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_SINGLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for typed, base in _VNI_BASES.items():
        for sign, tone in _TONES.items():
            table[typed + sign] = unicodedata.normalize("NFC", base + tone)
    for base in "aeo":
        for sign, tone in _CIRCUMFLEX.items():
            table[base + sign] = unicodedata.normalize("NFC", base + "\u0302" + tone)
    for sign, tone in _BREVE.items():
        table["a" + sign] = unicodedata.normalize("NFC", "a\u0306" + tone)
    capitals = {key.upper(): letter.upper() for key, letter in table.items()}
    titled = {key[0].upper() + key[1:]: letter.upper() for key, letter in table.items()}
    return {**titled, **capitals, **table}


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_WORD = re.compile(r"[^\W\d_]+")
# Signs of TCVN3 that are no letters to a computer but stand inside words.
_TCVN3_WORD = re.compile(r"(?:[^\W\d_]|[¡-¯µ-¾×÷\u00ad])+")
# Letters that only Unicode Vietnamese has: such a text was not typed for an old font.
_UNICODE_VIETNAMESE = re.compile("[\u0100-\u01ff\u0300-\u036f\u1ea0-\u1eff]")
# Letters and signs that Vietnamese in Unicode never has within a word.
_FOREIGN = re.compile("[¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþ\u00ad]")


class Legacy(NamedTuple):
    """The old encoding a text was typed in, and the text in Unicode."""

    encoding: Encoding
    text: str


def may_be_legacy(texts: Iterable[str]) -> bool:
    """A quick look at many texts: False only if none of them was typed for an old font."""
    return _FOREIGN.search("\0".join(texts)) is not None


def from_legacy(text: str) -> Legacy | None:
    """The text in Unicode, if it clearly was typed for an old font; None if it may be anything else.

    Clearly: no letter is one only Unicode Vietnamese has, at least two words hold signs no Vietnamese word has, and
    read in the old encoding every word that changes is a Vietnamese syllable.
    """
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return None
    plain = unicodedata.normalize("NFC", text)
    for encoding in ("TCVN3", "VNI"):
        found = _read(plain, encoding)
        if found is not None:
            return Legacy(encoding, found)
    return None


def _read(text: str, encoding: Encoding) -> str | None:
    pattern = _TCVN3_WORD if encoding == "TCVN3" else _WORD
    foreign = 0
    for word in pattern.findall(text):
        read = _decoded(word, encoding)
        if word.isascii():
            continue
        if not is_vietnamese_syllable(read):
            return None
        # A lone sign (`4×5`, `Ø 20`) and micrometres are no words.
        foreign += bool(_FOREIGN.search(word) and not word.startswith("µ") and re.search("[A-Za-z]", word))
    return pattern.sub(lambda word: _decoded(word[0], encoding), text) if foreign >= 2 else None


def _decoded(word: str, encoding: Encoding) -> str:
    if encoding == "VNI":
        return _VNI_LETTER.sub(lambda letter: _VNI[letter[0]], word)
    decoded = word.translate(_TCVN3)
    # TCVN3 has capitals only for bare vowels: a heading in capitals is the same letters in a font of capitals.
    letters = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return decoded.upper() if len(letters) > 1 and all(letter.isupper() for letter in letters) else decoded
