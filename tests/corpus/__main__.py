"""`make corpus`: measure, print, write `docs/quality.md`."""

import sys

from corpus.quality import PAGE, page
from corpus.score import score

from xl_addin.fault import exit_status


def main() -> None:
    """Measure once; name every miss and every false alarm."""
    result = score()
    text = page(result)
    print(text)
    for name, (code, cell) in result.misses:
        print(f"missed {code} at {cell}: {name}")
    for name, (code, cell) in result.alarms:
        print(f"false alarm {code} at {cell}: {name}")
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(exit_status(main))
