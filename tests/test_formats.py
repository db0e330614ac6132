"""The formats: their schemas, their examples, and the keys that scripts rely on."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import formats
from helpers import EXAMPLES, ROOT, Run
from rolefit import Answers, Catalog, FormerAnswersWarning, load_answers, load_catalog, load_labelled, score
from rolefit.documents.output import to_json
from rolefit.documents.parse import parse
from rolefit.documents.validation import validate
from rolefit.errors import ErrorCode
from rolefit.people.team import TeamTask, count_team
from rolefit.schemas import NAMES, json_schema
from schemas import READ, WRITTEN, Samples, example, make_schema

PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")
SAMPLES = Samples()
CATALOG_FILE = str(Samples.folder / "catalog.yaml")

SCAN = {
    "": "ask catalog cv left_out name ranking revealed schema suit title use verdict why",
    "catalog": "digest name version",
    "title": "job roles text",
    "ranking": "by_question fit role title",
    "verdict": "about because kind roles words",
    "revealed": "mentions option question",
    "revealed.mentions": "places sentence signal",
    "why": "chosen effect option question role",
    "suit": "asked fits share shared wanted",
    "suit.shared": "option question",
    "suit.asked": "option question",
    "suit.wanted": "option question",
    "ask": "information option question text",
    "cv": "extra missing name reads_as shown",
    **{f"cv.{points}": "cv option posting question" for points in ("shown", "missing", "extra")},
    **{
        f"cv.{points}.{side}": "sentence words"
        for points in ("shown", "missing", "extra")
        for side in ("posting", "cv")
    },
    "cv.reads_as": "about because kind roles words",
}

CONTRACT: Mapping[str, Mapping[str, str]] = {
    "check": {
        "": "contents file problems schema sound",
        "problems": "file hint key line what",
        "contents": "catalog estimated favoured fitted judged mean_places measured options outside_fit questions "
        "random_wins roles runs",
        "contents.catalog": "digest name version",
    },
    "comparison": {
        "": "answers catalog disagreements options pairs relations roles schema sources takes topics",
        "takes": "holders least question role wanted yours",
        "catalog": "digest name version",
        "roles": "about id in_short title",
        "roles.about": "source sources text",
        "roles.in_short": "source sources text",
        "pairs": "between differ moves",
        "pairs.differ": "source sources text",
        "pairs.moves": "source sources text",
        "options": "label option question shares short spread",
        "options.shares": "correction share source text",
        "topics": "by_role shared title topic",
        "topics.by_role": "source sources text",
        "topics.shared": "source sources text",
        "relations": "from in_short kind points steps team_size title to",
        "relations.in_short": "source sources text",
        "relations.team_size": "least most",
        "relations.steps": "options sources text",
        "disagreements": "about roles topic views",
        "sources": "author kind scope title url year",
    },
    "evaluation": {
        "": "balanced_accuracy calibration_error catalog confusion file groups intervals left_out log_loss n recall "
        "reliability resamples robustness roles schema seed sets top2 verdicts",
        "catalog": "digest name version",
        "left_out": "lines n why",
        "intervals": "balanced_accuracy calibration_error log_loss recall top2",
        "reliability": "high low n told true weight",
        "sets": "holds named one",
        "verdicts": "holds n told true",
        "robustness": "equal_weights one_answer_flipped question_dropped squared_distance",
        "robustness.one_answer_flipped": "interval n share",
        "robustness.question_dropped": "interval n share",
        "robustness.equal_weights": "interval n share",
        "robustness.squared_distance": "interval n share",
        "groups": "field groups",
        "groups.groups": "n recall value",
        "groups.groups.recall": "flagged interval n share",
    },
    "questions": {
        "": "catalog questions schema",
        "catalog": "digest name version",
        "questions": "ask id kind name options outside_fit",
        "questions.options": "id label",
    },
    "result": {
        "": "answered answers catalog code id importance nearer offered ranking schema skipped takes use verdict why",
        "catalog": "digest name version",
        "ranking": "by_question fit role title",
        "verdict": "holds kind roles stability",
        "nearer": "because title",
        "takes": "holders least question role wanted yours",
        "why": "chosen effect option question role",
    },
    "role": {
        "": "about aliases answers catalog disagreements id in_short own relations schema shares sources takes title "
        "topics",
        "about": "source sources text",
        "in_short": "source sources text",
        "own": "label option question shares short spread",
        "own.shares": "correction share source text",
        "takes": "holders least question role wanted yours",
        "catalog": "digest name version",
        "topics": "said title topic",
        "topics.said": "source sources text",
        "relations": "from in_short kind points steps team_size title to",
        "relations.in_short": "source sources text",
        "relations.team_size": "least most",
        "relations.steps": "options sources text",
        "disagreements": "about roles topic views",
        "shares": "correction share source text",
        "sources": "author kind scope title url year",
    },
    "roles": {
        "": "catalog roles schema sources",
        "catalog": "digest name version",
        "roles": "about aliases id said title",
        "roles.about": "source sources text",
        "roles.said": "source sources text",
        "sources": "author kind scope title url year",
    },
    "people": {
        "": "catalog change people questions schema use",
        "catalog": "digest name version",
        "people": "answers importance name nearer offered ranking skipped verdict",
        "people.nearer": "because title",
        "people.ranking": "by_question fit role title",
        "people.verdict": "holds kind roles stability",
        "questions": "agree answered_by options question spread",
        "questions.options": "chosen_by option",
        "change": "differences noise total",
        "change.differences": "after before effects option question",
        "change.noise": "chance error moved roles within",
    },
    "row": {"": "about error fit id noted top verdict", "error": "code file hint key line message"},
    "scan": SCAN,
    "scan-row": {
        "": "about because cv error fit id rank suit title top verdict",
        "about": "company location title url",
        "cv": "extra missing shown",
        "error": "code file hint key line message",
        "suit": "asked shared wanted",
    },
    "team": {
        "": "additions advice bad between catalog coverage file groups n names roles schema silent smallest sources "
        "use",
        "catalog": "digest name version",
        "roles": "clear close first open role second title",
        "between": "n roles",
        "coverage": "name options question",
        "coverage.options": "asked expected name option stands_out wanted",
        "additions": "fills role title",
        "additions.fills": "option question",
        "advice": "kind said sides title",
        "advice.said": "source sources text",
        "advice.sides": "n roles",
        "groups": "field groups small",
        "groups.groups": "first n value",
        "groups.small": "first groups n",
        "names": "first second",
        "sources": "author kind scope title url year",
    },
    "scans": {"": "scans schema", **{f"scans.{path}".rstrip("."): keys for path, keys in SCAN.items()}},
    "way": {
        "": "answers catalog from missing moves nearer other person ranking rare role schema shared skipped sources "
        "steps takes use verdict",
        "nearer": "because title",
        "verdict": "holds kind roles stability",
        "catalog": "digest name version",
        "role": "about id in_short title",
        "role.about": "source sources text",
        "role.in_short": "source sources text",
        "from": "about id in_short title",
        "from.about": "source sources text",
        "from.in_short": "source sources text",
        "ranking": "by_question fit role title",
        **{
            f"{group}{path}": keys
            for group in ("shared", "missing", "rare", "other")
            for path, keys in (
                ("", "label option question shares short spread"),
                (".shares", "correction share source text"),
            )
        },
        "takes": "holders least question role wanted yours",
        "moves": "from in_short kind points steps team_size title to",
        "moves.in_short": "source sources text",
        "moves.team_size": "least most",
        "moves.steps": "options sources text",
        "steps": "options sources text",
        "sources": "author kind scope title url year",
    },
}


def keys(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The path and the keys of each record in a format; what is a list or goes by ids is all one."""

    def walk(part: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rpartition("/")[2]]
        for option in part.get("anyOf", ()):
            yield from walk(option, path)
        for below in (part.get("items"), part.get("additionalProperties"), *part.get("patternProperties", {}).values()):
            if isinstance(below, dict):
                yield from walk(below, path)
        if "properties" in part:
            yield path, " ".join(sorted(part["properties"]))
            for key, below in part["properties"].items():
                yield from walk(below, f"{path}.{key}".lstrip("."))

    return walk(schema, "")


