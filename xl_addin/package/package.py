"""Open a workbook's package (a zip of XML parts) that may come from anywhere.

Nothing is ever unpacked to disk. A package beyond the limits (`limits.py`) is refused before anything is decompressed.
"""

import posixpath
import stat
import struct
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from xl_addin.language import Text
from xl_addin.package.compatibility import settle_choices
from xl_addin.package.foreign.telling import TRUNCATED, what_archive_is, what_it_is
from xl_addin.package.limits import Limits, current_limits
from xl_addin.package.packed import PackedPart, packed_part
from xl_addin.package.safe_xml import broken_xml, parse_xml
from xl_addin.problem import Problem

_MB = 2**20
# Small parts harm nobody, however well they are packed.
_SMALL_PART_BYTES = 16 * _MB
_LARGE, _LARGE_KEPT = 64 * 2**10, 2
_TINY, _TINY_KEPT = 16 * 2**10, 64
_NO_FILE = Text(
    vi="đây không phải tệp thường (thiết bị hoặc đường ống); hãy lưu nội dung thành tệp .xlsx rồi chạy lại",
    en="this is no ordinary file (a device or a pipe); save its content as an .xlsx file and run again",
)
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class PartSource(ABC):
    """Parts by name (`xl/workbook.xml`), read on demand: of a package, or of a draft over one.

    `file` is the path as the user gave it, for messages.
    """

    file: str

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The parts' names in the order of the package, spelled as in it."""

    @abstractmethod
    def __contains__(self, name: str) -> bool: ...

    @abstractmethod
    def actual_name(self, name: str) -> str:
        """A part's name as it is spelled (names do not depend on case); Problem where it is missing."""

    @abstractmethod
    def read(self, name: str) -> bytes:
        """The content of a part; Problem where it is missing or damaged."""

    def xml(self, name: str) -> etree._Element:
        """The root element of a part; Problem where it is missing or no acceptable XML."""
        try:
            return parse_xml(self.read(name), part=name)
        except Problem as problem:
            raise problem.in_file(self.file) from problem.__cause__

    def meaning(self, name: str) -> etree._Element:
        """The root element of a part as `xml` gives it, its choices of content settled: to be read, never written."""
        root = self.xml(name)
        settle_choices(root)
        return root

    def missing(self, name: str) -> Problem:
        """What to raise for a part that something leads to and that is not there."""
        return broken_xml(name).in_file(self.file)


@dataclass(frozen=True)
class Package(PartSource):
    """An open package: its parts by name (`xl/workbook.xml`), read on demand.

    `file` is the path as the user gave it, for messages, `data` the whole file.
    """

    file: str
    data: bytes = field(repr=False)
    _archive: zipfile.ZipFile = field(repr=False)
    _actual_names: Mapping[str, str] = field(repr=False)
    # The parts that were read without an error.
    _sound: set[str] = field(default_factory=set, repr=False, compare=False)
    # The large parts read last: who follows a change through a book asks for the same sheets again and again.
    _recent: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    # Lists of relationships, drawings: as often as sheets are made like the one they belong to.
    _tiny: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names in the order of the package, spelled as in it."""
        return tuple(self._actual_names.values())

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._actual_names

    def actual_name(self, name: str) -> str:
        """A part's name as the package spells it (names do not depend on case); Problem where it is missing."""
        try:
            return self._actual_names[folded(name)]
        except KeyError:
            raise self.missing(name) from None

    def read(self, name: str) -> bytes:
        """The content of a part; Problem where it is missing or damaged."""
        actual = self.actual_name(name)
        kept = self._recent.get(actual) or self._tiny.get(actual)
        if kept is not None:
            return kept
        try:
            content = self._archive.read(actual)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise Problem(TRUNCATED, file=self.file, place=actual) from error
        self._sound.add(actual)
        if len(content) >= _LARGE:
            if len(self._recent) == _LARGE_KEPT:
                del self._recent[next(iter(self._recent))]
            self._recent[actual] = content
        elif len(content) < _TINY and len(self._tiny) < _TINY_KEPT:
            self._tiny[actual] = content
        return content

    def packed(self, entry: zipfile.ZipInfo) -> bytes | PackedPart:
        """A part, one of `entries`, to be written into another zip; Problem where it is damaged."""
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            return self.read(entry.filename)
        if entry.filename not in self._sound:
            self.read(entry.filename)
        return packed_part(self.data, entry)

    def entries(self) -> Sequence[zipfile.ZipInfo]:
        """What the zip lists, folders included, in its order."""
        return self._archive.infolist()


