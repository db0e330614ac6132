"""How well a catalog does: against people whose role is known, under random answers, and when things change a little.

It knows metrics and their intervals. It never knows a screen.
Start with `evaluate.evaluate`; `metrics` has the figures, `sensitivity` what hangs on one answer or weight, `check`
what `rolefit check` says.
"""
