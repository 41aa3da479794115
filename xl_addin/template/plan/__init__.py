"""What a template will become: its rows, sheets and cells, understood before anything is written."""
