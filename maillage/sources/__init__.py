"""One folder per source: the bytes as published (raw) become typed tables (clean).

Refuses to compute: no rate, no aggregate is made here.
"""
