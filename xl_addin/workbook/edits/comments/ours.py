"""Comments that are ours: signed in their text, because not every program keeps a comment's author.

A fence before and one behind: whoever writes something of their own before or behind them makes the comment theirs.
"""

import re

AUTHOR = "xl-addin"
FENCE = f"— {AUTHOR} —"

_OURS = re.compile(rf"\s*{FENCE}(?:(?!{FENCE}).)*{FENCE}\s*", re.DOTALL)
# A fence that was never closed is still no word of the officer's.
_OUR_WORDS = re.compile(rf"{FENCE}.*?(?:{FENCE}|\Z)", re.DOTALL)


def signed(text: str) -> str:
    """A comment's text with the fences that tell that it is ours."""
    return f"{FENCE}\n{text.replace(FENCE, AUTHOR)}\n{FENCE}"


def is_ours(comment: str) -> bool:
    """Whether the comment holds nothing but what we wrote."""
    return _OURS.fullmatch(comment) is not None


def without_our_words(comment: str) -> str:
    """What others wrote into the comment."""
    return _OUR_WORDS.sub("", comment)
