"""How long the rest of a quiz will take: an estimate that follows a person's pace, and never jumps."""

SECONDS_A_QUESTION = 15.0
"""How long a question takes, before anything is known of the person's pace. A guess: nobody has been timed yet."""

GUESS_COUNTS = 5
"""The guess counts like this many answers, so that no single answer moves the estimate far. Judged."""

LONGEST = 4 * SECONDS_A_QUESTION
"""An answer that took longer, in seconds, was a pause."""


class Pace:
    """A person's pace, and what was said by it.

    >>> pace = Pace()
    >>> pace.minutes_left(1, 13)
    3
    """

    def __init__(self) -> None:
        self._seconds = [SECONDS_A_QUESTION] * GUESS_COUNTS
        self._said: dict[int, int] = {}
        """The number of a question, from 1, to the minutes that were said to be left there."""

    def answered(self, seconds: float) -> None:
        """Note how long an answer took."""
        self._seconds.append(min(seconds, LONGEST))

    def minutes_left(self, number: int, total: int) -> int:
        """How many minutes the questions from this one on will take, 0 for less than one.

        From one question to the next this never rises, and falls by one at most; where a question is asked again it is
        the same as before.
        """
        if number not in self._said:
            minutes = round(sum(self._seconds) / len(self._seconds) * (total - number + 1) / 60)
            before = self._said.get(number - 1, minutes)
            self._said[number] = max(before - 1, min(before, minutes), 0)
        return self._said[number]
