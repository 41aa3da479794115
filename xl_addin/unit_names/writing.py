"""One way of writing a unit's name: composed Unicode, single spaces, nothing invisible, tone marks in one place."""

import unicodedata

from xl_addin.unit_names.tone_marks import TonePlacement, with_tones_placed

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# Eth and African D look like Đ; fonts and converters mix them up.
_LOOKALIKES = str.maketrans("ÐƉðɖ", "ĐĐđđ")


def plainly_written(name: str) -> str:
    """The same letters in composed Unicode, single spaces (also for line breaks), no invisible characters."""
    return " ".join(unicodedata.normalize("NFC", name.translate(_INVISIBLE)).split())


def standard_name(name: str, placement: TonePlacement = "old") -> str:
    """The name as it should be typed: plainly written, a true Đ, tone marks where `placement` puts them."""
    return with_tones_placed(plainly_written(name).translate(_LOOKALIKES), placement)


def without_marks(text: str) -> str:
    """The plain Latin letters: `Đồng Xoài` is `Dong Xoai`."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(
        str.maketrans("Đđ", "Dd")
    )
