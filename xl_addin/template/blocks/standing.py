"""Where the markers of blocks stand: rows, columns, panels, sheets."""

from dataclasses import dataclass

from xl_addin.language import Text


@dataclass(frozen=True)
class MarkerStanding:
    """Where blocks stand: the two letters of their tag, how a list of tags says it, and what is told elsewhere."""

    tag: str
    listed: Text
    elsewhere: Text


ROWS = MarkerStanding(
    "tr",
    Text("(dòng)", "for rows"),
    Text("thẻ {%tr … %} phải đứng một mình trong dòng", "{%tr … %} must stand alone in its row"),
)
COLUMNS = MarkerStanding(
    "tc",
    Text("(cột)", "for columns"),
    Text("thẻ {%tc … %} phải đứng một mình trong cột", "{%tc … %} must stand alone in its column"),
)
PANELS = MarkerStanding(
    "tb",
    Text("(khối ô)", "for panels"),
    Text(
        "thẻ {%tb … %} đặt ở ô đầu và ô cuối của khối ô",
        "{%tb … %} belongs into the first and the last cell of a panel",
    ),
)
SHEETS = MarkerStanding(
    "ts",
    Text("(trang, ở ô A1)", "in A1 for sheets"),
    Text("thẻ {%ts … %} chỉ đặt ở ô A1", "{%ts … %} belongs into cell A1"),
)
PARTS = (ROWS, COLUMNS)
"""Where what is repeated or chosen is a part of a sheet."""
