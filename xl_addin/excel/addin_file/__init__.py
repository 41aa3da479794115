"""The add-in file `chi-tieu.xlam`, built without Excel and the same byte for byte every time."""
