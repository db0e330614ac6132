"""The catalog: what the built-in one holds, and what is said of one that is not sound."""

import pickle
import re
from pathlib import Path

import pytest
import yaml

from helpers import FIVE_ROLES
from rolefit import Catalog, InputError, load_catalog
from rolefit.catalog.builtin import builtin_path


def complaint_about(text: str, folder: Path) -> str:
    file = folder / "roles.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_catalog(file)
    return str(caught.value).removeprefix(f"{file}:")


def test_the_built_in_catalog_asks_what_it_must(catalog: Catalog) -> None:
    questions = {question.id: question for question in catalog.questions}
    assert {"tools", "deliverables", "horizon"} <= questions.keys()
    assert 8 <= len(questions) <= 13
    assert max(len(question.options) for question in catalog.questions) <= 13


def test_what_a_question_is_about_is_said_in_a_word_or_two(catalog: Catalog) -> None:
    names = [question.name for question in catalog.questions]
    assert {"Time horizon", "Tools to build with"} < set(names)
    assert len(set(names)) == len(names)
    assert max(len(name) for name in names) <= 24
    assert all(question.topic for question in catalog.questions)


def test_a_question_without_a_topic_goes_by_its_id(catalog: Catalog) -> None:
    question = catalog.question("horizon").model_copy(update={"id": "how-long", "topic": None})
    assert question.name == "How long"


def test_of_the_built_in_catalog_the_degree_alone_is_outside_the_fit(catalog: Catalog) -> None:
    assert [question.id for question in catalog.questions if question not in catalog.fit_questions] == ["background"]
    assert all("background" in role.takes for role in catalog.roles)


def test_no_other_job_has_work_that_asks_for_a_role(catalog: Catalog) -> None:
    of_roles = {(question, option) for question, each in catalog.other_jobs.of_roles.items() for option in each}
    for job in catalog.other_jobs.jobs:
        assert not of_roles & {(question, option) for question, each in job.options.items() for option in each}


def test_no_option_gives_its_role_away(catalog: Catalog) -> None:
    names = [name.casefold() for role in catalog.roles for name in (role.title, *role.aliases)]
    texts = [q.ask for q in catalog.questions] + [o.label for q in catalog.questions for o in q.options]
    assert not [(name, text) for name in names for text in texts if name in text.casefold()]


@pytest.mark.parametrize("name", ["mle", "MLE", "ML engineer", "ml-engineer", "Machine_Learning  ENGINEER"])
def test_a_role_is_found_by_id_title_or_alias(catalog: Catalog, name: str) -> None:
    assert catalog.role(name).id == "mle"


