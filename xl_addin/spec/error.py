"""What is wrong with a spec by itself."""

from xl_addin.language import Text


class SpecError(ValueError):
    """A spec that contradicts itself; `text` says how in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class FieldError(SpecError):
    """A field whose value is not what it takes; `text` goes on after the field's name."""
