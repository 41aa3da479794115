"""One engine on one book in a process of its own; run by run.py, prints JSON.

`measure.py ENGINE BOOK AREAS MODE`: MODE `once` only loads, recalculates and reads out (what the whole process is
timed for), `values` also writes the results, `inside` times the same again in the warm process, `change` times another
value in one cell, `read` our reader alone.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from engines import ENGINES, Areas, Loaded


def main() -> None:
    """Do what the arguments say."""
    engine, path, described, mode, *more = sys.argv[1:]
    listed = json.loads(Path(described).read_text(encoding="utf-8"))
    areas: Areas = {(sheet, column): (first, count) for sheet, column, first, count in listed}
    loaded, seconds = _timed(engine, path, areas)
    answer: dict[str, object] = {"seconds": seconds}
    if mode == "values":
        found = loaded.values(areas)
        answer["values"] = [[*place, list(map(_number, found[place]))] for place in areas]
    elif mode == "inside":
        # The first time paid for imports.
        answer["seconds"] = min(_timed(engine, path, areas)[1] for _ in range(int(more[0])))
    elif mode == "change":
        sheet, row, column, value = json.loads(more[0])
        times = []
        for step in range(3):
            start = perf_counter()
            loaded.change(sheet, row, column, value + step)
            loaded.values(areas)
            times.append(perf_counter() - start)
        answer["seconds"] = min(times)
    elif mode == "read":
        from xl_addin.workbook.reading.read import read_book

        times = []
        for _ in range(int(more[0])):
            start = perf_counter()
            read_book(path)
            times.append(perf_counter() - start)
        answer["seconds"] = min(times)
    print(json.dumps(answer))


def _timed(engine: str, path: str, areas: Areas) -> tuple[Loaded, float]:
    start = perf_counter()
    loaded = ENGINES[engine](path)
    loaded.values(areas)
    return loaded, perf_counter() - start


def _number(value: object) -> float | str:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)


if __name__ == "__main__":
    main()