@pytest.mark.parametrize(
    ("name", "near"), [("mel", "did you mean mle?"), ("xyz", "it is one of ds, as, rs, mle"), ("", "one of ds")]
)
def test_an_unknown_role_names_the_near_ones(catalog: Catalog, name: str, near: str) -> None:
    with pytest.raises(InputError, match=re.escape(near)):
        catalog.role(name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: many", "kind: some", "questions.tools.kind: should be 'one' or 'many', not some"),
        ("kind: many", "knid: many", "questions.tools.knid: is not a known key; did you mean kind?"),
        ("weight: 0.5", "weigth: 0.5", "questions.tools.weigth: is not a known key; "),
        ("weight: 0.5", "weight: '0.5'", "questions.tools.weight: must be a number, not 0.5"),
        ("weight: 0.5", "weight: .nan", "questions.tools.weight: should be a finite number, not nan"),
        ("name: with-data-engineer", "title: x", "title: is not a known key; it is one of format, name,"),
        ("share: 0.75,", "share: 1.5,", "roles.ds.shares.tools.sql.share: should be less than or equal to 1, not 1.5"),
        ("share: 0.75,", "share: -1,", "roles.ds.shares.tools.sql.share: should be greater than or equal to 0, not -1"),
        ("        sql: {share: 0.75, source: yan-2020}\n", "", "roles.ds.shares.tools.sql: is missing"),
        (
            "        sql: {share",
            "        sqll: {share",
            "tools.sqll: there is no option sqll; did you mean sql?",
        ),
        ("      tools:\n", "      tolls:\n", "roles.ds.shares.tolls: there is no question tolls; did you mean tools?"),
        (
            "0.75, source: yan-2020",
            "0.75, source: yan",
            "sql.source: there is no source yan; it is one of yan-2020,",
        ),
        ("weeks: {share: 0.7,", "weeks: {share: 0.6,", "horizon: the shares of this one-answer question add up to 0.9"),
        ("- {id: r,", "- {id: sql,", "questions.tools.options.sql: the id sql is given twice"),
        ("{id: sql, label", "{id: S Q L, label", "must be a short name of lower-case letters, digits and hyphens"),
        ("label: SQL", "label: ''", "questions.tools.options.sql.label: is empty; write"),
        ("id: horizon", "id: tools", "questions.tools: the id tools is given twice"),
        (
            "title: Applied scientist",
            "title: Data_Scientist",
            "the name Data_Scientist belongs to ds as well",
        ),
        ("id: as\n", "id: ds\n", "roles.ds: the id ds is given twice; every id is used once"),
        ("      goal: {yan", "      gaol: {yan", "roles.ds.facts.gaol: there is no topic gaol; did you mean goal?"),
        ("goal: {yan-2020", "goal: {yen-2020", "roles.ds.facts.goal.yen-2020: there is no source yen-2020; did you me"),
        ("    from: [de]", "    from: [dex]", "relations.0.from.0: there is no role dex; did you mean de?"),
        (
            "format: rolefit/catalog/1",
            "format: rolefit/catalog/9",
            "format: should be 'rolefit/catalog/1', not rolefit",
        ),
        ("topics:\n  - {id: goal, title: Goal}\n", "topics:\n", "there is no topic goal"),
        (
            "{id: weeks, label: Days or weeks}",
            "{id: weeks, label: Days or weeks, interview: How long?}",
            "questions.horizon.options.weeks.interview: is never asked: the question is outside the fit, or takes one",
        ),
        (
            "    title: Prepared data",
            "    title: Prepared data\n    steps: [{text: x, sources: [yan-2020], options: {tools: [sql]}}]",
            "relations.0.steps: belong to a move, and this is a handover; leave them out",
        ),
        (
            "  - kind: handover",
            "  - kind: move\n    steps: [{text: x, sources: [yan], options: {tools: [sql]}}]",
            "relations.0.steps.0.sources.0: there is no source yan; it is one of",
        ),
        (
            "  - kind: handover",
            "  - kind: move\n    steps: [{text: x, sources: [yan-2020], options: {tools: [sqll]}}]",
            "relations.0.steps.0.options.tools.0: there is no option sqll; did you mean sql?",
        ),
        (
            "  - kind: handover",
            "  - kind: move\n    steps: [{text: x, sources: [yan-2020], options: {tool: [sql]}}]",
            "relations.0.steps.0.options.tool: there is no question tool; did you mean tools?",
        ),
        ("from: [de]", "from: []", "relations.0.from: has 0 entries; it needs at least 1"),
        ("    to: [ds]", "    to: [dsx]", "relations.0.to.0: there is no role dsx; did you mean ds?"),
        (
            "      teki-2023: [Data scientists dev",
            "      teki: [Data scientists dev",
            "points.teki: there is no source",
        ),
        ("  - {id: titles, title: Titles}", "  - {id: goal, title: Titles}", "topics.goal: the id goal is given twice"),
        ("weight: 0.5", "weight: 11", "questions.tools.weight: should be less than or equal to 10, not 11"),
        (
            "weeks: {share: 0.7,",
            "weeks: {share: 0.68,",
            "horizon: the shares of this one-answer question add up to 0.98",
        ),
        (
            "      - {id: sql, label: SQL}\n",
            "      - {id: sql, label: SQL, hue: red}\n",
            "is not a known key; rolefit schema",
        ),
        ("    aliases: [machine learning engineer]", "    aliases: x", "roles.mle.aliases: must be a list, not x"),
    ],
)
def test_an_unsound_catalog_is_explained(tmp_path: Path, old: str, new: str, said: str) -> None:
    sound = FIVE_ROLES.read_text(encoding="utf-8")
    assert old in sound
    broken = sound.replace(old, new, 1)
    complaint = complaint_about(broken, tmp_path)
    assert said in complaint
    assert "\n" not in complaint


