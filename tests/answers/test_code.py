"""The answers code: nothing is lost in it, and no slip goes unnoticed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, FIVE_ROLES, answers_to
from rolefit import Answers, Catalog, InputError, load_answers, load_catalog
from rolefit.answers.checks import check_answers
from rolefit.answers.code import LETTERS, from_code, to_code

BUILT_IN = load_catalog()
ME = load_answers(str(EXAMPLES / "ml-engineer.yaml"), BUILT_IN)


def code_of(answers: Answers) -> str:
    code = to_code(answers, BUILT_IN)
    assert code is not None
    return code


@given(answers_to(BUILT_IN))
def test_a_code_holds_all_answers(answers: Answers) -> None:
    whole = answers.model_copy(update={"offered": {}})
    given_ = {question: answer for question, answer in whole.answers.items() if answer is not None}
    expected = check_answers(whole.model_copy(update={"answers": given_}), BUILT_IN)
    assert from_code(code_of(whole), BUILT_IN) == expected


def test_a_code_is_short_and_of_one_length() -> None:
    everything = {
        q.id: tuple(o.id for o in q.options) if q.takes_many else q.options[-1].id for q in BUILT_IN.questions
    }
    low = dict.fromkeys(everything, "low")
    codes = [code_of(Answers.model_validate({"answers": a, "importance": i})) for a, i in [({}, {}), (everything, low)]]
    assert len(codes[0]) == len(codes[1]) < 40
    assert codes[0] != codes[1]


def test_how_a_code_is_written_does_not_matter() -> None:
    code = code_of(ME)
    alike = code.replace("0", "o").replace("1", "l")
    dashes = [code.replace("-", dash) for dash in ("", " ", "–", "—", "−")]
    for written in (code.lower(), *dashes, alike, f" {code}\n"):
        assert from_code(written, BUILT_IN) == ME


def test_every_wrong_letter_is_noticed() -> None:
    code = code_of(ME)
    for place, letter in enumerate(code):
        for wrong in set(LETTERS) - {letter} if letter != "-" else ():
            with pytest.raises(InputError, match="has a slip in it"):
                from_code(code[:place] + wrong + code[place + 1 :], BUILT_IN)


def test_every_two_neighbours_that_changed_places_are_noticed() -> None:
    letters = code_of(ME).replace("-", "")
    for place, (a, b) in enumerate(pairwise(letters)):
        if a != b:
            with pytest.raises(InputError):
                from_code(letters[:place] + b + a + letters[place + 2 :], BUILT_IN)


@given(st.text(max_size=40))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="code"):
        from_code(text, BUILT_IN)


def test_a_code_of_another_catalog_is_told_from_a_slip(catalog: Catalog) -> None:
    code = code_of(ME)
    with pytest.raises(InputError, match="belongs to another catalog than with-data-engineer; name the catalog"):
        from_code(code, load_catalog(FIVE_ROLES))
    words = tuple(q.model_copy(update={"ask": "Well?", "weight": 0.1}) for q in catalog.questions)
    assert from_code(code, catalog.model_copy(update={"questions": words})) == ME


def test_what_was_not_on_offer_has_no_code() -> None:
    assert to_code(Answers(answers={"tools": ("sql",)}, offered={"tools": ("sql",)}), BUILT_IN) is None
