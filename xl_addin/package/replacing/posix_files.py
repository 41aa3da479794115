"""How files are written and replaced on Linux and macOS."""

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

RENAMES_OPEN_FILES = True


def force_to_disk(handle: int) -> None:
    """Wait until the file's content is on the disk itself, where its file system can do that."""
    try:
        if sys.platform == "darwin":
            import fcntl

            # fsync leaves the content in the drive's own memory there.
            with contextlib.suppress(OSError):
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def force_name_to_disk(folder: Path) -> None:
    """Make a new name survive a power cut, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def carry(old: Path, new: Path) -> None:
    """Give the new file what the old one has beside its content, as far as this user may.

    Owner, permissions and extended attributes (access lists are among them on Linux). Where the group cannot be
    kept, its members may do what everybody may: the rights of one group are not another's.
    """
    about = old.stat()
    mode = stat.S_IMODE(about.st_mode)
    if not _owned_like(about, new):
        mode = mode & ~(stat.S_ISUID | stat.S_ISGID | stat.S_IRWXG) | (mode & stat.S_IRWXO) << 3
    _carry_attributes(old, new)
    new.chmod(mode)


def _owned_like(about: os.stat_result, new: Path) -> bool:
    """Whether the group is the same afterwards; the owner too, where this user may give files away."""
    now = new.stat()
    if (now.st_uid, now.st_gid) == (about.st_uid, about.st_gid):
        return True
    for owner in (about.st_uid, -1):
        with contextlib.suppress(OSError):
            os.chown(new, owner, about.st_gid)
            return True
    return False


def _carry_attributes(old: Path, new: Path) -> None:
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(old):
            # Some belong to the system alone.
            with contextlib.suppress(OSError):
                os.setxattr(new, name, os.getxattr(old, name))


def take_name(new: Path, target: Path) -> None:
    """Let the new file have the target's name; the file that had it is gone."""
    new.replace(target)


def is_in_use(target: Path) -> bool:
    """Whether a program keeps others from replacing the file: nothing does so here."""
    return False


def hold(handle: int) -> bool:
    """Mark the open file as being written, until this process ends however it ends; False where somebody removed it."""
    import fcntl

    with contextlib.suppress(OSError):  # some network drives know no locks
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return os.fstat(handle).st_nlink > 0


def is_abandoned(temporary: Path) -> bool:
    """Whether a temporary file is of a process that has ended; False where that cannot be told."""
    import fcntl

    try:
        handle = os.open(temporary, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
