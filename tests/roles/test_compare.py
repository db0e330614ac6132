"""Comparing roles: complete, and the same from both sides."""

import pytest

from helpers import FIVE_ROLES
from rolefit import Catalog, InputError, compare, load_catalog
from rolefit.roles.show import show_role


def test_every_option_is_there_with_the_largest_spread_first(catalog: Catalog) -> None:
    options = compare(catalog, ["ds", "mle"]).options
    assert len(options) == sum(len(question.options) for question in catalog.fit_questions)
    assert [option.spread for option in options] == sorted((o.spread for o in options), reverse=True)


def test_the_spread_is_the_largest_share_less_the_smallest(catalog: Catalog) -> None:
    for option in compare(catalog, ["ds", "as", "mle"]).options:
        shares = sorted(share.share for share in option.shares.values())
        assert option.spread == pytest.approx(shares[-1] - shares[0])


def test_a_comparison_is_the_same_from_both_sides(catalog: Catalog) -> None:
    one, other = compare(catalog, ["ds", "rs"]), compare(catalog, ["rs", "ds"])
    assert {(o.question, o.option): o.spread for o in one.options} == {
        (o.question, o.option): o.spread for o in other.options
    }
    assert one.relations == other.relations
    assert one.disagreements == other.disagreements
    for here, there in zip(one.topics, other.topics, strict=True):
        assert set(here.shared) == set(there.shared)
        assert here.by_role == there.by_role


def test_a_fact_is_either_shared_or_stands_with_its_role(catalog: Catalog) -> None:
    names = [role.id for role in catalog.roles]
    for comparison in (compare(catalog, ["ds", "mle"]), compare(catalog, names)):
        for topic in comparison.topics:
            for role, own in topic.by_role.items():
                assert {*own, *topic.shared} == set(catalog.role(role).said(topic.topic))
                assert not {*own} & {*topic.shared}


def test_what_passes_between_two_roles_is_shown_and_nothing_else(catalog: Catalog) -> None:
    titles = {relation.title for relation in compare(catalog, ["ds", "mle"]).relations}
    assert "The handover contract, from data scientist to ML engineer" in titles
    assert "From data scientist to ML engineer" in titles
    others = {relation.title for relation in compare(catalog, ["as", "rs"]).relations}
    assert "The handover contract, from data scientist to ML engineer" not in others


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["ds"], "there is only one role to compare; name two or more"),
        (["ds", "Data Scientist"], "Data scientist is named twice"),
        (["ds", "mel"], "there is no role mel; did you mean mle?"),
    ],
)
def test_what_cannot_be_compared_is_explained(catalog: Catalog, names: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        compare(catalog, names)


def test_every_source_of_a_share_that_is_shown_is_named() -> None:
    small = load_catalog(FIVE_ROLES)
    data = small.model_dump(by_alias=True)
    data["sources"]["elsewhere"] = {**data["sources"]["yan-2020"], "title": "Elsewhere"}
    for share in data["roles"][1]["shares"]["tools"].values():
        share["source"] = "elsewhere"
    catalog = Catalog.model_validate(data)
    for role in catalog.roles:
        shown = show_role(catalog, role)
        assert {share.source for option in shown.own for share in option.shares.values()} <= set(shown.sources)
