#!/usr/bin/env -S uv run
# /// script
# dependencies = ["nox[uv]>=2026.2"]
# ///
"""The checks on each Python, in environments of their own: `nox --list` lists them, `make test-versions` runs two.

The sessions `lint`, `tests` and `engines` install the versions of requirements/checks.txt as `make` does; `oldest` and
`newest` the outermost that pyproject.toml allows.
"""

import nox

nox.needs_version = ">=2026.2"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))
PINNED = ("--constraint", "requirements/checks.txt", "--editable", ".")
TESTS = ("--group", "test", "--group", "evidence")
# NumPy 2.2 and others of their time have no wheels for Python 3.14.
OLD_PYTHONS = [python for python in PYTHONS if python != "3.14"]


@nox.session
def lint(session: nox.Session) -> None:
    """Lint and types."""
    session.install(*PINNED, "--group", "dev")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests that need no engine."""
    session.install(*PINNED, *TESTS)
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS, default=False)
def engines(session: nox.Session) -> None:
    """The tests on Dask, Spark and csvkit."""
    session.install(*PINNED, *TESTS, "--group", "engines")
    session.run("pytest", "-m", "engines", *session.posargs)


@nox.session(python=OLD_PYTHONS, default=False)
def oldest(session: nox.Session) -> None:
    """The tests on the oldest packages that pyproject.toml allows."""
    session.install("--resolution", "lowest-direct", "--editable", ".[arrow,documents]", *TESTS)
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS, default=False)
def newest(session: nox.Session) -> None:
    """The tests on the newest packages that pyproject.toml allows."""
    session.install("--upgrade", "--editable", ".[arrow,documents]", *TESTS)
    session.run("pytest", *session.posargs)


if __name__ == "__main__":
    nox.main()
