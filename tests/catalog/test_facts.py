"""What the built-in catalog says of roles: short enough to be read, and complete."""

from helpers import ROOT
from rolefit import Catalog
from rolefit.catalog.roles import statements
from rolefit.people.way import lead_of
from rolefit.roles.compare import options_of

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


ROW = 78
"""Characters of the longest step: a line of a terminal, with its number."""

MOST_OWN = 5
"""Of so many answers that are most a role's own, most are brought nearer by a step to it."""


def test_between_any_two_roles_there_is_one_move_with_three_points_and_its_steps(catalog: Catalog) -> None:
    moves = [relation for relation in catalog.relations if relation.kind == "move"]
    ways = [(move.from_, move.to) for move in moves]
    assert ways == [((a.id,), (b.id,)) for a in catalog.roles for b in catalog.roles if a is not b]
    for move in moves:
        assert len(list(statements(move.points))) == MOST, move.title
        assert 3 <= len(move.steps) <= 4, move.title
        assert max(len(step.text) for step in move.steps) <= ROW, move.title


def test_steps_lead_to_what_is_most_the_roles_own(catalog: Catalog) -> None:
    for role in catalog.roles:
        steps = [step for move in catalog.relations if role.id in move.to for step in move.steps]
        brought = {(name, option) for step in steps for name, options in step.options.items() for option in options}
        leads = {(each.question, each.option): lead_of(each, role.id) for each in options_of(catalog, catalog.roles)}
        own = sorted(leads, key=leads.__getitem__, reverse=True)[:MOST_OWN]
        assert len(brought.intersection(own)) > MOST_OWN / 2, role.id


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
