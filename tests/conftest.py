"""Fixtures: the same surroundings everywhere, the built-in catalog, and running commands in this process."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from helpers import Outcome, Run
from rolefit import Catalog, load_catalog
from rolefit.cli.commands import SETTINGS
from rolefit.cli.main import main
from surroundings import COLUMNS, surroundings_without_terminal

# How long an example takes tells more of the machine than of the code, and a few dozen find what there is to find.
settings.register_profile("suite", deadline=None, max_examples=30)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def nothing_of_the_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests, and what they start, see the same terminal, language, time zone and settings wherever they run.

    Among what is left out is PYTHONDONTWRITEBYTECODE: some tests start rolefit some hundred times, and compiled once,
    it starts as it does for users.
    """
    state = tmp_path_factory.mktemp("state")
    for each in (signal.SIGINT, signal.SIGHUP):
        # In the background, or under nohup, what tests start would ignore these too; what is handled it does not.
        if signal.getsignal(each) is signal.SIG_IGN:
            signal.signal(each, lambda *_: None)
    with pytest.MonkeyPatch.context() as patch:
        seen = surroundings_without_terminal() | {"XDG_STATE_HOME": str(state)}
        for name in [name for name in os.environ if name not in seen]:
            patch.delenv(name)
        for name, value in seen.items():
            patch.setenv(name, value)
        time.tzset()
        # Help is as wide as the terminal was when the commands were imported, which was before this.
        patch.setitem(SETTINGS, "terminal_width", COLUMNS)
        yield state
    time.tzset()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process."""

    def run_command(*arguments: str, columns: int = COLUMNS) -> Outcome:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.argv", ["rolefit"])
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command
