"""The zip of parts that a workbook file is: opened safely, its parts and relations, changed, saved."""