def closed(schema: Any) -> Any:
    """A schema by which no key is unknown."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {}
    return {key: closed(part) for key, part in schema.items()} | more


@pytest.mark.parametrize("name", WRITTEN)
def test_the_keys_of_what_is_written_stay(name: str) -> None:
    assert dict(keys(json_schema(name))) == CONTRACT[name]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("result", ["quiz", "--answers", str(EXAMPLES / "ml-engineer.yaml")]),
        ("comparison", ["compare", "ds", "mle", "--answers", str(EXAMPLES / "ml-engineer.yaml")]),
        ("questions", ["questions"]),
        ("roles", ["roles"]),
        ("role", ["show", "as"]),
        ("check", ["check", "--random", "100"]),
        ("evaluation", ["evaluate", str(EXAMPLES / "made-up-people.jsonl"), "--by", "country", "--resamples", "100"]),
        ("team", ["team", str(EXAMPLES / "team.csv"), "--by", "site", "--names"]),
    ],
)
def test_what_is_written_has_all_keys_of_its_schema_and_no_others(run: Run, name: str, command: list[str]) -> None:
    data = json.loads(run(*command, "--json")[1])
    jsonschema.Draft202012Validator(closed(json_schema(name))).validate(data)
    assert data["schema"] == f"rolefit/{name}/1"
    assert set(data) == set(CONTRACT[name][""].split())


def test_whoever_checks_by_a_schema_passes_over_keys_that_are_added() -> None:
    for name in WRITTEN:
        more = {**example(name), "new": 1, "catalog": {**CATALOG_REF, "new": 1}}
        jsonschema.Draft202012Validator(json_schema(name)).validate(more)


CATALOG_REF = {"name": "kitchen-roles", "version": "1", "digest": "0" * 12}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_has_its_version_a_description_of_every_key_and_an_example_that_fits(name: str) -> None:
    schema = json_schema(name)
    assert schema["$id"] == f"urn:rolefit:{name}:1"
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part["description"]
        for key, field in part.get("properties", {}).items():
            meant = schema["$defs"][field["$ref"].rpartition("/")[2]] if "$ref" in field else field
            assert field.get("description") or meant.get("description"), key
            assert ">>>" not in field.get("description", "")
    (shown,) = schema["examples"]
    jsonschema.Draft202012Validator(closed(schema) if name in WRITTEN else schema).validate(shown)
    model = {**READ, **WRITTEN}[name]
    validate(model, parse(json.dumps(shown), "example.json"))


def test_rolefit_reads_the_examples_of_what_it_reads() -> None:
    assert load_catalog(CATALOG_FILE).name == "kitchen-roles"
    assert load_answers(str(Samples.folder / "answers.yaml"), SAMPLES.catalog).id == "person-1"
    assert len(load_labelled(str(Samples.folder / "people.jsonl"), SAMPLES.catalog).people) == 5


def test_the_example_of_a_result_is_what_the_command_prints(run: Run) -> None:
    answers = str(Samples.folder / "answers.yaml")
    printed = json.loads(run("quiz", "--roles", CATALOG_FILE, "--answers", answers, "--json")[1])
    shown = json_schema("result")["examples"][0]
    same = ("schema", "catalog", "id", "answers", "importance", "offered", "answered", "skipped", "code")
    assert {key: printed[key] for key in same} == {key: shown[key] for key in same}
    assert round(printed["ranking"][0]["fit"], 3) == shown["ranking"][0]["fit"]


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_that_are_shipped_are_current_and_are_printed(run: Run, name: str) -> None:
    assert run("schema", name) == (0, to_json(make_schema(name)), ""), "run: make schemas"


def test_every_format_has_a_schema() -> None:
    assert set(NAMES) == {*READ, *WRITTEN}


def test_the_page_shows_every_format_and_its_examples_are_current() -> None:
    assert formats.filled(PAGE) == PAGE, "run: make schemas"
    shown = {name for _, name, _ in formats.BLOCK.findall(PAGE)}
    assert shown == {*NAMES, "error", "people.csv"}
    assert all(f"\n## {name}\n" in PAGE for name in NAMES)


def joined(below: Any, above: Any) -> Any:
    """What a catalog says, with more: what has an id is found by it, what has none is added."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: joined(below[key], each) if key in below else each for key, each in above.items()}}
    if isinstance(below, list) and isinstance(above, list):
        more = {each.get("id", place): each for place, each in enumerate(above)}
        return [joined(each, more.pop(each.get("id"), {})) for each in below] + list(more.values())
    return above


