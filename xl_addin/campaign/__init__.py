"""A campaign from a spec: build its workbook, fill an office's own, publish, run the demo."""
