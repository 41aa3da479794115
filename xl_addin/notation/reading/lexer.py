"""The signs, numbers, labels and words of a notation, each with its place in the original text."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from xl_addin.language import Text
from xl_addin.notation.error import NotationError, quoted
from xl_addin.notation.reading.characters import Characters
from xl_addin.notation.reading.numerals import MAX_DIGITS

Kind = Literal[
    "number", "label", "+", "-", "*", "/", "(", ")", "=", "%", "...", "∑", "column", "to", ";", ".", "name",
    "<", "<=", ">", ">=", "<>", "end",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotationToken:
    """One piece of a notation; `position` is its place in the original text, `text` its normalised spelling."""

    kind: Kind
    text: str
    position: int


_SIGNS: dict[str, Kind] = {
    "+": "+", "-": "-", "*": "*", "/": "/", ":": "/", "÷": "/", "(": "(", "[": "(", "{": "(", ")": ")", "]": ")",
    "}": ")", "=": "=", "%": "%", "∑": "∑", ";": ";", ",": ";", ".": ".", "~": "to", "→": "to",
}  # fmt: skip
_WORDS: dict[str, Kind] = {
    "cột": "column", "cot": "column", "column": "column", "columns": "column", "col": "column",
    "tổng": "∑", "sum": "∑", "đến": "to", "tới": "to", "to": "to", "và": ";",
    "cộng": "+", "trừ": "-", "nhân": "*", "chia": "/", "bằng": "=",
}  # fmt: skip
# Words that only join: `cột số 9`, `tổng các cột từ 5 đến 9`, `trừ đi cột 4`, `chia cho cột 7`.
_FILLERS: dict[str, frozenset[str]] = {
    "số": frozenset({"column"}),
    "thứ": frozenset({"column"}),
    "các": frozenset({"∑", "="}),
    "của": frozenset({"∑"}),
    "từ": frozenset({"∑", "column"}),
    "với": frozenset({"+", "*"}),
    "cho": frozenset({"/"}),
    "đi": frozenset({"-"}),
}
_AFTER_OPERAND = frozenset({"number", "label", "name", ")", "%"})

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SPACE = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"\.{2,}")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WORD = re.compile(r"[^\W\d_]+")
# `x` between operands multiplies, also without spaces: `4x5`, `AxB`; so a label ends where `x` and an operand begin.
_LABEL_ENDS = r"(?![^\W_]|\.\w)|(?=[xX]\s*[(\[{A-ZĐ0-9])"
_LABEL = re.compile(
    r"(?:[0-9]{1,4}[a-wyzA-WYZđĐ]|[A-Z][0-9]{1,2}|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|[A-ZĐ]|[a-wyzđ])"
    rf"(?:{_LABEL_ENDS})"
)


def tokens_of(characters: Characters, names: Collection[str] = ()) -> list[NotationToken]:
    """The pieces of a notation, an `end` token last; NotationError at the first sign it cannot use.

    `{days}` is a `name` where `days` is one of `names`.
    """
    text, tokens, at = characters.text, list[NotationToken](), 0
    while True:
        if space := _SPACE.match(text, at):
            at = space.end()
        position = characters.origins[at]
        if at == len(text):
            return [*tokens, NotationToken("end", "", position)]
        if (name := _NAME.match(text, at)) and name[1] in names:
            tokens.append(NotationToken("name", name[1], position))
            at = name.end()
            continue
        before = tokens[-1].kind if tokens else None
        kind, length = _piece(text, at, before)
        if kind is None:
            raise _unreadable(text, at, position)
        if kind == "number" and length > MAX_DIGITS:
            raise NotationError(
                Text(vi="Số quá dài; kiểm tra lại công thức cột", en="The number is too long; check the notation"),
                position,
            )
        if kind != "filler":
            tokens.append(NotationToken(kind, text[at : at + length], position))
        at += length


def _piece(text: str, at: int, before: str | None) -> tuple[Kind | Literal["filler"] | None, int]:
    """Kind and length of what stands at a place, None if it is nothing a notation uses."""
    if match := _ELLIPSIS.match(text, at):
        return "...", len(match[0])
    if before not in _AFTER_OPERAND and (match := _LABEL.match(text, at)):
        return "label", len(match[0])
    if match := _NUMBER.match(text, at):
        return "number", len(match[0])
    if match := _WORD.match(text, at):
        word = match[0].casefold()
        if word in _WORDS:
            return _WORDS[word], len(match[0])
        if word in _FILLERS and before in _FILLERS[word]:
            return "filler", len(match[0])
        if before in _AFTER_OPERAND and text[at] in "xX":
            return "*", 1
        return None, 0
    return _SIGNS.get(text[at]), 1


def _unreadable(text: str, at: int, position: int) -> NotationError:
    word = _WORD.match(text, at)
    fragment = quoted((word[0] if word else text[at])[:20])
    return NotationError(
        Text(
            vi=f"Không đọc được “{fragment}” trong công thức cột; chỉ dùng số cột, số và các phép + - × :",
            en=f"Cannot read “{fragment}” in the notation; use column numbers, numbers and + - × : only",
        ),
        position,
    )
