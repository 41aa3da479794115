"""What is wrong with a file by the schemas of ECMA-376 and the further demands of the Open XML SDK.

`openxml-audit` has both. Where it is not installed (it is in `bench/requirements.txt`), nothing is found.
"""

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

# Places in a part: they move with the lines, and the fault they name stays the same one.
_PLACES = re.compile(r"\[\d+\]|\b\d+\b|line \d+")


@cache
def _validator() -> Any:
    try:
        from openxml_audit import FileFormat, OpenXmlValidator
    except ImportError:
        return None
    return OpenXmlValidator(FileFormat.MICROSOFT_365)


def is_judged() -> bool:
    """Whether there is a judge of it."""
    return _validator() is not None


def faults(data: bytes) -> frozenset[str]:
    """The faults of a file, each once, without the numbers of lines and parts in them."""
    validator = _validator()
    if validator is None:
        return frozenset()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(data)
        return frozenset(_PLACES.sub("", re.sub(r"\d+", "", str(each))) for each in validator.validate(path).errors)
