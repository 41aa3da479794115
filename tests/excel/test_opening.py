"""Opening files, on PCs where nothing can."""

import os
import sys
from pathlib import Path

import pytest

from xl_addin.excel.opening import is_opened


def test_nothing_opens_such_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuses(path: Path) -> None:
        raise OSError(1155, "No application is associated with the specified file for this operation", str(path))

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", refuses, raising=False)
    assert not is_opened(tmp_path / "phiếu.xlsx")
    monkeypatch.setattr(os, "startfile", lambda path: None)
    assert is_opened(tmp_path / "phiếu.xlsx")
