"""A campaign's book of so many units, with invented figures in the shape of the published ones."""

import csv
import random
import subprocess
import sys
from pathlib import Path

PUBLISHED = Path(__file__).parent.parent / "formulas_spec" / "published" / "binh_phuoc_phase1.csv"
COMMAND = "import sys; from xl_addin.cli import main; sys.argv[0] = 'xl-addin'; main()"
"""The command line, by the Python that runs this."""


def campaign_book(folder: Path, units: int) -> Path:
    """Make the book with our own command and give its path."""
    data, book = folder / f"campaign {units}.csv", folder / f"campaign {units}.xlsx"
    _write_figures(data, units)
    command = [sys.executable, "-c", COMMAND, "new", "binh_phuoc", "--data", str(data), "-o", str(book)]
    subprocess.run(command, check=True, capture_output=True)
    return book


def _write_figures(path: Path, units: int) -> None:
    chance = random.Random(units)
    heads = list(csv.reader(PUBLISHED.read_text(encoding="utf-8-sig").splitlines()[:2]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(heads)
        for number in range(1, units + 1):
            eligible = chance.randint(2_000, 12_000)
            received, activated = chance.randint(0, eligible // 3), chance.randint(0, eligible // 4)
            figures = [eligible, "", received, activated, "", "", "", "", chance.randint(4, 12), ""]
            writer.writerow([number, f"Xã {number:04d}", *figures])
