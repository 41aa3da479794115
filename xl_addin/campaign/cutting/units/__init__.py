"""Who the units of a workbook are, and which rows of its tables are whose: never a guess."""
