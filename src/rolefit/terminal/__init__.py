"""What is shown in a terminal, with Rich: results, roles, comparisons, scans, evaluations.

It knows width, colour and how lines wrap. It never computes, and words come from `explain`.
Start with `console`, which has the two streams and the shapes of text; each other module prints one thing.
"""
