"""What a cell formula can call: `CT_` functions, described once for Excel, for headless calculation and for Python."""
