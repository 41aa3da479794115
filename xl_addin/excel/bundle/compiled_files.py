"""Compile the bundle's libraries when it is made: on the officer's PC that would take minutes.

Excel starts Python so that it writes no compiled files; without them every start would take seconds longer.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from xl_addin.language import Text
from xl_addin.problem import Problem


def compiled_files(files: Mapping[str, bytes], version: tuple[int, int]) -> dict[str, bytes]:
    """The compiled modules of these sources for a Python of this version, by name.

    They are valid whatever date their source has, since unpacking a zip changes it. Compiling is the work of a
    Python of that version: Problem if this one is another. A source that does not compile has no compiled file.
    """
    if sys.version_info[:2] != version:
        raise Problem(
            Text(
                "bộ cài mang Python {theirs}, phải dựng bằng chính bản đó (đang chạy Python {ours}); hãy dùng gói "
                "Python {ours}.x cho Windows, hoặc chạy lệnh này bằng Python {theirs}",
                "the bundle's Python is {theirs}, and only that version can make it (this is Python {ours}); give the "
                "Windows Python {ours}.x, or run this command with Python {theirs}",
            ).with_values(theirs="{}.{}".format(*version), ours="{}.{}".format(*sys.version_info))
        )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in files.items():
            if name.endswith(".py"):
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(data)
        # A process of its own: what Python writes depends a little on what the process has done before.
        options = ["-q", "-q", "--invalidation-mode", "unchecked-hash", "-s", folder]
        subprocess.run([sys.executable, "-I", "-m", "compileall", *options, folder], check=False, capture_output=True)
        return {str(path.relative_to(root).as_posix()): path.read_bytes() for path in root.rglob("*.pyc")}