RULES = """\
format: rolefit/catalog/1
name: rules
version: "2"
sources:
  us: {title: Us, author: us, kind: readings}
questions:
  - id: pace
    ask: How fast?
    kind: one
    weight: 0.5
    options: [{id: slow, label: Slow}, {id: fast, label: Fast}]
  - id: degree
    ask: Which degree?
    kind: one
    outside_fit: true
    options: [{id: none, label: None}, {id: master, label: A master}]
roles:
  - id: a
    title: A
    unclear: {between: [b], because: They are alike.}
    takes:
      degree: {source: us, least: {none: 1.0}, wanted: {master: 0.5}}
    shares:
      pace: {slow: {share: 0.4, source: us}, fast: {share: 0.6, source: us}}
      degree: {none: {share: 0.5, source: us}, master: {share: 0.5, source: us}}
  - id: b
    title: B
    shares:
      pace: {slow: {share: 0.7, source: us}, fast: {share: 0.3, source: us}}
      degree: {none: {share: 0.5, source: us}, master: {share: 0.5, source: us}}
verdict:
  holds: 0.9
  least_fit:
    a: 0.3
    b: 0.5
  source: us
other_jobs:
  least: 1
  of_roles: {pace: [slow]}
  jobs:
    - title: runner
      because: Runners are fast.
      options: {pace: [fast]}
former:
  - version: "1"
    questions:
      - id: pace
        kind: one
        options: [{id: slow}, {id: hasty, now: pace.fast}, {id: idle, now: ""}]
"""
"""A catalog with everything that is laid down about verdicts, other jobs, former versions and what roles take."""


