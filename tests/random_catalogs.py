"""Catalogs of any shape, and answers to them: what must hold for a catalog of one's own is tried on these."""

from random import Random
from typing import Any

from rolefit import Answers, Catalog
from rolefit.answers.models import Answer, Importance


def random_catalog(random: Random) -> dict[str, Any]:
    """A sound catalog as a file has it: two to seven roles, any number of questions, and all rules now and then."""
    roles = [f"role-{number}" for number in range(random.randint(2, 7))]
    questions: dict[str, dict[str, Any]] = {}
    for number in range(random.randint(1, 6)):
        options = [f"option-{place}" for place in range(random.randint(2, 12))]
        asked = {"kind": random.choice(["one", "many"]), "weight": random.choice([0.1, 0.5, 2.5])}
        beside = {"kind": "one", "outside_fit": True}
        # To JavaScript this name means something that no question has asked for.
        name = f"{number}-question" if number else "constructor"
        questions[name] = {
            "id": name,
            "ask": f"Question {number}?",
            **(beside if number and random.random() < 0.2 else asked),
            "options": [{"id": each, "label": f"Label {each}", "short": f"Short {each}"} for each in options],
        }

    def shares(question: dict[str, Any]) -> dict[str, Any]:
        options = [option["id"] for option in question["options"]]
        parts = [random.random() for _ in options]
        whole = 1.0 if question["kind"] == "many" else sum(parts)
        sources = ["said", "counted"]
        return {
            option: {"share": round(part / whole, 4), "source": random.choice(sources)}
            for option, part in zip(options, parts, strict=True)
        }

    made: list[dict[str, Any]] = [
        {"id": role, "title": f"Title of {role}", "shares": {name: shares(each) for name, each in questions.items()}}
        for role in roles
    ]
    for name, question in questions.items():
        for option in made[0]["shares"][name] if "weight" in question else ():
            corrections = [round(random.uniform(-1, 1), 4) for _ in roles[1:]]
            corrections.append(-round(sum(corrections), 4))
            for role, correction in zip(made, corrections, strict=True):
                role["shares"][name][option]["correction"] = correction
    catalog = {
        "format": "rolefit/catalog/1",
        "name": "made-up",
        "version": "1",
        "sources": {
            "said": {"title": "What was said", "author": "Somebody", "kind": "description"},
            "counted": {"title": "What was counted", "author": "Somebody", "kind": "survey"},
        },
        "questions": list(questions.values()),
        "roles": made,
    }
    fit = [name for name, each in questions.items() if "weight" in each]
    if random.random() < 0.5:
        catalog["verdict"] = {"least_fit": {role: round(random.uniform(0, 1 / len(roles)), 3) for role in roles}}
    if random.random() < 0.5:
        made[0]["unclear"] = {"between": [roles[-1]], "because": "They cannot be told apart."}
    if random.random() < 0.5:
        job = {"title": "engineer", "because": "It is nearer.", "options": {fit[0]: ["option-0"]}}
        catalog["other_jobs"] = {"least": 1, "of_roles": {fit[-1]: ["option-1"]}, "jobs": [job]}
    return catalog


def random_answers(catalog: Catalog, random: Random, importance: dict[str, Importance]) -> Answers:
    """Answers to a catalog: some questions are skipped, some were not asked, and of some nothing was chosen."""
    answers: dict[str, Answer] = {}
    for question in catalog.questions:
        options = list(question.option_ids)
        some = tuple(each for each in options if random.random() < 0.3)
        answer = some if question.takes_many else random.choice(options)
        match random.randrange(8):
            case 0:
                answers[question.id] = None
            case 1 if question.takes_many:
                answers[question.id] = ()
            case number if number != 2:
                answers[question.id] = answer
    known = {name: each for name, each in importance.items() if answers.get(name) is not None}
    return Answers(answers=answers, importance=known)


def random_importance(catalog: Catalog, random: Random) -> dict[str, Importance]:
    """How much each question matters, for some of them."""
    words: list[Importance] = ["high", "low"]
    return {question.id: random.choice(words) for question in catalog.questions if random.random() < 0.4}
