"""What roles take, of what a person brings: numbers that stand beside the fit, never in it."""

from collections.abc import Iterable, Iterator

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog
from rolefit.scoring.result import Taken


def what_roles_take(catalog: Catalog, roles: Iterable[str], answers: Answers | None = None) -> Iterator[Taken]:
    """What some roles take, by their ids, for each question outside the fit; beside it what the answers say of it."""
    for name in roles:
        role = catalog.role(name)
        for question in catalog.questions:
            if question.outside_fit:
                shares, asks = role.shares[question.id], role.takes.get(question.id)
                counted = all(catalog.sources[share.source].kind == "survey" for share in shares.values())
                given = answers.answers.get(question.id) if answers else None
                yield Taken(
                    role=role.id,
                    question=question.id,
                    yours=given if isinstance(given, str) else None,
                    holders={option: share.share for option, share in shares.items()} if counted else None,
                    least=asks.least if asks else None,
                    wanted=asks.wanted if asks else None,
                )
