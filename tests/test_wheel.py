"""The wheel works by itself: installed into an empty environment, run from another folder."""

import os
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


def run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_runs_the_demo_and_builds_the_addin_in_an_empty_environment(tmp_path: Path) -> None:
    wheels, elsewhere = tmp_path / "wheels", tmp_path / "nơi khác"
    elsewhere.mkdir()
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", wheels, REPOSITORY, folder=tmp_path)
    (wheel,) = wheels.glob("*.whl")
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, folder=elsewhere)
    run(programs / "xl-addin", "demo", folder=elsewhere)
    written = {path.name for path in (elsewhere / "out").iterdir()}
    assert {"cong-bo.html", "phan-bo.xlsx", "phieu-don-vi.json", "so-don-vi-da-dien.xlsx"} <= written
    run(programs / "xl-addin", "addin", "build", "-o", "dist/", folder=elsewhere)
    assert [path.name for path in (elsewhere / "dist").iterdir()] == ["chi-tieu.xlam"]
