"""Excel tables (Insert > Table) whose columns come and go."""
