"""What makes a catalog sound: ids that are used once, references that lead somewhere, shares that add up."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from rolefit.catalog.former import FormerQuestion
from rolefit.catalog.models import Catalog, Pair, Question, Role
from rolefit.catalog.names import normalized_name
from rolefit.catalog.roles import Facts, Relation, split_sources
from rolefit.catalog.texts import FIELD, Gate, Texts
from rolefit.documents.parse import KeyPath
from rolefit.errors import excerpt, one_of

SUM_TOLERANCE = 0.01
"""How far the shares of a one-answer question may add up to something other than 1: room for rounding."""

_Finding: TypeAlias = tuple[KeyPath, str, str]
"""Where something is wrong, what, and what would be right."""


def unsound(catalog: Catalog) -> Iterator[_Finding]:
    """Where a catalog is not sound, what is wrong there, and what would be right."""
    yield from _duplicates(("questions",), [question.id for question in catalog.questions])
    for i, question in enumerate(catalog.questions):
        yield from _duplicates(("questions", i, "options"), [option.id for option in question.options])
    for i, question in enumerate(catalog.questions):
        if question.weight > 0 if question.outside_fit else "weight" not in question.model_fields_set:
            hint = "a question has a weight, unless it is outside the fit"
            what = "has a weight, and is outside the fit" if question.outside_fit else "is missing"
            yield ("questions", i, "weight"), what, hint
        if question.outside_fit and question.takes_many:
            yield ("questions", i, "kind"), "takes many answers, and is outside the fit", "write one"
        yield from _unsound_interview(question, ("questions", i))
        if question.weight_source is not None:
            yield from _unknown_source(catalog, question.weight_source, ("questions", i, "weight_source"))
    yield from _duplicates(("topics",), [topic.id for topic in catalog.topics])
    yield from _duplicates(("roles",), [role.id for role in catalog.roles])
    yield from _role_names(catalog)
    for i, role in enumerate(catalog.roles):
        yield from _unsound_facts(catalog, role, ("roles", i))
        yield from _unsound_shares(catalog, role, ("roles", i, "shares"))
    yield from _unsound_texts(catalog)
    yield from _unsound_verdict(catalog)
    yield from _unsound_references(catalog)
    roles = [role.id for role in catalog.roles]
    for i, relation in enumerate(catalog.relations):
        yield from _dangling(("relations", i, "from"), relation.from_, roles, "role")
        yield from _dangling(("relations", i, "to"), relation.to, roles, "role")
        yield from _unknown_sources(catalog, relation.points, ("relations", i, "points"))
        yield from _unsound_steps(catalog, relation, ("relations", i, "steps"))
        yield from _unsound_for_teams(catalog, relation, ("relations", i))
    for i, disagreement in enumerate(catalog.disagreements):
        yield from _dangling(("disagreements", i, "roles"), disagreement.roles, roles, "role")
        yield from _dangling(("disagreements", i, "views"), disagreement.views, catalog.sources, "source")
        topics = [topic.id for topic in catalog.topics]
        yield from _dangling(("disagreements", i, "topic"), filter(None, [disagreement.topic]), topics, "topic")
    for i, pair in enumerate(catalog.pairs):
        yield from _unsound_pair(catalog, pair, ("pairs", i))


def _unsound_steps(catalog: Catalog, relation: Relation, path: KeyPath) -> Iterator[_Finding]:
    options = {question.id: question.option_ids for question in catalog.questions}
    if relation.steps and relation.kind != "move":
        yield path, f"belong to a move, and this is a {relation.kind}", "leave them out"
    for i, step in enumerate(relation.steps):
        yield from _dangling((*path, i, "sources"), step.sources, catalog.sources, "source")
        yield from _dangling((*path, i, "options"), step.options, options, "question")
        for name, named in step.options.items():
            yield from _dangling((*path, i, "options", name), named, options.get(name, named), "option")


def _unsound_interview(question: Question, path: KeyPath) -> Iterator[_Finding]:
    if question.interview and question.outside_fit:
        yield (*path, "interview"), "is never asked: the question is outside the fit", "leave it out"
    for i, option in enumerate(question.options):
        if option.interview and (question.outside_fit or not question.takes_many):
            what = "is never asked: the question is outside the fit, or takes one answer"
            yield (*path, "options", i, "interview"), what, "give the question one, or leave it out"


def _unsound_for_teams(catalog: Catalog, relation: Relation, path: KeyPath) -> Iterator[_Finding]:
    size = relation.team_size
    if relation.kind == "move" and (size or relation.in_short):
        yield path, "is a move, and has something for teams", "leave in_short and team_size out"
    if size and size.most is not None and size.most < size.least:
        yield (*path, "team_size"), "is the size of no team", "most is at least as much as least"
    if relation.in_short:
        yield from _dangling((*path, "in_short", "sources"), relation.in_short.sources, catalog.sources, "source")


def _duplicates(path: KeyPath, ids: list[str]) -> Iterator[_Finding]:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield (*path, i), f"the id {excerpt(name)} is given twice", "every id is used once"


def _role_names(catalog: Catalog) -> Iterator[_Finding]:
    owners: dict[str, int] = {}
    for i, role in enumerate(catalog.roles):
        for name in role.names:
            owner = owners.setdefault(normalized_name(name), i)
            if catalog.roles[owner].id != role.id:
                what = f"the name {excerpt(name)} belongs to {catalog.roles[owner].id} as well"
                yield ("roles", i), what, "a name means one role"


def _dangling(path: KeyPath, used: Iterable[str], known: Iterable[str], what: str) -> Iterator[_Finding]:
    names = list(known)
    for i, name in enumerate(used):
        if name not in names:
            step = name if isinstance(used, dict) else i
            yield (*path, step), f"there is no {what} {excerpt(name)}", one_of(name, names)


def _unknown_source(catalog: Catalog, source: str, path: KeyPath) -> Iterator[_Finding]:
    if source not in catalog.sources:
        yield path, f"there is no source {excerpt(source)}", one_of(source, catalog.sources)


def _unsound_texts(catalog: Catalog) -> Iterator[_Finding]:
    if catalog.texts is None:
        return
    yield from _unknown_source(catalog, catalog.texts.source, ("texts", "source"))
    revealed = [(q.id, option.id) for q in catalog.questions for option in q.options if option.signals]
    for i, role in enumerate(catalog.roles):
        path = ("roles", i, "shares")
        shares = {(question, option): role.shares.get(question, {}).get(option) for question, option in revealed}
        for (question, option), share in shares.items():
            if share and share.text is None:
                hint = "every option with signals has one for every role, where the catalog has texts"
                yield (*path, question, option, "text"), "is missing", hint
        if not revealed:
            yield ("texts",), "can read nothing", "give options signals, and shares in texts"
            return
        total = sum(share.text or 0 for share in shares.values() if share)
        if all(share and share.text for share in shares.values()) and abs(total - 1) > SUM_TOLERANCE:
            yield path, f"the shares of options in texts add up to {total:.3f}", "for each role they add up to 1"
        if role.unclear_in_texts:
            others = [each.id for each in catalog.roles if each is not role]
            between = ("roles", i, "unclear_in_texts", "between")
            yield from _dangling(between, role.unclear_in_texts.between, others, "other role")
    if not catalog.told_in_texts:
        yield ("roles",), "are none that texts tell", "leave unclear_in_texts out of at least one"
    yield from _unsound_words(catalog, catalog.texts)
    if catalog.texts.gate:
        yield from _unsound_gate(catalog, catalog.texts, catalog.texts.gate, set(revealed))


def _unsound_words(catalog: Catalog, texts: Texts) -> Iterator[_Finding]:
    told = [role.id for role in catalog.told_in_texts]
    yield from _dangling(("texts", "tilt"), texts.tilt, told, "role that texts tell")
    ruled: set[str] = set()
    for i, context in enumerate(texts.contexts):
        for signal in ruled.intersection(context.signals):
            yield (
                ("texts", "contexts", i, "signals"),
                f"{excerpt(signal)} has a context already",
                "put the two together",
            )
        ruled.update(context.signals)


def _unsound_gate(
    catalog: Catalog, texts: Texts, gate: Gate, revealed: Collection[tuple[str, str]]
) -> Iterator[_Finding]:
    yield from _unknown_source(catalog, gate.source, ("texts", "gate", "source"))
    if not texts.neighbours:
        yield ("texts", "gate"), "has no neighbours to tell from the roles", "add some, or leave it out"
    roles = [role.id for role in catalog.roles]
    neighbours = [each.id for each in texts.neighbours]
    yield from _duplicates(("texts", "neighbours"), [*neighbours, *({FIELD, *roles} & {*neighbours})])
    yield from _dangling(("texts", "gate", "words"), gate.words, [*roles, *neighbours], "role or neighbour")
    for i, each in enumerate(texts.neighbours):
        found = {(question, option) for question, options in each.shares.items() for option in options}
        for question, option in sorted(found ^ set(revealed)):
            said = "is missing" if (question, option) in revealed else "is no option with signals"
            yield ("texts", "neighbours", i, "shares", question, option), said, "give every option with signals a share"
        total = sum(share for options in each.shares.values() for share in options.values())
        if abs(total - 1) > SUM_TOLERANCE:
            path = ("texts", "neighbours", i, "shares")
            yield path, f"add up to {total:.3f}", "the shares of options in texts about one job add up to 1"
    for job in (*roles, *neighbours):
        parts = gate.words.get(job, {})
        if parts.keys() != {FIELD, *neighbours}:
            yield ("texts", "gate", "words", job), "is not whole", f"give it a part for {FIELD} and for every neighbour"
        elif sum(parts.values()) >= 1:
            yield ("texts", "gate", "words", job), "adds up to 1 or more", "leave a part for signals of options"


def _unsound_verdict(catalog: Catalog) -> Iterator[_Finding]:
    if not catalog.fit_questions:
        yield ("questions",), "are all outside the fit", "ask at least one that counts"
    rule, roles = catalog.verdict, [role.id for role in catalog.roles]
    if rule.source is not None:
        yield from _unknown_source(catalog, rule.source, ("verdict", "source"))
    if not rule.least_fit:
        return
    yield from _dangling(("verdict", "least_fit"), rule.least_fit, roles, "role")
    for role in roles:
        path: KeyPath = ("verdict", "least_fit", role)
        if role not in rule.least_fit:
            yield path, "is missing", "every role has a threshold, or none"
        elif rule.least_fit[role] > 1 / len(roles):
            yield path, "is more than an even fit", f"at most {1 / len(roles):.3f}, so that somebody is always named"


def _unsound_references(catalog: Catalog) -> Iterator[_Finding]:
    """What other jobs, former versions and what roles take refer to."""
    options = {question.id: question.option_ids for question in catalog.questions}
    jobs = [(("jobs", i, "options"), job.options) for i, job in enumerate(catalog.other_jobs.jobs)]
    for where, named in [(("of_roles",), catalog.other_jobs.of_roles), *jobs]:
        path: KeyPath = ("other_jobs", *where)
        yield from _dangling(path, named, options, "question")
        for name, chosen in named.items():
            yield from _dangling((*path, name), chosen, options.get(name, chosen), "option")
    for i, former in enumerate(catalog.former):
        for j, asked in enumerate(former.questions):
            yield from _gone(asked, options, ("former", i, "questions", j))
    roles = [role.id for role in catalog.roles]
    for i, role in enumerate(catalog.roles):
        if role.unclear:
            others = [name for name in roles if name != role.id]
            yield from _dangling(("roles", i, "unclear", "between"), role.unclear.between, others, "other role")
        brought = [question.id for question in catalog.questions if question.outside_fit]
        yield from _dangling(("roles", i, "takes"), role.takes, brought, "question outside the fit")
        for name, asks in role.takes.items():
            path = ("roles", i, "takes", name)
            yield from _unknown_source(catalog, asks.source, (*path, "source"))
            for key, shares in (("least", asks.least), ("wanted", asks.wanted)):
                yield from _dangling((*path, key), shares, options.get(name, shares), "option")


def _gone(asked: FormerQuestion, options: Mapping[str, Sequence[str]], path: KeyPath) -> Iterator[_Finding]:
    for i, option in enumerate(asked.options):
        place = option.place(asked.id)
        if place and place[1] not in options.get(place[0], ()):
            hint = 'say where it went with now, "" for nowhere'
            yield (*path, "options", i), f"there is no {excerpt('.'.join(place))} now", hint


def _unsound_facts(catalog: Catalog, role: Role, path: KeyPath) -> Iterator[_Finding]:
    topics = [topic.id for topic in catalog.topics]
    yield from _dangling((*path, "facts"), role.facts, topics, "topic")
    for topic, facts in role.facts.items():
        yield from _unknown_sources(catalog, facts, (*path, "facts", topic))
    if role.about:
        yield from _dangling((*path, "about", "sources"), role.about.sources, catalog.sources, "source")
    yield from _dangling((*path, "in_short"), role.in_short, topics, "topic")
    for topic, said in role.in_short.items():
        yield from _dangling((*path, "in_short", topic, "sources"), said.sources, catalog.sources, "source")


def _unknown_sources(catalog: Catalog, facts: Facts, path: KeyPath) -> Iterator[_Finding]:
    for key in facts:
        for finding in _dangling((), split_sources(key), catalog.sources, "source"):
            yield (*path, key), *finding[1:]


def _unsound_pair(catalog: Catalog, pair: Pair, path: KeyPath) -> Iterator[_Finding]:
    yield from _dangling((*path, "between"), pair.between, [role.id for role in catalog.roles], "role")
    yield from _dangling((*path, "moves"), pair.moves, pair.between, "role of the two")
    yield from _dangling((*path, "differ", "sources"), pair.differ.sources, catalog.sources, "source")
    for role, move in pair.moves.items():
        yield from _dangling((*path, "moves", role, "sources"), move.sources, catalog.sources, "source")


def _unsound_shares(catalog: Catalog, role: Role, path: KeyPath) -> Iterator[_Finding]:
    yield from _dangling(path, role.shares, [question.id for question in catalog.questions], "question")
    for question in catalog.questions:
        shares = role.shares.get(question.id)
        if shares is None:
            yield (*path, question.id), "is missing", f"every role has shares for every question, so {role.id} too"
            continue
        options = [option.id for option in question.options]
        yield from _dangling((*path, question.id), shares, options, "option")
        for option in options:
            if option not in shares:
                yield (*path, question.id, option), "is missing", "every role has a share for every option"
        for option, share in shares.items():
            yield from _unknown_source(catalog, share.source, (*path, question.id, option, "source"))
        total = sum(share.share for share in shares.values())
        if not question.takes_many and abs(total - 1) > SUM_TOLERANCE:
            what = f"the shares of this one-answer question add up to {total:.3f}"
            yield (*path, question.id), what, "for each role they add up to 1"
