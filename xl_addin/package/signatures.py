"""A workbook that is signed as a whole: the signature says that nobody has changed it since.

The signature of a VBA project (`vbaProjectSignature.bin`) covers the macros alone and survives a change of cells.
"""

from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations
from xl_addin.problem import Problem

SIGNED = Text(
    vi="tệp đã được ký số, sửa tệp sẽ làm hỏng chữ ký; hãy làm trên bản chưa ký, hoặc gỡ chữ ký trong Excel "
    "(Tệp > Thông tin > Xem chữ ký) rồi chạy lại",
    en="the file is digitally signed and a change would break the signature; work on a copy that is not signed, or "
    "remove the signature in Excel (File > Info > View Signatures) and run again",
)


def is_signed(package: PartSource) -> bool:
    """Whether the package carries a digital signature (ECMA-376 part 2, 13): an origin that leads to one."""
    origins = [each.target for each in relations(package, "") if each.kind == "origin" and not each.external]
    return any(each.kind == "signature" for origin in origins for each in relations(package, origin))


def check_unsigned(package: PartSource) -> None:
    """Raise Problem for a package that is signed: whatever is changed in it breaks the signature."""
    if is_signed(package):
        raise Problem(SIGNED, file=package.file)
