"""The one error a user sees: what is wrong, where, and what to do about it."""

from xl_addin.language import Language, Text


class OptionHint(Text):
    """Which option of the command line mends a problem; Excel, which has none, does not say it."""


class Problem(Exception):
    """Something the user can act on; the command line shows it as one line and exits with status 2.

    `file` is the path as the user gave it, `place` a cell (`Sheet!D9`), sheet, row or line in it, `by_option` what the
    command line adds to the text.
    Raise it where the fault is known; add the file further up with `in_file` where only the caller knows it.
    """

    def __init__(
        self, text: Text, *, file: str | None = None, place: str | None = None, by_option: OptionHint | None = None
    ) -> None:
        super().__init__(text.en)
        self.text = text
        self.file = file
        self.place = place
        self.by_option = by_option

    def __reduce__(self) -> tuple[object, ...]:
        """Let a problem travel between processes: an exception's own way back knows only its message."""
        return _restored, (self.text, self.file, self.place, self.by_option)

    def in_file(self, file: str) -> "Problem":
        """The same problem, naming its file unless it already does."""
        self.file = self.file or file
        return self

    def line(self, language: Language) -> str:
        """`file: place: message` in one language, as the command line says it."""
        text = "; ".join(part.in_language(language) for part in (self.text, self.by_option) if part)
        return ": ".join(part for part in (self.file, self.place, text) if part)


def _restored(text: Text, file: str | None, place: str | None, by_option: OptionHint | None) -> Problem:
    return Problem(text, file=file, place=place, by_option=by_option)
