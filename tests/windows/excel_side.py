"""Stands for Excel: runs in Windows Python, talks to the add-in's library and its server as compiled VBA does.

Plain COM through ctypes, because pywin32 on this side would hide what it hides on the other. Reads JSON from standard
input, `{"library", "command", "steps"}`, and writes one answer for each step. A step is
`{"call": NAME, "arguments": [...], "times": N}` for a worksheet function, `{"run": CODE}` for Python statements,
`{"tell": CODE}` for an expression whose text comes back. Values: numbers, texts, true/false, null for an empty cell,
rows of them for a range, `{"date": SERIAL}`, `{"error": NUMBER}`, `{"missing": true}`.
"""

import ctypes
import json
import sys
import time
from ctypes import POINTER, byref, c_double, c_int32, c_int64, c_long, c_uint, c_uint16, c_void_p, c_wchar_p

EMPTY, LONG, DOUBLE, DATE, TEXT, OBJECT, ERROR, FLAG, VARIANTS = 0, 3, 5, 7, 8, 9, 10, 11, 0x200C
MISSING = -2147352572
DISPATCH_METHOD = 1
DISP_E_EXCEPTION = -2147352567

oleaut = ctypes.OleDLL("oleaut32")
oleaut.SysAllocString.restype = c_void_p
oleaut.SysAllocString.argtypes = [c_wchar_p]
oleaut.SafeArrayCreate.restype = c_void_p
oleaut.SafeArrayCreate.argtypes = [c_uint16, c_uint, c_void_p]
oleaut.SafeArrayPutElement.argtypes = [c_void_p, c_void_p, c_void_p]
oleaut.SafeArrayGetElement.argtypes = [c_void_p, c_void_p, c_void_p]
oleaut.SafeArrayGetDim.restype = c_uint
oleaut.SafeArrayGetDim.argtypes = [c_void_p]
oleaut.SafeArrayGetLBound.argtypes = oleaut.SafeArrayGetUBound.argtypes = [c_void_p, c_uint, c_void_p]
oleaut.VariantClear.argtypes = [c_void_p]


class Value(ctypes.Union):
    _fields_ = (
        ("whole", c_int32),
        ("number", c_double),
        ("flag", c_uint16),
        ("pointer", c_void_p),
        ("wide", c_int64 * 2),
    )


class Variant(ctypes.Structure):
    _fields_ = (("kind", c_uint16), ("reserved", c_uint16 * 3), ("value", Value))


class Bound(ctypes.Structure):
    _fields_ = (("count", c_uint), ("first", c_long))


class Arguments(ctypes.Structure):
    _fields_ = (("values", POINTER(Variant)), ("names", c_void_p), ("count", c_uint), ("named", c_uint))


class Failure(ctypes.Structure):
    _fields_ = (
        ("code", c_uint16),
        ("reserved", c_uint16),
        ("source", c_void_p),
        ("description", c_void_p),
        ("help", c_void_p),
        ("topic", c_uint),
        ("unused", c_void_p),
        ("deferred", c_void_p),
        ("result", c_int32),
    )


def variant(value: object) -> Variant:
    """A value as Excel hands it over."""
    made = Variant()
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        if kind == "date":
            made.kind, made.value.number = DATE, content
        else:
            made.kind, made.value.whole = ERROR, MISSING if kind == "missing" else content
    elif isinstance(value, bool):
        made.kind, made.value.flag = FLAG, 0xFFFF if value else 0
    elif isinstance(value, int | float):
        made.kind, made.value.number = DOUBLE, float(value)
    elif isinstance(value, str):
        made.kind, made.value.pointer = TEXT, oleaut.SysAllocString(value)
    elif isinstance(value, list):
        made.kind, made.value.pointer = VARIANTS, rows_array(value)
    return made


def rows_array(rows: list[list[object]]) -> int:
    """The two-dimensional array that `Range.Value` is, counted from 1."""
    array = oleaut.SafeArrayCreate(12, 2, (Bound * 2)(Bound(len(rows), 1), Bound(len(rows[0]), 1)))
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            oleaut.SafeArrayPutElement(array, (c_long * 2)(row, column), byref(variant(cell)))
    return array


def argument_array(values: list[object]) -> Variant:
    """What VBA's `Array(...)` makes, counted from 0."""
    array = oleaut.SafeArrayCreate(12, 1, (Bound * 1)(Bound(len(values), 0)))
    for place, value in enumerate(values):
        oleaut.SafeArrayPutElement(array, (c_long * 1)(place), byref(variant(value)))
    made = Variant(kind=VARIANTS)
    made.value.pointer = array
    return made


