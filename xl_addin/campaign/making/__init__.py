"""Make a campaign's workbook from its spec and its units' figures; the published one too."""
