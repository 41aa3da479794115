"""What was found in a file, in a few lines: how many findings of each kind."""

from collections import Counter

from xl_addin.language import Text
from xl_addin.verify.check import CheckedFile


def counts_of(checked: CheckedFile) -> list[Text]:
    """One line for a file, then one per kind of finding."""
    counts = Counter((found.code, found.name) for found in checked.diagnostics)
    head = (
        Text("{file}: {count} điểm sai", "{file}: {count} findings").with_values(
            file=checked.path, count=len(checked.diagnostics)
        )
        if counts
        else Text("{file}: kiểm tra không thấy sai", "{file}: verified, nothing found").with_values(file=checked.path)
    )
    lines = [
        Text("  {code} {name}: {count}", "  {code} {name}: {count}").with_values(code=code, name=name, count=count)
        for (code, name), count in sorted(counts.items())
    ]
    return [head, *lines]
