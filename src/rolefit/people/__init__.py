"""People beside a role, beside each other, and as a team: what `compare` and `team` count, numbers only.

It knows answers, scores and roles; never a sentence or a screen. Start reading at `named.py`.
"""
