"""Words the macros share, and how their messages are put together."""

from collections.abc import Sequence

from xl_addin.language import Text

COPY_KEPT = Text("Bản sao trước khi ghi: {copy}", "The copy from before: {copy}")
_MORE = Text("- … và {count} ghi chú nữa", "- … and {count} notes more")
_MOST_NOTES = 8
"""More lines do not fit into a message box on a small screen."""


def joined(*parts: Text | None) -> Text:
    """The parts that are there, as paragraphs."""
    there = [part for part in parts if part is not None and part.vi]
    return Text("\n\n".join(part.vi for part in there), "\n\n".join(part.en for part in there))


def listed(notes: Sequence[Text]) -> Text | None:
    """Notes one below the other, None without any."""
    lines = [Text(f"- {note.vi}", f"- {note.en}") for note in notes[:_MOST_NOTES]]
    if len(notes) > _MOST_NOTES:
        lines.append(_MORE.with_values(count=len(notes) - _MOST_NOTES))
    return Text("\n".join(line.vi for line in lines), "\n".join(line.en for line in lines)) if lines else None
