"""A process killed while it saves leaves the old file or the new one, whole; the next save clears up after it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

POINTS = 200
TEMPLATE = Path(__file__).parents[3] / "workbook_templates" / "phieu-don-vi.xlsx"

# Kills copies of itself with SIGKILL before an instruction of Python chosen at random, and says what each left.
PROGRAM = """
import json, os, random, signal, sys
from pathlib import Path
from xl_addin.package.replacing import whole_file
from xl_addin.package.saving import save_atomically

folder, points = Path(sys.argv[1]), int(sys.argv[2])
target, old, new = folder / "sổ.xlsx", (folder.parent / "old").read_bytes(), (folder.parent / "new").read_bytes()
whole_file._PIECE = 8192  # as many writes as a file of a hundred megabytes has

def save(end):
    # Save, and be killed before that many instructions have been carried out; how many there were.
    passed = 0
    def step(frame, event, argument):
        nonlocal passed
        frame.f_trace_opcodes = True
        if event == "opcode":
            passed += 1
            if passed == end:
                os.kill(os.getpid(), signal.SIGKILL)
        return step
    sys.settrace(step)
    save_atomically(target, new)
    sys.settrace(None)
    return passed

target.write_bytes(old)
save(0)
length = save(0)
chance = random.Random(11)
found = []
for end in chance.sample(range(1, length + 1), points):
    target.write_bytes(old)
    child = os.fork()
    if child == 0:
        save(end)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    content = target.read_bytes()
    which = "old" if content == old else "new" if content == new else "damaged"
    found.append([os.WIFSIGNALED(status), which, len(os.listdir(folder)) - 1])
save(0)
print(json.dumps({"found": found, "in the end": os.listdir(folder)}))
"""


def book(rows: int) -> bytes:
    """A workbook of so many communes."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet = made.add_worksheet("Bảng")
        for row in range(rows):
            sheet.write_row(row, 0, [row + 1, f"Xã số {row + 1}", row * 7919 % 1000, row * 104729 % 997])
            sheet.write_formula(row, 4, f"=C{row + 1}-D{row + 1}")
    return data.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_killed_at_any_point_the_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(TEMPLATE.read_bytes())
    (tmp_path / "new").write_bytes(book(6000))
    (tmp_path / "folder").mkdir()
    run = [sys.executable, "-c", PROGRAM, str(tmp_path / "folder"), str(POINTS)]
    said = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    assert len(said["found"]) == POINTS
    assert all(killed for killed, _, _ in said["found"])
    assert {which for _, which, _ in said["found"]} == {"old", "new"}
    assert {left for _, _, left in said["found"]} == {0, 1}, "a stale file at most, and the next save takes it away"
    assert said["in the end"] == ["sổ.xlsx"]
