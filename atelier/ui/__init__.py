"""Layout, components and the built style sheet: what pages are drawn with. Knows no number."""
