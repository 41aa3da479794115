"""A file is replaced whole, keeps what it has beside its content, and a failure at any moment leaves it as it was."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from xl_addin.package.replacing import whole_file
from xl_addin.package.replacing.whole_file import put_file

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners and permissions of Linux and macOS")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with the content `old`, alone in its folder."""
    path = tmp_path / "sổ.xlsx"
    path.write_bytes(b"old")
    return path


def is_as_before(target: Path) -> bool:
    return target.read_bytes() == b"old" and [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_larger_than_one_write_is_whole(target: Path) -> None:
    data = os.urandom(2 * whole_file._PIECE + 7)
    put_file(target, data)
    assert target.read_bytes() == data


@pytest.mark.parametrize("written", range(4))
def test_a_disk_that_is_full_at_any_write_leaves_the_old_file(
    target: Path, written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    left = [written]

    def until_full(handle: int, data: bytes) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, "full")
        left[0] -= 1
        return write(handle, data[: len(data) // 2 + 1])

    monkeypatch.setattr(os, "write", until_full)
    with pytest.raises(OSError, match="full"):
        put_file(target, b"new" * 100)
    assert is_as_before(target)


@pytest.mark.parametrize("failing", ["force_to_disk", "carry", "take_name"])
def test_a_place_that_goes_away_leaves_the_old_file(
    target: Path, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise OSError(errno.ESTALE, "gone")

    monkeypatch.setattr(whole_file.system, failing, gone)
    with pytest.raises(OSError, match="gone"):
        put_file(target, b"new")
    assert is_as_before(target)


@POSIX
def test_a_limit_of_the_system_leaves_the_old_file(target: Path) -> None:
    program = """
import resource, sys
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    save_atomically(sys.argv[1], bytes(5000))
except Problem as problem:
    print(problem.line("en").encode("ascii", "replace").decode())
"""
    run = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, check=True, text=True)
    assert "takes no file of that size" in run.stdout
    assert is_as_before(target)


@POSIX
def test_permissions_stay(target: Path) -> None:
    target.chmod(0o640)
    put_file(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@POSIX
def test_without_the_group_its_members_may_do_what_everybody_may(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.chmod(0o674)
    monkeypatch.setattr(whole_file.system, "_owned_like", lambda *_: False)
    put_file(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o644


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root gives files away")
def test_owner_and_group_stay(target: Path) -> None:
    os.chown(target, 12345, 23456)
    put_file(target, b"new")
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 23456)


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes of Linux")
def test_extended_attributes_stay(target: Path) -> None:
    try:
        os.setxattr(target, "user.nguồn".encode(), b"VB 116")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    put_file(target, b"new")
    assert os.getxattr(target, "user.nguồn".encode()) == b"VB 116"


@POSIX
def test_a_stale_file_is_cleared_away_but_not_one_that_is_being_written(target: Path) -> None:
    import fcntl

    stale, live = (target.with_name(f".xl-addin-{name}.tmp") for name in ("stale", "live"))
    stale.write_bytes(b"half")
    with live.open("wb") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        put_file(target, b"new")
        assert sorted(path.name for path in target.parent.iterdir()) == [live.name, target.name]
    put_file(target, b"newer")
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@POSIX
def test_a_file_that_somebody_took_for_stale_is_begun_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(whole_file.system, "hold", lambda _: next(answers))
    put_file(target, b"new")
    assert target.read_bytes() == b"new"
