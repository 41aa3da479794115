"""S702 no-numbered-table: no visible sheet of the book has a table with a column-number row.

## What it does
Says when there was nothing to hold to its word. A table without column numbers that calculates is held to its own
formulas and totals, and counts as checked; so does a list of names and days, in which there is nothing to calculate.
Where there are tables but none of the given spec's, as in a book of
unit sheets, it is a note: then the spec has nothing to say.

## Why it is bad
A workbook without a finding looks checked; this one was not.

## Example
A list of names under a plain header, or a form whose column-number row was deleted.

## How to mend
Add the row under the header that numbers the columns and states the formulas: `1 | 2 | 3 | 4 | 5=3-4`.

## What is not detected
Tables on hidden sheets are not looked for.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("S702", "no-numbered-table", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for the whole book."""
    if not case.all_views and not case.holds_only_lists:
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
    elif case.spec is not None and not any(view.spec for view in case.views):
        yield RULE.found(
            None,
            None,
            None,
            Text(
                "Tệp không có bảng nào của đặc tả “{spec}”: các bảng chỉ được kiểm tra theo dòng số cột của chúng.",
                "The file has none of the tables of the spec “{spec}”: they were only held to their own notation.",
            ).with_values(spec=case.spec.key),
            Text(
                "Chọn đúng tệp hoặc đúng đặc tả; bảng được nhận ra theo tên trang tính, số cột và tiêu đề cột.",
                "Give the right file or the right spec; tables are known by sheet name, column numbers and headings.",
            ),
            severity=Severity.NOTE,
        )
