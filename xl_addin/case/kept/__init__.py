"""What a workbook of ours keeps beside its tables: parameters, how figures were shared, live checks."""
