"""Names of files that every system accepts."""

import re

MANIFEST_OF_FILES = "phieu.json"
"""What the manifest is called in a folder with a file for each unit."""

# Windows allows none of these in a file name, nor a dot or space at its end.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 80


def file_name(unit: str) -> str:
    """A unit's name as the name of a file, without an ending."""
    return _FORBIDDEN.sub("-", unit)[:_LONGEST_NAME].strip(". ") or "don-vi"
