"""Files of data as what a template's expressions can name: JSON, YAML, delimited text, workbooks."""
