"""Fixtures: the built-in catalog, and running commands in this process."""

import os

import pytest
from hypothesis import settings

from helpers import Outcome, Run
from rolefit import Catalog, load_catalog
from rolefit.main import main

# Some tests start rolefit some hundred times: compiled once, it starts as it does for users.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How long an example takes tells more of the machine than of the code, and a few dozen find what there is to find.
settings.register_profile("suite", deadline=None, max_examples=30)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process."""

    def run_command(*arguments: str, columns: int = 80) -> Outcome:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.argv", ["rolefit"])
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command
