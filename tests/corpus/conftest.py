"""Let the corpus's own modules be imported as `corpus.…`, as `make corpus` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
