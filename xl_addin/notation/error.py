"""What is wrong with a text, and at which character."""

from xl_addin.language import Text
from xl_addin.problem import Problem


class NotationError(Problem):
    """A notation or formula that cannot be read.

    `position` counts the characters of the original text before the fault (0 to its length).
    """

    def __init__(self, text: Text, position: int) -> None:
        super().__init__(text)
        self.position = position


def quoted(fragment: str) -> str:
    """A piece of the text for a message; what cannot be seen is shown by its code point."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in fragment)
