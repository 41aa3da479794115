"""What is wrong with a file by the schemas of ECMA-376 and the further demands of the Open XML SDK.

`openxml-audit` has both. Where it is not installed (it is in `bench/requirements.txt`), nothing is found.
"""

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

# Numbers of lines, parts and elements: they move with the rows, and the fault they name stays the same one.
_NUMBERS = re.compile(r"\[?\d+\]?")


@cache
def _validator() -> Any:
    try:
        from openxml_audit import FileFormat, OpenXmlValidator
    except ImportError:
        return None
    return OpenXmlValidator(FileFormat.MICROSOFT_365)


def faults(data: bytes) -> frozenset[str]:
    """The faults of a file, each once, without the numbers of lines and parts in them."""
    validator = _validator()
    if validator is None:
        return frozenset()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(data)
        return frozenset(_NUMBERS.sub("", str(each)) for each in validator.validate(path).errors)
