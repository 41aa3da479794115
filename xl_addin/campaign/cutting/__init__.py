"""Cut a workbook into unit sheets, with a manifest of who was given what."""
