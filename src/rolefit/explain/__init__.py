"""Results in words, once for the terminal, the pages and the text files.

It knows sentences. It never knows layout, colour or width.
Start with `result.explain_result` and `scan.explain_scan`: each turns numbers into a frozen explanation.
"""
