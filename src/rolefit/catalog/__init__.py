"""The catalog: what is asked, who the roles are, and where each number comes from.

It knows roles, questions, options, shares and sources, and whether they hang together. It never knows a person.
Start with `models.Catalog`; `load.load_catalog` reads one, `checks` says what is wrong with it.
"""
