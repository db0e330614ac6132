"""`python -m rolefit` is `rolefit`."""

from rolefit.main import run

if __name__ == "__main__":
    run()
