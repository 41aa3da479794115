"""One spelling for each sign: full-width, decomposed and typographic characters, with their places kept."""

import unicodedata
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.notation.error import NotationError

MAX_LENGTH = 8192
"""Longest text that is read: the length Excel allows a formula."""

_SIGNS = str.maketrans(
    dict.fromkeys("−–—‒‐‑﹣", "-")
    | dict.fromkeys("×✕✖⨯∗⋅·∙", "*")
    | dict.fromkeys("хХ", "x")  # Cyrillic, from a keyboard left in another layout
    | dict.fromkeys("∕⁄", "/")
    | dict.fromkeys("∶", ":")
    | dict.fromkeys("ΣƩ", "∑")
    | {"⋯": "..."}
)
_VARIATION_SELECTORS = ("\ufe0e", "\ufe0f")
# NFKC would turn 4² into 42 and ½ into 1⁄2; a footnote mark must stay visible as what it is.
_NOT_PLAIN = ("<super>", "<sub>", "<fraction>")


@dataclass(frozen=True)
class Characters:
    """A text in one spelling; `origins[i]` is where its character `i` stood, the last entry the length."""

    text: str
    origins: tuple[int, ...]


def normalised(original: str) -> Characters:
    """The text with each sign in one spelling; NotationError if it is longer than MAX_LENGTH."""
    if len(original) > MAX_LENGTH:
        raise NotationError(
            Text(
                vi=f"Công thức cột dài quá {MAX_LENGTH} ký tự; hãy rút gọn",
                en=f"The notation is longer than {MAX_LENGTH} characters; shorten it",
            ),
            MAX_LENGTH,
        )
    text: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(original):
        end = start + 1
        while end < len(original) and unicodedata.combining(original[end]):
            end += 1
        plain = _plain(original[start:end])
        text.append(plain)
        origins.extend([start] * len(plain))
        start = end
    return Characters("".join(text), (*origins, len(original)))


def _plain(cluster: str) -> str:
    if unicodedata.category(cluster[0]) == "Cf" or cluster[0] in _VARIATION_SELECTORS:
        return ""
    if unicodedata.decomposition(cluster[0]).startswith(_NOT_PLAIN):
        return cluster
    return unicodedata.normalize("NFKC", cluster).translate(_SIGNS)
