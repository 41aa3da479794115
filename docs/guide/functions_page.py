"""`huong-dan/ham.md`: each worksheet function with its examples, the form that is filled down first."""

from collections.abc import Iterator

from guide.texts import text
from xl_addin.functions.arguments import MISSING, CellRows
from xl_addin.functions.example import Example
from xl_addin.functions.reference import KINDS, cells_table, result_text, signature
from xl_addin.functions.registry import UserFunction, user_functions

_FILL_DOWN = "Gõ một ô, chép xuống:"
_WHOLE_RANGE = "Cả vùng một lần:"


def functions_page() -> str:
    """The page; the functions stand in order of name, as Excel lists them."""
    functions = user_functions()
    lines = [text("ham.md.j2"), "| hàm | dùng để |", "|---|---|"]
    lines += [f"| [{each.name}](#{each.name.lower()}) | {_purpose(each)} |" for each in functions]
    lines.append("")
    for function in functions:
        lines += _section(function)
    return "\n".join(lines).rstrip("\n") + "\n"


def _purpose(function: UserFunction) -> str:
    """The summary's first sentence, up to the colon that begins the details."""
    return function.summary.vi.partition(". ")[0].partition(": ")[0].rstrip(".")


def _section(function: UserFunction) -> Iterator[str]:
    yield f"## {function.name}\n"
    yield f"`{signature(function)}`\n"
    yield f"{function.summary.vi}\n"
    yield "| đối số | kiểu | ý nghĩa |"
    yield "|---|---|---|"
    for argument in function.arguments:
        kind = KINDS[argument.kind].vi + ("" if argument.default is MISSING else ", có thể bỏ trống")
        yield f"| `{argument.name}` | {kind} | {argument.help.vi} |"
    yield ""
    shown: CellRows = ()
    heading = ""
    for example in sorted(function.examples, key=_is_spilt):
        title = _WHOLE_RANGE if _is_spilt(example) else _FILL_DOWN
        if title != heading:
            yield f"**{title}**\n"
            heading = title
        if example.sheet and example.sheet != shown:
            yield from cells_table(example.sheet)
            yield ""
            shown = example.sheet
        yield f"`{example.as_typed()}` → {result_text(example.result)}\n"


def _is_spilt(example: Example) -> bool:
    return isinstance(example.result, tuple)
