"""The blocks of a template: rows repeated or chosen, sheets repeated; every kind is a module of `kinds`."""