@pytest.fixture
def larger(tmp_path: Path) -> Catalog:
    """The example catalog with all that the page says a catalog may say besides."""
    _, _, after = PAGE.partition("\n### What a catalog may say besides\n")
    text = after.partition("```yaml\n")[2].partition("```")[0]
    file = tmp_path / "catalog.json"
    file.write_text(json.dumps(joined(SAMPLES.written("catalog.yaml"), parse(text, "page.yaml").data)))
    return load_catalog(file)


def test_what_the_page_adds_to_the_example_catalog_does_what_the_page_says(larger: Catalog, tmp_path: Path) -> None:
    jsonschema.Draft202012Validator(json_schema("catalog")).validate(larger.model_dump(mode="json", by_alias=True))

    brought = score(larger, Answers(answers={"training": "on-the-job"}))
    assert {role.fit for role in brought.ranking} == {0.5}
    assert (brought.answered, brought.skipped, brought.why) == ((), ("hours", "heat"), ())
    baker, cook = brought.takes
    assert (baker.yours, baker.holders, baker.least) == (
        "on-the-job",
        {"on-the-job": 0.4, "apprenticeship": 0.6},
        {"on-the-job": 0.25, "apprenticeship": 0.75},
    )
    assert (cook.holders, cook.least, cook.wanted) == (None, None, None), "nobody was asked, no posting was read"

    plain, corrected = (
        next(each.effect for each in score(of, Answers(answers={"heat": ("oven",)})).why if each.option == "oven")
        for of in (SAMPLES.catalog, larger)
    )
    assert corrected > plain

    verdict = score(larger, Answers(answers={"hours": "noon", "heat": ("stove",)})).verdict
    assert (verdict.kind, verdict.roles, verdict.holds) == ("open", ("cook", "baker"), 0.9)
    assert score(larger, Answers(answers={"hours": "night"})).verdict.kind == "clear"

    nearer = score(larger, Answers(answers={"hours": "noon", "heat": ("grill",)})).nearer
    assert nearer
    assert nearer.title == "street vendor"
    assert score(larger, Answers(answers={"hours": "noon"})).nearer is None
    assert score(larger, Answers(answers={"hours": "noon", "heat": ("grill", "oven")})).nearer is None

    few, many = (tmp_path / "few.jsonl", tmp_path / "many.jsonl")
    for path, people in ((few, 19), (many, 20)):
        path.write_text('{"answers": {"hours": "night", "heat": ["oven"]}}\n' * people)
    teams = [count_team(larger, TeamTask(str(path))).team for path in (few, many)]
    assert [[each.said.text for each in team.advice] for team in teams] == [[], ["Large kitchens have both"]]
    assert teams[0].coverage[0].options[2].name == "Fire"

    file = tmp_path / "me.yaml"
    file.write_text("answers: {early: gladly, heat: [wok, microwave]}")
    with pytest.warns(FormerAnswersWarning, match="left out: heat.microwave"):
        answers = load_answers(file, larger)
    assert answers.answers == {"hours": "night", "heat": ("stove",)}
    assert answers.offered == {"heat": ("oven", "stove")}, "the grill came later"


