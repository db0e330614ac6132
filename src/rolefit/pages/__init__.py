"""What is written as a page or a picture to share: HTML that loads nothing, Markdown, SVG, text.

It knows templates and where the marks of a chart stand. It never computes, and words come from `explain`.
Start with `report`, which chooses the form by the ending of the file; `page` renders, `charts` places.
"""
