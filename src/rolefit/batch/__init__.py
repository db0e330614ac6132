"""A file of any length in, a row for each record out, in order, by one process or several.

It knows JSON lines, CSV and chunks of bytes. It never knows a screen, and never holds a whole file.
Start with `run.run`; `score` and `scan` are the two jobs it is given, `source` opens a file of
people, `read_*` read records, `rows` writes them.
"""
