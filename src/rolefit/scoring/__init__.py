"""Answers in, numbers out: fits, verdict, the next question, what would change the result.

It knows the model (naive Bayes, a weight for each question) and its noise. It never knows sentences or files.
Start with `scorer.Scorer`, whose formula stands on top of the module; `effects` has its terms, `verdict` says how
sure it is, `selection` chooses questions, `counterfactual` finds the fewest changes.
"""
