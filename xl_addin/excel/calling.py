"""What the add-in's VBA says before it runs a macro: which Excel it runs in."""

EXCEL: object | None = None
"""Excel's `Application` object. VBA sets it, because xlwings finds an Excel only by the workbooks it has open."""
