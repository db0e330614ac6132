"""Text in, role out: what a posting or CV says, which role that describes, and how it matches a person.

It knows keywords and the evidence they are. It never knows a screen.
Start with `scanner.Scanner`: it asks `reader` what a text says (which asks `finder` for keywords) and `verdict` what
may be concluded. `match` holds a text against a person's answers. (Not `scan`, which is a function of the API.)
"""
