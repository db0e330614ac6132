"""Plain text and a title out of text, Markdown, HTML, PDF and Word, made by strangers and read within limits.

It knows formats of documents and pages of job boards. It never knows a catalog, or what the text is about.
Start with `load.load_text`, which tells the formats apart; each has a module of its own.
"""
