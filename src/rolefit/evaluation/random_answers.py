"""How often random answers put each role first: a role that wins far more than its share is favoured by its catalog."""

from random import Random

from rolefit.catalog.models import Catalog, Question
from rolefit.scoring.effects import effects, total_effects


def random_wins(catalog: Catalog, runs: int, seed: int = 1) -> dict[str, float]:
    """The part of `runs` random sets of answers that puts each role first, by role id; the parts add up to 1.

    Every question is answered: of a one-answer question any option, evenly; of a many-answer question first how many
    (0 to 5, evenly, no more than there are), then that many options, evenly. Roles that tie share the run. The same
    seed gives the same numbers.
    """
    random = Random(seed)  # noqa: S311  # a simulation, not a secret
    table = effects(catalog)
    many = [question.id for question in catalog.fit_questions if question.takes_many]
    nothing_ticked = {question: dict.fromkeys(table[question], False) for question in many}
    base = total_effects(table, nothing_ticked, len(catalog.roles))
    steps = {
        question: {name: both.ticking if question in many else both.chosen for name, both in options.items()}
        for question, options in table.items()
    }
    firsts = [0.0] * len(catalog.roles)
    for _ in range(runs):
        totals = list(base)
        for question in catalog.fit_questions:
            for option in _random_answer(question, random):
                for i, step in enumerate(steps[question.id][option]):
                    totals[i] += step
        winners = [i for i, total in enumerate(totals) if total == max(totals)]
        for i in winners:
            firsts[i] += 1 / len(winners)
    return {role.id: firsts[i] / runs for i, role in enumerate(catalog.roles)}


MOST_TICKS = 5
"""A random answer to a many-answer question ticks from 0 to this many options, each number as likely."""


def _random_answer(question: Question, random: Random) -> list[str]:
    options = [option.id for option in question.options]
    if not question.takes_many:
        return [random.choice(options)]
    return random.sample(options, random.randint(0, min(MOST_TICKS, len(options))))
