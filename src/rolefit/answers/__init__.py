"""A person's answers: the model, reading them from files and earlier results, and the short code that holds them.

It knows what may be answered to a catalog. It never knows a score.
Start with `models.Answers`; `load` reads and writes it, `code` puts it into some letters.
"""
