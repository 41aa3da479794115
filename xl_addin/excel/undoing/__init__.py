"""Taking back what a macro wrote: what it wrote is recorded, compared with what is there now, and reversed."""
