"""Pictures of small sheets, as SVG: a template, and beside it what comes out."""

from collections.abc import Iterator, Sequence
from html import escape

from openpyxl.utils import get_column_letter

Rows = Sequence[Sequence[str]]
_ROW, _LETTER, _MARGIN, _NUMBERS, _GAP = 22, 7.3, 14, 26, 44
_NARROWEST = 56
_STYLE = (
    "text{font:13px 'Segoe UI',Arial,sans-serif;fill:#1f2937}.h{fill:#6b7280;text-anchor:middle}"
    ".c{fill:#fff;stroke:#cbd5e1}.k{fill:#f1f5f9;stroke:#cbd5e1}.m{fill:#fef3c7;stroke:#cbd5e1}"
    ".e{fill:#1d4ed8}.t{font-weight:600}"
)


def sheets_picture(template: tuple[str, Rows], results: Sequence[tuple[str, Rows]]) -> str:
    """Sheets with their names, the template on the left; rows that mark are coloured, markup is blue."""
    drawn, x, below = [], 1.0, 1.0
    left, width, tall = _drawn(*template, x, below)
    drawn.append(left)
    x += width + _GAP
    height, widest = tall, 0.0
    for name, rows in results:
        right, width, tall = _drawn(name, rows, x, below)
        drawn.append(right)
        below += tall + _MARGIN
        widest = max(widest, width)
    height, arrow = max(height, below) + 2, x - _GAP / 2
    total = x + widest + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {total:.0f} {height:.0f}"><style>{_STYLE}</style>\n'
        + "\n".join(drawn)
        + f'\n<text class="h" x="{arrow:.1f}" y="{_ROW * 2.7:.1f}">➜</text>\n</svg>\n'
    )


def _drawn(name: str, rows: Rows, x: float, y: float) -> tuple[str, float, float]:
    """A sheet's picture, its width and its height."""
    columns = max(map(len, rows))
    texts = [[row[column] if column < len(row) else "" for row in rows] for column in range(columns)]
    # What is alone in its row may run over the cells beside it, as in Excel.
    widths = [
        max(
            _NARROWEST,
            *(
                _LETTER * len(text) + _MARGIN
                for row, text in zip(rows, column, strict=True)
                if sum(map(bool, row)) > 1 or columns == 1
            ),
            0,
        )
        for column in texts
    ]
    alone = [_LETTER * len(row[0]) + _MARGIN for row in rows if sum(map(bool, row)) == 1 and row[0]]
    widths[-1] += max(0, max(alone, default=0) - sum(widths))
    return "\n".join(_cells(name, rows, widths, x, y)), _NUMBERS + sum(widths), _ROW * (len(rows) + 2)


def _cells(name: str, rows: Rows, widths: Sequence[float], x: float, y: float) -> Iterator[str]:
    yield f'<text class="t" x="{x + 2:.1f}" y="{y + 15:.1f}">{escape(name)}</text>'
    y += _ROW
    yield _box("k", x, y, _NUMBERS)
    left = x + _NUMBERS
    for column, width in enumerate(widths, start=1):
        yield _box("k", left, y, width) + _heading(get_column_letter(column), left + width / 2, y)
        left += width
    for number, row in enumerate(rows, start=1):
        y += _ROW
        yield _box("k", x, y, _NUMBERS) + _heading(str(number), x + _NUMBERS / 2, y)
        left, marks = x + _NUMBERS, any(text.startswith("{%tr") for text in row)
        boxes, words = [], []
        for column, width in enumerate(widths):
            text = row[column] if column < len(row) else ""
            boxes.append(_box("m" if marks or text.startswith("{%tc") else "c", left, y, width))
            words.append(_word(text, left, y, width))
            left += width
        yield "".join([*boxes, *words])


def _box(kind: str, x: float, y: float, width: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_ROW}"/>'


def _heading(text: str, x: float, y: float) -> str:
    return f'<text class="h" x="{x:.1f}" y="{y + 15:.1f}">{text}</text>'


def _word(text: str, x: float, y: float, width: float) -> str:
    if not text:
        return ""
    markup = ' class="e"' if "{{" in text or "{%" in text or text.startswith("=") else ""
    number = text.replace(".", "", 1).removeprefix("-").isdecimal()
    place = f'x="{x + width - 7:.1f}" text-anchor="end"' if number else f'x="{x + 7:.1f}"'
    return f'<text{markup} {place} y="{y + 15:.1f}">{escape(text)}</text>'
