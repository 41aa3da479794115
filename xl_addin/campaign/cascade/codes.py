"""When two codes are the same: a spreadsheet drops the zeros a code begins with."""


def without_zeros(code: str) -> str:
    """A code as a spreadsheet keeps it that takes it for a number: `00070` is `70`."""
    return code.lstrip("0") or "0"


def same_code(one: str, other: str) -> bool:
    """Whether they are alike, or one is the other without its zeros: `00070` is `70`, but `0070` is another code.

    >>> same_code("00070", "70"), same_code("00070", "0070")
    (True, False)
    """
    plain = without_zeros(one)
    return one == other or (plain == without_zeros(other) and plain in (one, other))
