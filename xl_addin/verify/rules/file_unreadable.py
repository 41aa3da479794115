"""C801 file-unreadable: a file could not be read, so nothing in it was checked.

## What it does
Says for every file given, or found in a folder, that cannot be opened as a workbook what it seems to be and what to
do. The other files are checked all the same; the exit status is 2.

## Why it is bad
A report that silently leaves a file out looks as if the file were clean.

## Example
`Bao cao thang 6.xlsx` cut short on its way through a chat application; an `.xlsx` that is a PDF; a workbook with a
password.

## How to mend
Follow the message; mostly: open the file in Excel and save it as .xlsx.

## What is not detected
Lock files of open workbooks (`~$…`, `.~lock…#`) and hidden folders are passed over without a word. This rule can be
neither ignored nor suppressed.
"""

from xl_addin.problem import Problem
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("C801", "file-unreadable", Severity.ERROR)


def unreadable(problem: Problem) -> Diagnostic:
    """The finding that stands for a file that could not be read."""
    return RULE.found(None, None, None, problem.text, actual=problem.place)
