"""Files: open a package safely, read its sheets, edit it, save it atomically. No words of the domain here."""
