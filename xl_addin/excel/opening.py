"""Open a file with the program this computer keeps for its kind, if there is one."""

import os
import sys
import webbrowser
from pathlib import Path


def is_opened(path: Path) -> bool:
    """Whether some program opened the file. Where none is kept for such files, nothing happens."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return True
        return webbrowser.open(path.as_uri())
    except OSError:
        # Windows: no program is associated (1155), or the one that is cannot be started.
        return False