def test_rules_are_read(tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text(RULES, encoding="utf-8")
    rules = load_catalog(tmp_path / "roles.yaml")
    assert [question.id for question in rules.questions] == ["pace", "degree"]
    assert [question.id for question in rules.fit_questions] == ["pace"]
    assert rules.verdict.least_fit == {"a": 0.3, "b": 0.5}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    outside_fit: true\n",
            "    outside_fit: true\n    weight: 0.5\n",
            "questions.degree.weight: has a weight, and is outside the fit; a question has a weight, unless",
        ),
        ("holds: 0.9", "holds: 1", "verdict.holds: should be less than 1, not 1"),
        ("  source: us\nother", "  source: them\nother", "verdict.source: there is no source them; it is one of us"),
        ("    a: 0.3", "    c: 0.3", "verdict.least_fit.c: there is no role c; it is one of a, b"),
        (
            "    b: 0.5",
            "    b: 0.51",
            "verdict.least_fit.b: is more than an even fit; at most 0.500, so that somebody is always named",
        ),
        ("between: [b]", "between: [a]", "roles.a.unclear.between.0: there is no other role a; it is one of b"),
        ("degree: {source: us", "degree: {source: them", "roles.a.takes.degree.source: there is no source them"),
        ("least: {none", "least: {nine", "takes.degree.least.nine: there is no option nine; did you mean none?"),
        (
            "wanted: {master: 0.5",
            "wanted: {mister: 0.5",
            "degree.wanted.mister: there is no option mister; did you mean",
        ),
        ("wanted: {master: 0.5", "wanted: {master: 5", "wanted.master: should be less than or equal to 1, not 5"),
        ("  least: 1", "  least: 0", "other_jobs.least: should be greater than or equal to 1, not 0"),
        ("of_roles: {pace", "of_roles: {peace", "other_jobs.of_roles.peace: there is no question peace; did you mean"),
        ("pace: [slow]", "pace: [slew]", "other_jobs.of_roles.pace.0: there is no option slew; did you mean slow?"),
        ("options: {pace:", "options: {peace:", "jobs.0.options.peace: there is no question peace; did you mean pace?"),
        (
            "pace: [fast]",
            "pace: [last]",
            "other_jobs.jobs.0.options.pace.0: there is no option last; did you mean fast?",
        ),
        (
            "[{id: slow}, {id: hasty",
            "[{id: slower}, {id: hasty",
            'former.0.questions.pace.options.slower: there is no pace.slower now; say where it went with now, "" for',
        ),
        (
            "now: pace.fast",
            "now: pace.faster",
            "options.hasty: there is no pace.faster now; say where it went with now",
        ),
        ("now: pace.fast", "now: speed.fast", "options.hasty: there is no speed.fast now; say where it went with now"),
    ],
)
def test_unsound_rules_are_explained_with_the_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert RULES.count(old) == 1
    before, _, after = RULES.partition(old)
    complaint = complaint_about(before + new + after, tmp_path)
    assert said in complaint
    first = before.count("\n") + 1
    assert int(complaint.partition(":")[0]) in range(first, first + new.count("\n") + 1)
    assert "\n" not in complaint


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        (
            "    weight: 0.5\n",
            "",
            "  - id: pace",
            "questions.pace.weight: is missing; a question has a weight, unless it is",
        ),
        (
            "    weight: 0.5\n",
            "    outside_fit: true\n",
            "questions:",
            "questions: are all outside the fit; ask at least one",
        ),
        ("    a: 0.3\n", "", "  least_fit:", "verdict.least_fit.a: is missing; every role has a threshold, or none"),
    ],
)
def test_what_rules_lack_is_missed_where_it_would_stand(tmp_path: Path, old: str, new: str, at: str, said: str) -> None:
    broken = RULES.replace(old, new)
    complaint = complaint_about(broken, tmp_path)
    assert said in complaint
    assert broken.splitlines()[int(complaint.partition(":")[0]) - 1] == at


def test_what_a_role_takes_is_the_answer_to_a_question_that_there_is(tmp_path: Path) -> None:
    text = RULES.replace("      degree: {source", "      degre: {source")
    assert "roles.a.takes.degre: there is no question outside the fit degre; did you mean degree?" in complaint_about(
        text, tmp_path
    )


def test_a_role_without_shares_for_a_question_is_explained(tmp_path: Path) -> None:
    before, shares, after = FIVE_ROLES.read_text("utf-8").partition("      horizon:\n")
    rest = after.partition("      watch:\n")
    assert "roles.ds.shares.horizon: is missing; every role has shares for every question" in complaint_about(
        before + "".join(rest[1:]), tmp_path
    )
    assert shares


def test_disagreements_name_roles_and_sources_that_exist(tmp_path: Path) -> None:
    text = (
        FIVE_ROLES.read_text("utf-8")
        + "disagreements: [{about: What?, roles: [ds], views: {yan-2020: A, teki-2023: B}}]\n"
    )
    (tmp_path / "sound.yaml").write_text(text, encoding="utf-8")
    assert load_catalog(tmp_path / "sound.yaml").disagreements[0].about == "What?"
    assert "there is no role dx" in complaint_about(text.replace("roles: [ds], views", "roles: [dx], views"), tmp_path)
    assert "there is no source yan;" in complaint_about(text.replace("{yan-2020: A", "{yan: A"), tmp_path)


@pytest.mark.parametrize(("part", "least"), [("roles", 2), ("questions", 1)])
def test_a_catalog_needs_something_to_choose_from(tmp_path: Path, part: str, least: int) -> None:
    data = yaml.safe_load(FIVE_ROLES.read_text("utf-8"))
    data[part] = data[part][: least - 1]
    complaint = complaint_about(yaml.safe_dump(data), tmp_path)
    assert f"{part}: has {least - 1} entr" in complaint
    assert f"; it needs at least {least}" in complaint


