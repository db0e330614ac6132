"""Fixtures: the built-in catalog, and running commands in this process."""

import pytest

from helpers import Outcome, Run
from rolefit import Catalog, load_catalog
from rolefit.main import main


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
