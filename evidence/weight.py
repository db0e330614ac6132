"""How well one weight for all questions does, on labelled answers, for a range of weights.

    python evidence/crosswalk.py < practitioners.jsonl.gz | python evidence/weight.py

Prints the class-weighted log loss (lower is better; guessing evenly among three roles has 1.099) and the balanced
accuracy over the roles that occur in the data. The shares of the catalog come from the same years, so these figures
choose a weight; they do not tell how well the quiz does on other people.
"""

import json
import sys
from collections import defaultdict
from math import log

from rolefit import Answers, Catalog, load_catalog
from rolefit.answers import check_answers
from rolefit.scoring import effects, evidence, softmax, total_effects

WEIGHTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)


def main() -> None:
    """Read labelled answers from standard input, print the table."""
    catalog = load_catalog()
    flat = catalog.model_copy(
        update={"questions": tuple(q.model_copy(update={"weight": 1.0}) for q in catalog.questions)}
    )
    people = [_unweighted(json.loads(line), flat) for line in sys.stdin]
    roles = sorted({role for role, _ in people})
    print(f"{len(people)} people, roles {', '.join(roles)}")
    print("weight  log loss  balanced accuracy")
    for weight in WEIGHTS:
        losses: dict[str, list[float]] = defaultdict(list)
        hits: dict[str, list[bool]] = defaultdict(list)
        for role, totals in people:
            fits = dict(zip(roles, softmax([weight * totals[r] for r in roles]), strict=True))
            losses[role].append(-log(fits[role]))
            hits[role].append(max(fits, key=fits.__getitem__) == role)
        loss = sum(sum(each) / len(each) for each in losses.values()) / len(roles)
        accuracy = sum(sum(each) / len(each) for each in hits.values()) / len(roles)
        print(f"{weight:6.1f}  {loss:8.3f}  {accuracy:17.3f}")


def _unweighted(record: dict[str, object], catalog: Catalog) -> tuple[str, dict[str, float]]:
    answers = check_answers(Answers.model_validate({key: record[key] for key in ("answers", "offered")}), catalog)
    totals = total_effects(effects(catalog), evidence(catalog, answers), len(catalog.roles))
    return str(record["role"]), {role.id: total for role, total in zip(catalog.roles, totals, strict=True)}


if __name__ == "__main__":
    main()
