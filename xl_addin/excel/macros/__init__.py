"""One module per ribbon button; `main(book=None)` does its work on the workbook given, else on the one in front."""
