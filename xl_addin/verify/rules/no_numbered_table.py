"""S702 no-numbered-table: no visible sheet of the book has a table with a column-number row.

Nothing could be held to its word. If there should be one, add the row under the header that numbers the columns
and states the formulas: `1 | 2 | 3 | 4 | 5=3-4`.
"""

from collections.abc import Iterator

from xl_addin.language import Text
from xl_addin.verify.context import Context
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("S702", "no-numbered-table", Severity.WARNING)


def check(context: Context) -> Iterator[Diagnostic]:
    """One finding for the whole book."""
    if not context.views:
        yield RULE.found(
            None,
            None,
            None,
            Text(
                "Không tìm thấy bảng có dòng số cột trong tệp; chưa kiểm tra được số liệu nào.",
                "No table with a column-number row was found; no figures were checked.",
            ),
            Text(
                "Thêm dưới tiêu đề bảng một dòng đánh số cột và ghi công thức: 1 | 2 | 3 | 4 | 5=3-4.",
                "Under the table's header add a row that numbers the columns: 1 | 2 | 3 | 4 | 5=3-4.",
            ),
        )
