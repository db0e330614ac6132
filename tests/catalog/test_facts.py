"""What the built-in catalog says of roles: short enough to be read, and complete."""

from helpers import ROOT
from rolefit import Catalog
from rolefit.catalog.roles import statements

MOST = 3
"""So many statements of a role on a topic, or points of a relation, can be taken in at once."""

LONGEST = 420
"""Characters of the longest statement."""


def test_on_each_topic_a_role_has_few_statements(catalog: Catalog) -> None:
    for role in catalog.roles:
        for topic in catalog.topics:
            assert len(role.said(topic.id)) <= MOST, f"{role.id}: {topic.title}"


def test_a_relation_has_few_points(catalog: Catalog) -> None:
    for relation in catalog.relations:
        assert 1 <= len(list(statements(relation.points))) <= MOST, relation.title


def test_no_statement_is_long(catalog: Catalog) -> None:
    said = [fact for role in catalog.roles for topic in catalog.topics for fact in role.said(topic.id)]
    said += [point for relation in catalog.relations for point in statements(relation.points)]
    views = [view for disagreement in catalog.disagreements for view in disagreement.views.values()]
    assert max(map(len, [*views, *(statement.text for statement in said)])) <= LONGEST


def test_no_statement_stands_twice_with_a_role(catalog: Catalog) -> None:
    for role in catalog.roles:
        texts = [fact.text for topic in catalog.topics for fact in role.said(topic.id)]
        assert len(texts) == len(set(texts))


def test_each_disagreement_stands_under_a_topic_of_its_roles(catalog: Catalog) -> None:
    for disagreement in catalog.disagreements:
        for role in disagreement.roles:
            assert catalog.role(role).said(disagreement.topic or ""), f"{disagreement.about} of {role}"


def test_whoever_describes_roles_says_how_far_that_holds_and_where_it_is(catalog: Catalog) -> None:
    described = [source for source in catalog.sources.values() if source.kind == "description"]
    assert len(described) == 5
    assert all(source.scope and source.url for source in described)


def test_what_was_worked_out_from_postings_says_by_which_file_of_the_project(catalog: Catalog) -> None:
    for source in catalog.sources.values():
        if source.kind in ("readings", "postings"):
            project, _, path = (source.url or "").partition("/blob/main/")
            assert project == "https://github.com/rolefit/rolefit"
            assert (ROOT / path).is_file()
