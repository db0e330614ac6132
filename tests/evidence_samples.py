"""What the tests of the evidence share: made-up people and postings, and running a program."""

import random
import subprocess
import sys
from typing import Any

from evidence.collect.crosswalk import CROSSWALK, Crosswalk, Rules, load_rules
from evidence.collect.neighbours import NeighbourText, OtherPosting, count
from evidence.program import Posting, Practitioner
from helpers import ROOT
from rolefit import Catalog, load_catalog
from rolefit.evaluation.labelled import LabelledAnswers

RULES: Rules = load_rules(str(CROSSWALK), load_catalog())


def run_program(name: str, *arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Runs one of the programs in a process of its own."""
    command = [sys.executable, "-m", f"evidence.{name}", *arguments]
    done = subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def posting(role: str, company: str | None, description: str, year: int = 2024) -> Posting:
    return Posting(role=role, company=company, description=description, year=year)


def people_of(catalog: Catalog, questions: list[str], count: int) -> list[LabelledAnswers]:
    """For each role people who answer some questions by its shares."""
    chance = random.Random(3)
    found = []
    for role in catalog.roles:
        for _ in range(count):
            answers = {
                q: tuple(o for o, share in role.shares[q].items() if chance.random() < share.share) for q in questions
            }
            found.append(LabelledAnswers.model_validate({"role": role.id, "answers": answers}))
    return found


def person(role: str = "ds", **said: list[str]) -> dict[str, Any]:
    return {"id": "x", "year": 2022, "role": role, "said": said}


def labels(*people: dict[str, Any]) -> list[dict[str, Any]]:
    return list(Crosswalk(RULES, map(Practitioner.model_validate, people)).labelled())


def made_up(catalog: Catalog) -> list[Posting]:
    """Postings with signals drawn by the shares of their role; one employer seeks two roles, others one."""
    chance = random.Random(8)
    options = [(q, option) for q in catalog.questions for option in q.options if option.signals]
    found = []
    for role in catalog.roles:
        parts = [role.shares[question.id][option.id].text or 0 for question, option in options]
        for number in range(12):
            words = [chance.choice(option.signals) for _, option in chance.choices(options, parts, k=20)]
            company = "Large" if role.id in {"ds", "as"} and number < 6 else f"{role.id} {number}"
            found.append(posting(role.id, company, "You know about Python, models, algorithms, " + ", ".join(words)))
    return found


def others(catalog: Catalog) -> list[NeighbourText]:
    """Texts about other jobs, with their own words and signals drawn by their shares."""
    chance = random.Random(9)
    assert catalog.texts
    signals = {(q.id, option.id): option.signals for q in catalog.questions for option in q.options}
    found = []
    for neighbour in catalog.texts.neighbours:
        parts = [((q, o), share) for q, options in neighbour.shares.items() for o, share in options.items()]
        for number in range(5):
            words = chance.choices(neighbour.signals, k=8)
            drawn = chance.choices([key for key, _ in parts], [share for _, share in parts], k=8)
            said = ", ".join(chance.choice(signals[key]) for key in drawn)
            text = f"You know about {', '.join(words)}, {said}"
            company = f"{neighbour.id} {number}"
            found.append(OtherPosting(job=neighbour.id, company=company, title=neighbour.title, description=text))
    return list(count(catalog, iter(found)))