def plain(given: Variant) -> object:
    """A result as JSON."""
    kind = given.kind
    if kind & 0x2000:
        return array_rows(given.value.pointer)
    if kind == TEXT:
        return ctypes.wstring_at(given.value.pointer) if given.value.pointer else ""
    if kind == FLAG:
        return given.value.flag != 0
    return {
        EMPTY: None,
        DOUBLE: given.value.number,
        DATE: {"date": given.value.number},
        LONG: {"long": given.value.whole},
        ERROR: {"error": given.value.whole},
    }.get(kind, {"kind": kind})


def array_rows(array: int) -> object:
    """A result array, of one dimension or two."""
    bounds = []
    for dimension in range(1, oleaut.SafeArrayGetDim(array) + 1):
        low, high = c_long(), c_long()
        oleaut.SafeArrayGetLBound(array, dimension, byref(low))
        oleaut.SafeArrayGetUBound(array, dimension, byref(high))
        bounds.append(range(low.value, high.value + 1))

    def element(*place: int) -> object:
        found = Variant()
        oleaut.SafeArrayGetElement(array, (c_long * len(place))(*place), byref(found))
        return plain(found)

    if len(bounds) == 1:
        return [element(place) for place in bounds[0]]
    return [[element(row, column) for column in bounds[1]] for row in bounds[0]]


class Server:
    """The object behind `PythonServer()`; its methods are called late bound, as VBA does."""

    def __init__(self, pointer: int) -> None:
        self._pointer = pointer
        table = ctypes.cast(ctypes.cast(pointer, POINTER(c_void_p))[0], POINTER(c_void_p))
        ids = ctypes.WINFUNCTYPE(c_long, c_void_p, c_void_p, POINTER(c_wchar_p), c_uint, c_uint, POINTER(c_long))
        invoke = ctypes.WINFUNCTYPE(
            c_long, c_void_p, c_long, c_void_p, c_uint, c_uint16, c_void_p, c_void_p, c_void_p, c_void_p
        )
        self._ids, self._invoke = ids(table[5]), invoke(table[6])
        self._nothing = (ctypes.c_byte * 16)()
        self._known: dict[str, int] = {}

    def call(self, name: str, *arguments: Variant) -> Variant:
        """Call a method; RuntimeError with the text that VBA sees as Err.Description."""
        if name not in self._known:
            number = c_long()
            if self._ids(self._pointer, self._nothing, byref(c_wchar_p(name)), 1, 0, byref(number)):
                raise RuntimeError(f"no method {name}")
            self._known[name] = number.value
        # Arguments stand in the opposite order.
        given = (Variant * len(arguments))(*reversed(arguments))
        result, failure, wrong = Variant(), Failure(), c_uint()
        code = self._invoke(
            self._pointer,
            self._known[name],
            self._nothing,
            0,
            DISPATCH_METHOD,
            byref(Arguments(given, None, len(arguments), 0)),
            byref(result),
            byref(failure),
            byref(wrong),
        )
        if code == DISP_E_EXCEPTION:
            raise RuntimeError(ctypes.wstring_at(failure.description) if failure.description else "no description")
        if code:
            raise RuntimeError(f"call refused: {code & 0xFFFFFFFF:#x}")
        return result


def nothing() -> Variant:
    """VBA's Nothing."""
    return Variant(kind=OBJECT)


def activate(library: str, command: str) -> tuple[Server | None, str]:
    """What `XLPyDLLActivateAuto` gives for this command line; a None with its complaint where it fails."""
    ctypes.windll.ole32.CoInitialize(None)
    answer = Variant()
    code = ctypes.WinDLL(library).XLPyDLLActivateAuto(byref(answer), command.encode("mbcs", "replace"), 1)
    if code:
        return None, str(plain(answer))
    return Server(answer.value.pointer), ""


def done(server: Server, step: dict[str, object], module: str) -> object:
    """The outcome of one step."""
    if "run" in step:
        server.call("Exec", variant(step["run"]))
        return None
    if "tell" in step:
        return plain(server.call("Str", server.call("Eval", variant(step["tell"]))))
    times = int(step.get("times", 1))  # type: ignore[call-overload]
    spent = []
    for _ in range(times):
        given = [variant(module), variant(step["call"]), argument_array(step["arguments"]), nothing(), nothing()]  # type: ignore[arg-type]
        start = time.perf_counter()
        result = server.call("CallUDF", *given)
        spent.append(time.perf_counter() - start)
        answer = plain(result)
        for each in (*given, result):
            oleaut.VariantClear(byref(each))
    return {"result": answer, "seconds": spent} if times > 1 else answer


def main() -> None:
    """Read the steps, do them, write the answers."""
    order = json.load(sys.stdin)
    start = time.perf_counter()
    server, complaint = activate(order["library"], order["command"])
    answers: list[object] = []
    told = {"complaint": complaint, "seconds": time.perf_counter() - start, "answers": answers}
    for step in order["steps"] if server else ():
        try:
            answers.append(done(server, step, order["module"]))
        except RuntimeError as error:
            answers.append({"raised": str(error)})
    print(json.dumps(told))


if __name__ == "__main__":
    main()
