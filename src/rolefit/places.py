"""Where quizzes that were begun are kept: a file of its own for each, so that two at once never meet.

A running quiz holds the lock of its file; the system frees the lock however the quiz ends.
"""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from filelock import FileLock
from platformdirs import user_state_path

from rolefit import files
from rolefit.errors import OutputError, Problem


class Place:
    """Where one quiz is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path.with_suffix(".lock"), mode=0o600)

    def take(self) -> bool:
        """Take the place for this process; False if another one has it, or if that cannot be known."""
        try:
            self._acquire()
        except OutputError:
            return False
        return True

    def leave(self) -> None:
        """Let others have the place; what is kept there stays."""
        self._lock.release()

    def keep(self, text: str) -> None:
        """Save the text of a quiz here, whole or not at all.

        Raises OutputError where that fails; what was saved before is then untouched.
        """
        self._acquire()
        files.write_text(str(self.path), text, private=True)

    def drop(self) -> None:
        """Forget the quiz that is kept here."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            self.leave()
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def _acquire(self) -> None:
        if self._lock.is_locked:
            return
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except (OSError, NotImplementedError) as error:
            what = f"cannot be written: {getattr(error, 'strerror', None) or error}"
            raise OutputError(Problem(what, file=str(self.path))) from error


def folder() -> Path:
    """The user's folder for quizzes that were begun."""
    return user_state_path("rolefit", appauthor=False) / "quizzes"


def new_place() -> Place:
    """A place for a new quiz; nothing is written yet."""
    return Place(folder() / f"{secrets.token_hex(8)}.json")


def kept() -> Iterator[Path]:
    """The files of all quizzes that are kept, by their names."""
    with suppress(OSError):
        yield from sorted(path for path in folder().glob("*.json") if path.is_file())
