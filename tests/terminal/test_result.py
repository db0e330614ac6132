"""A result in the terminal: whatever was answered, on one screen."""

from hypothesis import given, settings

from helpers import answers_to
from rolefit import Answers, load_catalog, score
from rolefit.explain.result import explain_result
from rolefit.pages.report import as_text
from rolefit.terminal.result import print_result

CATALOG = load_catalog()


@given(answers=answers_to(CATALOG))
@settings(max_examples=60, deadline=None)
def test_a_result_takes_24_rows_of_80_columns_at_most(answers: Answers) -> None:
    told = explain_result(CATALOG, score(CATALOG, answers))
    shown = as_text(lambda console: print_result(console, told))
    assert len(shown.splitlines()) <= 24, shown
    assert max(map(len, shown.splitlines())) <= 80
