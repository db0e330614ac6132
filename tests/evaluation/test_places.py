"""The order of options: no role's may always come first."""

import pytest

from rolefit import Catalog
from rolefit.evaluation.places import mean_places


def with_shares(catalog: Catalog, shares: dict[str, list[float]]) -> Catalog:
    """Two roles and one question, with these shares of its first options."""
    question = catalog.question("horizon")
    roles = [
        role.model_copy(
            update={
                "shares": {
                    "horizon": {
                        option: role.shares["horizon"][option].model_copy(update={"share": share})
                        for option, share in zip(question.option_ids, shares[role.id], strict=True)
                    }
                }
            }
        )
        for role in catalog.roles
        if role.id in shares
    ]
    return catalog.model_copy(update={"questions": (question,), "roles": tuple(roles)})


@pytest.mark.parametrize(
    ("ds", "mle", "places"),
    [
        ([0.7, 0.1, 0.1, 0.1], [0.1, 0.1, 0.1, 0.7], (0, 1)),
        ([0.4, 0.1, 0.1, 0.4], [0.1, 0.4, 0.4, 0.1], (0.5, 0.5)),
        # What both have is typical of neither; three times as much more counts three times.
        ([0.5, 0.0, 0.1, 0.4], [0.5, 0.3, 0.2, 0.0], (1, (3 * 1 / 3 + 1 * 2 / 3) / 4)),
        ([0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], (0.5, 0.5)),
    ],
)
def test_a_place_is_the_mean_of_what_a_role_has_more_often(
    catalog: Catalog, ds: list[float], mle: list[float], places: tuple[float, float]
) -> None:
    found = mean_places(with_shares(catalog, {"ds": ds, "mle": mle}))
    assert (found["ds"], found["mle"]) == pytest.approx(places)
    assert max(found.values()) <= 1


def test_in_the_built_in_catalog_no_role_comes_first(catalog: Catalog) -> None:
    places = mean_places(catalog)
    assert max(places.values()) - min(places.values()) < 0.05
    assert all(abs(place - 0.5) < 0.05 for place in places.values())
    first = []
    for question in catalog.fit_questions:
        shares = [role.shares[question.id][question.option_ids[0]].share for role in catalog.roles]
        first.append(catalog.roles[shares.index(max(shares))].id)
    assert {first.count(role.id) for role in catalog.roles} == {3}


def test_what_has_an_order_of_its_own_keeps_it(catalog: Catalog) -> None:
    assert catalog.question("horizon").option_ids == ("days", "weeks", "months", "years")
    assert catalog.question("background").option_ids == ("up-to-bachelor", "master", "doctorate")
