"""A file is written completely or not at all, and never over one that is open."""

import errno
import os
import socket
import stat
import time
from pathlib import Path

import pytest

from xl_addin.package.locks import EXCEL_LOCK_HOURS, lock_of
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem


def refusal(path: Path, *, overwrite: bool = True) -> str:
    with pytest.raises(Problem) as caught:
        save_atomically(path, b"new", overwrite=overwrite)
    assert caught.value.file == str(path)
    return caught.value.text.vi


def test_writes_a_new_file_and_replaces_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "phân bổ.xlsx"
    save_atomically(path, b"one")
    path.chmod(0o640)
    save_atomically(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    save_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_targets_that_cannot_be_written(tmp_path: Path) -> None:
    assert "thư mục" in refusal(tmp_path)
    assert "không tồn tại" in refusal(tmp_path / "không có" / "a.xlsx")
    read_only = tmp_path / "a.xlsx"
    read_only.write_bytes(b"old")
    assert "đã có" in refusal(read_only, overwrite=False)
    read_only.chmod(0o444)
    assert "chỉ cho phép đọc" in refusal(read_only)
    assert read_only.read_bytes() == b"old"
    assert "quá dài" in refusal(tmp_path / ("x" * 300 + ".xlsx"))
    assert "không ghi được" in refusal(tmp_path / "a\0.xlsx")
    loop = tmp_path / "loop.xlsx"
    loop.symlink_to(loop)
    assert "không ghi được" in refusal(loop)


@pytest.mark.parametrize(
    ("failing", "error", "says"),
    [
        ("tempfile.mkstemp", PermissionError(errno.EACCES, "denied"), "không ghi được"),
        ("os.fsync", OSError(errno.ENOSPC, "full"), "hết chỗ"),
        ("pathlib.Path.replace", PermissionError(errno.EACCES, "denied"), "không ghi được"),
    ],
)
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: OSError, says: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(failing, fail)
    assert says in refusal(path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def excel_lock(book: Path, user: str) -> Path:
    """An owner file as Excel writes it: 165 bytes, the user's name in ANSI and in UTF-16."""
    lock = book.with_name(f"~${book.name}")
    name = user.encode("utf-16-le")
    ansi = bytes([len(user)]) + user.encode("ascii", "replace").ljust(54)
    lock.write_bytes(ansi + len(user).to_bytes(2, "little") + name + b"\x20\0" * ((108 - len(name)) // 2))
    return lock


def test_a_book_open_in_excel_is_refused_with_the_users_name(tmp_path: Path) -> None:
    book = tmp_path / "bảng.xlsx"
    book.write_bytes(b"old")
    lock = excel_lock(book, "Văn phòng UBND")
    assert lock_of(book) == "Văn phòng UBND"
    assert "đang được mở (Văn phòng UBND)" in refusal(book)
    assert book.read_bytes() == b"old"
    day_old = time.time() - EXCEL_LOCK_HOURS * 3600 - 1
    os.utime(lock, (day_old, day_old))
    assert lock_of(book) is None


def test_an_unreadable_owner_file_still_locks(tmp_path: Path) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(b"")
    assert lock_of(tmp_path / "a.xlsx") == "Excel"


def test_libreoffice_locks_are_live_unless_their_profile_is_closed(tmp_path: Path) -> None:
    profile = tmp_path / "hồ sơ"
    profile.mkdir()
    lock = tmp_path / ".~lock.a.xlsx#"
    line = "{name},user,{host},18.06.2023 08:00,{profile};"
    local = line.format(name="Phòng TC", host=socket.gethostname(), profile=profile.as_uri())
    lock.write_text(local, encoding="utf-8")
    assert lock_of(tmp_path / "a.xlsx") is None
    (profile / ".lock").touch()
    assert lock_of(tmp_path / "a.xlsx") == "Phòng TC"
    lock.write_text(line.format(name="", host="may-khac", profile=profile.as_uri()), encoding="utf-8")
    (profile / ".lock").unlink()
    assert lock_of(tmp_path / "a.xlsx") == "user"
    assert "đang được mở (user)" in refusal(tmp_path / "a.xlsx")


def test_no_lock(tmp_path: Path) -> None:
    assert lock_of(str(tmp_path / "a.xlsx")) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_device_or_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "ống"
    os.mkfifo(pipe)
    assert "không phải tệp thường" in refusal(pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [entry.name for entry in tmp_path.iterdir()] == ["ống"]


def test_the_old_file_is_kept_on_request_and_no_earlier_one_is_lost(tmp_path: Path) -> None:
    book = tmp_path / "sổ.xlsx"
    assert save_atomically(book, b"one", backup=True) is None
    book.chmod(0o600)
    assert save_atomically(book, b"two", backup=True) == tmp_path / "sổ.xlsx.bak"
    assert save_atomically(book, b"three", backup=True) == tmp_path / "sổ.xlsx.bak2"
    contents = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert contents == {"sổ.xlsx": b"three", "sổ.xlsx.bak": b"one", "sổ.xlsx.bak2": b"two"}
    assert stat.S_IMODE((tmp_path / "sổ.xlsx.bak").stat().st_mode) == 0o600


def test_what_was_kept_goes_again_where_nothing_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xl_addin.package import saving

    book = tmp_path / "a.xlsx"
    book.write_bytes(b"old")
    put = saving.put_file

    def only_beside(target: Path, data: bytes, **kept: Path) -> None:
        if target == book:
            raise OSError(errno.ENOSPC, "full")
        put(target, data, **kept)

    monkeypatch.setattr(saving, "put_file", only_beside)
    with pytest.raises(Problem) as caught:
        save_atomically(book, b"new", backup=True)
    assert "hết chỗ" in caught.value.text.vi
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_without_a_backup_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Problem) as caught:
        save_atomically(book, b"new", backup=True)
    assert "không giữ được bản cũ (ổ đĩa hết chỗ" in caught.value.text.vi
    assert book.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_book_opened_through_a_link_is_locked_beside_the_link(tmp_path: Path) -> None:
    (tmp_path / "thật").mkdir()
    real, link = tmp_path / "thật" / "a.xlsx", tmp_path / "a.xlsx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    excel_lock(link, "An")
    assert "đang được mở (An)" in refusal(link)
