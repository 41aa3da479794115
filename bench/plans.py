"""What the generated books hold, and the results of their formulas calculated without any of the engines."""

import random
from dataclasses import dataclass

import numpy as np

Content = float | int | str
Place = tuple[str, int]


@dataclass(frozen=True)
class Plan:
    """A book: by sheet and column (from 1) the first row and the contents below; `results` likewise for formulas.

    A content that begins with `=` is a formula. `input` is the cell a what-if question changes, with its new value.
    """

    sheets: tuple[str, ...]
    contents: dict[Place, tuple[int, list[Content]]]
    results: dict[Place, tuple[int, np.ndarray]]
    input: tuple[str, int, int, float] | None = None

    @property
    def formulas(self) -> int:
        """How many cells hold a formula."""
        return sum(len(values) for _, values in self.results.values())


FIRST = 8
"""The first row of units."""


def campaign(units: int) -> Plan:
    """A campaign in two phases: 12·N + 16 formulas in 28 shapes over N units; the second sheet reads the first."""
    chance = np.random.default_rng(units)
    last, total = FIRST + units - 1, FIRST + units
    eligible = chance.integers(20_000, 120_001, units)
    share = 500_000 * eligible / eligible.sum()
    received = chance.integers(0, (share * 1.3).astype(int) + 2)
    activated = (received * chance.uniform(0.5, 1, units)).astype(int)
    teams = chance.integers(42, 132, units)

    quota = np.floor(eligible * 500_000 / eligible.sum() + 0.5)
    left = quota - received
    now = np.minimum(left, 12_500)
    inactive = quota - activated
    first = {4: quota, 7: left, 8: now, 9: left - now, 10: inactive, 12: inactive / teams / 25}
    rest = eligible - quota
    most, few = rest * 0.8, rest * 0.8 * 0.2
    second = {3: rest, 4: most, 5: few, 6: most - few, 7: teams.astype(float), 8: most / teams / 65}

    def rows(formula: str) -> list[Content]:
        return [formula.format(r=row, t=total) for row in range(FIRST, total)]

    one: dict[int, list[Content]] = {
        1: list(range(1, units + 1)),
        2: [f"Xã số {unit:05d}" for unit in range(1, units + 1)],
        3: eligible.tolist(),
        4: rows("=ROUND(C{r}*$C$2/C${t},0)"),
        5: received.tolist(),
        6: activated.tolist(),
        7: rows("=D{r}-E{r}"),
        8: rows("=MIN(G{r},12500)"),
        9: rows("=G{r}-H{r}"),
        10: rows("=D{r}-F{r}"),
        11: teams.tolist(),
        12: rows("=(J{r}/K{r})/25"),
    }
    two: dict[int, list[Content]] = {
        1: one[1],
        2: one[2],
        3: rows("='Giai đoạn 1'!C{r}-'Giai đoạn 1'!D{r}"),
        4: rows("=C{r}*0.8"),
        5: rows("=D{r}*0.2"),
        6: rows("=D{r}-E{r}"),
        7: rows("='Giai đoạn 1'!K{r}"),
        8: rows("=(D{r}/G{r})/65"),
    }
    inputs = {3: eligible, 5: received, 6: activated, 11: teams}
    names = ("Giai đoạn 1", "Giai đoạn 2")
    plan = Plan(names, {}, {}, input=(names[0], 2, 3, 510_000.0))
    for name, columns, results in ((names[0], one, first), (names[1], two, second)):
        for column, cells in columns.items():
            letter = chr(64 + column)
            below = [f"=SUM({letter}{FIRST}:{letter}{last})"] if column > 2 else ["Tổng"] if column == 2 else []
            plan.contents[name, column] = (FIRST, [*cells, *below])
        for column, values in results.items():
            plan.results[name, column] = (FIRST, np.append(values, values.sum()))
    for column, values in inputs.items():
        plan.results[names[0], column] = (total, np.array([float(values.sum())]))
    plan.contents[names[0], 3] = (2, [500_000, *[""] * (FIRST - 3), *plan.contents[names[0], 3][1]])
    return plan


def irregular(formulas: int) -> Plan:
    """One column of formulas of which hardly two are alike: each reads a few cells anywhere above it."""
    chance = random.Random(formulas)
    inputs = [float(chance.randint(1, 9_999)) for _ in range(1_000)]
    values: list[float] = []
    texts: list[Content] = []

    def operand() -> tuple[str, float]:
        if values and chance.random() < 0.3:
            at = chance.randrange(len(values))
            return f"C{at + 1}", values[at]
        at = chance.randrange(len(inputs))
        return f"A{at + 1}", inputs[at]

    def area() -> tuple[str, list[float]]:
        start = chance.randrange(len(inputs) - 40)
        end = start + chance.randint(2, 40)
        return f"A{start + 1}:A{end}", inputs[start:end]

    for _ in range(formulas):
        (a, va), (b, vb), (c, vc) = operand(), operand(), operand()
        where, cells = area()
        k, m = chance.randint(2, 97), chance.randint(2, 97)
        shapes: list[tuple[str, float]] = [
            (f"=({a}+{b}*{k})/({m}+ABS({c}))", (va + vb * k) / (m + abs(vc))),
            (f"=IF({a}>{b},{c}-{k},{c}/{m})", vc - k if va > vb else vc / m),
            (f"=SUM({where})*{k}/{m}+{a}", sum(cells) * k / m + va),
            (f"=MAX({where})-MIN({a},{b},{k})", max(cells) - min(va, vb, k)),
            (f"=AVERAGE({where})+{a}%-{k}", sum(cells) / len(cells) + va / 100 - k),
            (f"=ABS({a}-{b})+({c}+{k})*0.{m}", abs(va - vb) + (vc + k) * float(f"0.{m}")),
        ]
        text, value = chance.choice(shapes)
        if abs(value) > 1e9:
            text, value = f"=A{k}+{m}", inputs[k - 1] + m
        texts.append(text)
        values.append(value)
    contents: dict[Place, tuple[int, list[Content]]] = {("Bảng", 1): (1, list(inputs)), ("Bảng", 3): (1, texts)}
    return Plan(("Bảng",), contents, {("Bảng", 3): (1, np.array(values))}, input=("Bảng", 1, 1, 5.0))


def wide(rows: int, columns: int = 200) -> Plan:
    """Half of the columns are inputs, half formulas that read an input and the formula to their left."""
    from xl_addin.formula.cells import column_letters

    chance = np.random.default_rng(rows)
    half = columns // 2
    inputs = chance.integers(1, 1_000, (rows, half)).astype(float)
    results = np.empty((rows, columns - half))
    contents: dict[Place, tuple[int, list[Content]]] = {}
    left: np.ndarray | None = None
    for at in range(half):
        contents["Bảng", at + 1] = (1, inputs[:, at].tolist())
        source, own = column_letters(at + 1), half + at + 1
        before = column_letters(own - 1)
        text = f"={source}{{r}}*2" if left is None else f"={source}{{r}}+{before}{{r}}/2"
        left = inputs[:, at] * 2 if left is None else inputs[:, at] + left / 2
        results[:, at] = left
        letter = column_letters(own)
        formulas: list[Content] = [text.format(r=row) for row in range(1, rows + 1)]
        contents["Bảng", own] = (1, [*formulas, f"=SUM({letter}1:{letter}{rows})"])
    plan = Plan(("Bảng",), contents, {}, input=("Bảng", 1, 1, 5.0))
    for at in range(half):
        plan.results["Bảng", half + at + 1] = (1, np.append(results[:, at], results[:, at].sum()))
    return plan