def test_the_page_lists_every_code_of_an_error_with_its_exit_code() -> None:
    assert all(f"\n| `{code}` | {code.exit} | " in PAGE for code in ErrorCode)


OLD = ROOT / "tests" / "answers" / "results" / "result-1.json"


def rewritten(tmp_path: Path, **changes: Any) -> str:
    """The old result with some keys changed; without those that are None."""
    data = {**json.loads(OLD.read_text("utf-8")), **changes}
    file = tmp_path / "result.json"
    file.write_text(json.dumps({key: value for key, value in data.items() if value is not None}), encoding="utf-8")
    return str(file)


def test_an_old_result_is_read_as_the_answers_that_it_holds(run: Run, catalog: Catalog) -> None:
    then = json.loads(OLD.read_text("utf-8"))
    with pytest.warns(FormerAnswersWarning):
        answers = load_answers(str(OLD), catalog)
    assert (answers.id, answers.importance) == ("someone", {"tools": "high"})
    # Of the tools that the catalog has got since, nothing is known; a code cannot say that.
    assert answers.offered == {"tools": ("bash", "sql", "r", "c-cpp", "java", "matlab")}
    assert answers.answers == {"tools": ("sql", "c-cpp"), "horizon": "months", "production": "ship", "background": None}
    now = json.loads(run("quiz", "--answers", str(OLD), "--json")[1])
    same = ("id", "answers", "importance")
    assert {key: now[key] for key in same} == {key: then[key] for key in same}
    assert now["code"] is None


