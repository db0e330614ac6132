"""What the questions for the interview are worth, on made-up coded postings."""

from evidence.measure import interview
from evidence.measure.cross_validation import ScoredPart
from evidence_samples import people_of
from rolefit import Catalog

SHORT = "We are looking for somebody who knows Python."


def test_the_first_question_gains_more_than_one_at_random(catalog: Catalog) -> None:
    asked = [question.id for question in catalog.fit_questions if question.takes_many]
    coded = [
        each.model_copy(update={"id": str(number)}) for number, each in enumerate(people_of(catalog, asked, count=60))
    ]
    part = ScoredPart.of(catalog, coded)
    found = list(interview.gains(catalog, [part], {str(each.id): SHORT for each in coded}))
    # Such a text names the roles that texts tell, and they are all that can gain.
    assert len(found) == 60 * len(catalog.told_in_texts)
    told = interview.interview_table(found)
    nothing, first, at_random, best = (row[1:] for row in told["rows"])
    assert float(best[0]) > float(first[0]) > float(at_random[0]) > float(nothing[0]) == 0


def test_a_posting_without_its_text_is_left_out(catalog: Catalog) -> None:
    (coded, *_) = people_of(catalog, ["tools"], count=1)
    part = ScoredPart.of(catalog, [coded.model_copy(update={"id": "1"})])
    assert not list(interview.gains(catalog, [part], {"2": SHORT}))
