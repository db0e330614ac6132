"""The roles themselves: one in full, and several side by side.

It knows what the catalog says of roles, and a person's answers to put beside it. It never knows a screen.
Start with `show.show_role` and `compare.compare`; the terminal and the pages draw what they give.
"""