def test_the_complaint_names_the_line(tmp_path: Path) -> None:
    lines = FIVE_ROLES.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines, 1) if "share: 0.85" in line)
    lines[number - 1] = lines[number - 1].replace("0.85", "85")
    assert complaint_about("\n".join(lines), tmp_path).startswith(f"{number}: ")


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text(
        FIVE_ROLES.read_text("utf-8").replace("source: teki", "source: t").replace("weight: 0.5", "weight: -1")
    )
    with pytest.raises(InputError) as caught:
        load_catalog(file)
    assert len(caught.value.problems) == 4
    assert str(caught.value).endswith("(and 3 more)")


def test_the_digest_changes_with_the_contents_and_not_with_the_layout(tmp_path: Path) -> None:
    text = FIVE_ROLES.read_text("utf-8")
    digests = []
    for i, variant in enumerate([text, f"# another comment\n{text}\n\n", text.replace("0.75", "0.74", 1)]):
        (tmp_path / f"{i}.yaml").write_text(variant, encoding="utf-8")
        digests.append(load_catalog(tmp_path / f"{i}.yaml").digest)
    assert digests[0] == digests[1] != digests[2]


def test_a_changed_copy_finds_its_own_questions_roles_and_labels(catalog: Catalog) -> None:
    first, *others = catalog.questions
    option = first.options[0]
    assert catalog.question(first.id) is first
    assert catalog.role("ds").id == "ds"
    digest = catalog.digest
    assert first.label(option.id) == option.label
    options = (option.model_copy(update={"label": "Another"}), *first.options[1:])
    changed = first.model_copy(update={"options": options})
    roles = (catalog.roles[0].model_copy(update={"aliases": ("novel name",)}), *catalog.roles[1:])
    copy = catalog.model_copy(update={"questions": (changed, *others), "roles": roles})
    assert copy.question(first.id).label(option.id) == "Another"
    assert copy.role("Novel Name") is roles[0]
    assert copy.digest != digest
    assert pickle.loads(pickle.dumps(copy)).question(first.id) == changed  # noqa: S301 # it is our own
    assert catalog.question(first.id).label(option.id) == option.label
    assert catalog.model_copy(update={"questions": (changed, *others)}, deep=True).question(first.id) == changed
    assert catalog.model_copy() == catalog


def test_a_checkout_reads_the_one_copy_that_people_edit() -> None:
    assert builtin_path() == Path(__file__).parents[2] / "data" / "roles.yaml"


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (
            "team",
            "team_size: {least: 5, most: 4}",
            "team_size: is the size of no team; most is at least as much as least",
        ),
        ("move", "team_size: {least: 5}", "is a move, and has something for teams; leave in_short and team_size out"),
        (
            "team",
            "in_short: {text: Say, sources: [yan]}",
            "in_short.sources.0: there is no source yan; it is one of yan-2020",
        ),
    ],
)
def test_what_a_team_is_told_makes_sense(tmp_path: Path, kind: str, more: str, said: str) -> None:
    text = "  - {kind: KIND, title: Who, from: [ds], to: [mle], points: {yan-2020: [A]}, MORE}\n"
    relations = text.replace("KIND", kind).replace("MORE", more)
    assert said in complaint_about(FIVE_ROLES.read_text("utf-8") + relations, tmp_path)


@pytest.mark.parametrize("sources", ["{yan-2020: A}", "2.5", "{}", "yan-2020", "[[yan-2020]]"])
def test_sources_that_are_no_list_are_said_to_be_none(tmp_path: Path, sources: str) -> None:
    said = f"in_short: {{text: Say, sources: {sources}}}"
    relation = f"  - {{kind: team, title: Who, from: [ds], to: [mle], points: {{yan-2020: [A]}}, {said}}}\n"
    assert "in_short.sources" in complaint_about(FIVE_ROLES.read_text("utf-8") + relation, tmp_path)
