"""The evidence: from survey answers and job postings to the numbers of the catalog, and how good those are.

`collect` makes counts of raw data, `fit` makes the catalog's shares and weights of the counts, `measure` says how well
the roles of people and postings are recovered: the figures of docs/METHODOLOGY.md. `make evidence` runs all of it.
"""
