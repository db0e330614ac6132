"""The quiz as it is taken: asking, going back, stopping, going on later.

`engine`, `picker` and `saved` know no screen: the course of a quiz, a list to pick from, what is kept on disk.
`ask_with_keys` and `ask_in_lines` put questions to a person; `session` brings them together and loses nothing.
Start with `engine.Quiz`, then `session.take_quiz`. It never knows how answers are scored.
"""
