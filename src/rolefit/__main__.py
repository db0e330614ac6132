"""`python -m rolefit` is `rolefit`."""

from rolefit.cli import run

if __name__ == "__main__":
    run()
