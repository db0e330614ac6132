"""The command line: each command reads its options, makes one call into the packages below, and prints the outcome.

It decides nothing itself. Start with `commands`, the list of commands; each has a module named after it or its
subject. `main` turns whatever goes wrong into one line and an exit code, `completion` answers shells.
"""
