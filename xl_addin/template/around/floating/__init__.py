"""What floats over the cells of a template sheet: shapes, pictures, charts and controls, each where its cells went."""