def open_package(source: Path | str | bytes, *, file: str | None = None) -> Package:
    """Open a workbook file (a path, or its bytes) as a package; `file` names it in messages.

    Raises Problem, with what to do about it, for a file that is missing, unreadable, empty, cut short, encrypted,
    beyond the limits, unsafe, or not an .xlsx workbook at all (saying what it seems to be).
    """
    file = file or ("" if isinstance(source, bytes) else str(source))
    try:
        data = source if isinstance(source, bytes) else file_bytes(Path(source))
        return _opened(data, file)
    except Problem as problem:
        raise problem.in_file(file) from problem.__cause__


def file_bytes(path: Path) -> bytes:
    """The content of a file; Problem for one that is missing, a folder, too big or cannot be read."""
    try:
        return _file_bytes(path)
    except Problem as problem:
        raise problem.in_file(str(path)) from problem.__cause__


def is_too_big(size: int) -> bool:
    """Whether a file of so many bytes is beyond the limit."""
    return size > current_limits().file_mb * _MB


def _file_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Problem(Text(vi="đây là thư mục; hãy chỉ ra tệp .xlsx", en="this is a folder; name the .xlsx file"))
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # A pipe or device might never end.
            raise Problem(_NO_FILE)
        if is_too_big(about.st_size):
            raise _too_big()
        return path.read_bytes()
    except FileNotFoundError:
        raise Problem(
            Text(vi="không tìm thấy tệp; hãy kiểm tra lại đường dẫn", en="no such file; check the path")
        ) from None
    except (OSError, ValueError) as error:
        raise Problem(
            Text(
                vi="không đọc được tệp; hãy kiểm tra quyền truy cập hoặc đóng chương trình đang dùng tệp",
                en="the file cannot be read; check its permissions or close the program that uses it",
            )
        ) from error


def _opened(data: bytes, file: str) -> Package:
    if not data:
        raise Problem(Text(vi="tệp rỗng (0 byte); hãy lấy lại tệp", en="the file is empty (0 bytes); get it again"))
    if is_too_big(len(data)):
        raise _too_big()
    if not data.startswith(b"PK"):
        raise Problem(what_it_is(data))
    archive = safe_archive(data)
    names = {folded(info.filename): info.filename for info in archive.infolist() if not info.is_dir()}
    if "[content_types].xml" not in names or "xl/workbook.bin" in names or "word/document.xml" in names:
        raise Problem(what_archive_is(frozenset(names.values())))
    return Package(file, data, archive, names)


def safe_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive in these bytes, its directory within the limits; Problem for a damaged or unsafe one."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
        raise Problem(TRUNCATED) from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _check_limits(infos, current_limits())
    _check_names(archive.infolist())
    for info in archive.infolist():
        # Some .NET programs write backslashes, and Excel opens their files; zipfile reads by the name written there.
        if "\\" in info.filename:
            info.filename = _with_slashes(info.filename)
            archive.NameToInfo[info.filename] = info
    return archive


def folded(name: str) -> str:
    """A part's name as names compare: case does not count, `%20` is a blank, and some writers put a slash first."""
    return unquote(name).lstrip("/").lower()


def _with_slashes(name: str) -> str:
    return name.replace("\\", "/")


def _check_limits(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if (
        len(infos) > limits.parts
        or sum(info.file_size for info in infos) > limits.total_mb * _MB
        or any(info.file_size > limits.part_mb * _MB for info in infos)
    ):
        raise _too_big()
    for info in infos:
        if info.file_size > _SMALL_PART_BYTES and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise _unsafe(info.filename)


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for info in infos:
        name = info.filename
        # As programs go by it: `xl/./%61.xml` is `xl/a.xml`.
        path = _with_slashes(unquote(name))
        if any(sign in path for sign in ":\0") or ".." in path.split("/"):
            raise _unsafe(name)
        if info.is_dir():
            continue
        # Two parts of one name would let two readers see two different books.
        key = folded(posixpath.normpath(path))
        if key in seen:
            raise _unsafe(name)
        if info.flag_bits & _ENCRYPTED_FLAG or info.compress_type not in _METHODS:
            raise _unsafe(name)
        seen.add(key)


def _too_big() -> Problem:
    return Problem(
        Text(
            vi="tệp quá lớn để mở an toàn; hãy tách bớt trang tính hoặc xóa các dòng trống có định dạng",
            en="the file is too big to be opened safely; split it or delete formatted empty rows",
        )
    )


def _unsafe(name: str) -> Problem:
    return Problem(
        Text(
            vi="tệp nén bên trong không an toàn (không do Excel tạo ra); hãy lấy lại tệp từ nơi gửi",
            en="the package is unsafe (Excel does not write such files); get the file again from its sender",
        ),
        place=name.replace("\0", ""),
    )
