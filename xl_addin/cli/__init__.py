"""The command line: `xl-addin`. Every command reads, computes with the same core as the add-in, then writes."""

from xl_addin.cli.main import main

__all__ = ["main"]
