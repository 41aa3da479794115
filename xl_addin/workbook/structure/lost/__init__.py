"""What loses the cells it refers to when lines or sheets are deleted: known before, to be seen by whoever says yes."""