def test_a_result_with_fewer_keys_or_with_more_is_read_as_well(catalog: Catalog, tmp_path: Path) -> None:
    fewer = rewritten(tmp_path, importance=None, offered=None, id=None, why=None, catalog=None, code=None)
    assert load_answers(fewer, catalog).importance == {}
    more = rewritten(tmp_path, new={"key": 1}, anwsers=3)
    with pytest.warns(FormerAnswersWarning):
        assert load_answers(more, catalog).answers == load_answers(str(OLD), catalog).answers


def test_of_an_old_result_an_option_counts_where_it_stands_today(run: Run, catalog: Catalog, tmp_path: Path) -> None:
    then = {"shipping": ["containers", "gpus"], "methods": ["trees", "evolutionary"]}
    options = {"shipping": ("warehouses", "gpus", "containers"), "methods": ("regression", "trees", "evolutionary")}
    # An old result says in its reasons which options there were.
    why = [{"question": question, "option": option} for question, ids in options.items() for option in ids]
    moved = rewritten(tmp_path, answers=then, importance=None, why=why)
    with pytest.warns(FormerAnswersWarning, match=r"version 1 of data-and-ml-roles; .*left out: methods.evolutionary$"):
        answers = load_answers(moved, catalog)
    assert answers.answers == {"tools": ("containers",), "methods": ("trees",), "shipping": ("gpus",)}
    assert answers.offered == {
        "tools": ("containers",),
        "methods": ("regression", "trees"),
        "shipping": ("gpus", "warehouses"),
    }
    code, out, err = run("quiz", "--answers", moved)
    assert (code, err.count("\n"), bool(out)) == (0, 1, True)
    assert "left out: methods.evolutionary" in err


def test_a_report_of_a_result_can_be_reviewed_and_marked(run: Run, tmp_path: Path) -> None:
    report = str(tmp_path / "me.json")
    run("quiz", "--answers", str(EXAMPLES / "ml-engineer.yaml"), "--report", report)
    again = run("quiz", "--answers", report, "--json")[1]
    assert json.loads(again) == json.loads(Path(report).read_text("utf-8"))
    assert "✓ " in run("show", "mle", "--answers", report)[1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": "rolefit/result/2"}, "schema: rolefit/result/2 is not read as answers; give answers, or a result"),
        ({"schema": "rolefit/role/1"}, "schema: rolefit/role/1 is not read as answers"),
        ({"schema": 7}, "schema: 7 is not read as answers"),
        ({"answers": None}, "has no answers"),
        ({"answers": {"horizon": ["days", "weeks"]}}, "answers.horizon: takes one answer, not 2"),
        ({"answers": []}, "answers: must be a mapping"),
        ({"answers": {"old": "x"}, "catalog": 7}, "answers.old: there is no question old; the result is from another"),
        (
            {"answers": {"old": "x"}, "catalog": {"name": "mine", "version": "3", "digest": "abc"}},
            "answers.old: there is no question old; the result is from mine 3 (abc), which is not data-and-ml-roles 2",
        ),
    ],
)
def test_a_result_that_makes_no_sense_gives_one_line(
    run: Run, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    file = rewritten(tmp_path, **changes)
    code, out, err = run("quiz", "--answers", file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_of_options_that_came_later_nothing_is_assumed(catalog: Catalog, tmp_path: Path) -> None:
    why = [each for each in json.loads(OLD.read_text("utf-8"))["why"] if each["option"] != "java"]
    then = {"name": "data-and-ml-roles", "version": "0", "digest": "abc"}
    answers = load_answers(rewritten(tmp_path, why=why, catalog=then), catalog)
    assert answers.offered == {"tools": ("bash", "sql", "r", "c-cpp", "matlab")}
    fewer = rewritten(tmp_path, catalog=then, why=why, offered={"tools": ["sql", "c-cpp"]})
    assert load_answers(fewer, catalog).offered == {"tools": ("sql", "c-cpp")}


def test_answers_never_replace_a_result(run: Run, tmp_path: Path) -> None:
    precious = rewritten(tmp_path)
    code, _, err = run("quiz", "--answers", precious, "--save", precious)
    assert (code, err) == (2, f"rolefit: {precious}: holds something else than answers; name a new file\n")
