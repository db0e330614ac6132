"""The user's small files: read whole, parsed with the line of every key, validated, written whole or not at all.

It knows YAML, JSON and files. It never knows a role, an answer or a screen.
Start with `parse.parse`, which turns text into a `Document`, and `validation.validate`, which turns that into a model.
"""
