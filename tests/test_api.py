"""The Python API: what is exported, by every way to it, and what the calls take, give and refuse."""

import ast
import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest

import api
import rolefit
from helpers import EXAMPLES, ROOT
from rolefit import (
    Answers,
    Catalog,
    Comparison,
    Evaluation,
    FormerAnswersWarning,
    InputError,
    Labelled,
    LabelledAnswers,
    NearerJob,
    Option,
    OptionShares,
    Problem,
    Question,
    Ranked,
    Reason,
    Result,
    Role,
    Scorer,
    Share,
    Source,
    Taken,
    Verdict,
    compare,
    evaluate,
    load_answers,
    load_catalog,
    load_labelled,
    next_question,
    score,
)

PEOPLE = EXAMPLES / "made-up-people.jsonl"
UNKNOWN = Answers(answers={"horizon": "for-ever"})


def test_type_checkers_editors_and_programs_see_the_same_names() -> None:
    tree = ast.parse(Path(rolefit.__file__).with_suffix(".pyi").read_text("utf-8"))
    typed = [alias.asname for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names]
    starred: dict[str, object] = {}
    exec("from rolefit import *", starred)  # noqa: S102  # the only way to import all inside a function
    del starred["__builtins__"]
    assert typed == list(starred)
    assert all(thing is getattr(rolefit, name) for name, thing in starred.items())
    assert dir(rolefit) == sorted([*starred, "__version__"])


def test_the_package_alone_loads_nothing_until_a_name_is_asked_for() -> None:
    program = "import sys, rolefit; hasattr(rolefit, '__wrapped__'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("rolefit")} == {"rolefit"}


@pytest.mark.parametrize("name", api.PUBLIC)
def test_no_module_takes_the_place_of_a_public_name_once_it_is_loaded(name: str) -> None:
    assert find_spec(f"rolefit.{name}") is None


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        getattr(rolefit, "nonsense")  # noqa: B009  # type checkers know that it is not there


@pytest.mark.parametrize("name", api.PUBLIC)
def test_every_public_name_has_one_example_that_runs_as_it_stands(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = inspect.getdoc(api.PUBLIC[name]) or ""
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert sum(">>>" in part for part in text.split("\n\n")) == 1
    said: list[str] = []
    assert doctest.DocTestRunner().run(example, out=said.append).failed == 0, "".join(said)


def test_the_reference_has_every_name_and_no_link_that_leads_nowhere() -> None:
    page = api.page()
    headings = set(re.findall(r"^##+ (.*)$", page, flags=re.MULTILINE))
    assert set(api.PUBLIC) <= headings
    assert set(re.findall(r"\]\(#(.*?)\)", page)) == {name.lower() for name in api.PUBLIC}


def test_the_reference_says_what_every_field_is() -> None:
    fields = [line for line in api.page().splitlines() if line.startswith("- ")]
    assert not [field for field in fields if "`: " not in field]


def test_a_program_can_name_the_type_of_everything_that_it_goes_through(catalog: Catalog) -> None:
    def best(ranking: Iterable[Ranked]) -> str:
        return next(iter(ranking)).role

    def against(reasons: Iterable[Reason], role: Role) -> list[Option]:
        found = [reason for reason in reasons if reason.role == role.id and reason.effect < 0]
        return [option for reason in found for option in options(catalog.question(reason.question), reason.option)]

    def options(question: Question, name: str) -> list[Option]:
        return [option for option in question.options if option.id == name]

    def sources(option: OptionShares) -> list[Source]:
        shares: Iterable[Share] = option.shares.values()
        return [catalog.sources[share.source] for share in shares]

    result: Result = Scorer(catalog).score(Answers(answers={"horizon": "years", "deliverables": ["papers"]}))
    verdict: Verdict = result.verdict
    comparison: Comparison = compare(catalog, verdict.roles[:2])
    assert best(result.ranking) == verdict.roles[0] == "rs"
    assert "years" in {option.id for option in against(result.why, catalog.role("ds"))}
    assert all(source.measured for source in sources(comparison.options[0]))


def test_a_program_can_name_the_type_of_what_stands_beside_the_fit(catalog: Catalog) -> None:
    def title(job: NearerJob | None) -> str:
        return job.title if job else ""

    def most_wanted(takes: Iterable[Taken]) -> dict[str, str]:
        return {taken.role: max(taken.wanted, key=taken.wanted.__getitem__) for taken in takes if taken.wanted}

    week = {"tools": ("sql", "bi"), "deliverables": ("dashboards",), "horizon": "days", "people": "leaders"}
    result = score(catalog, Answers(answers=week))
    assert title(result.nearer) == "data analyst"
    assert title(score(catalog, Answers(answers={**week, "success": "result"})).nearer) == ""
    assert most_wanted(result.takes)["rs"] == "doctorate"


def test_a_program_can_tell_that_answers_were_for_an_earlier_catalog(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("answers: {activity: invent, presentation: [latex]}\n")
    with pytest.warns(FormerAnswersWarning, match="for version 1 of data-and-ml-roles.*left out: presentation.latex"):
        answers = load_answers(file, catalog)
    assert answers.answers == {"tools": (), "lifecycle": ("beyond",)}


def test_files_are_named_by_text_or_by_path(catalog: Catalog) -> None:
    answers: Answers = load_answers(EXAMPLES / "ml-engineer.yaml", catalog)
    labelled: Labelled = load_labelled(PEOPLE, catalog)
    people: tuple[LabelledAnswers, ...] = labelled.people
    assert answers == load_answers(str(EXAMPLES / "ml-engineer.yaml"), catalog)
    assert people == load_labelled(str(PEOPLE), catalog).people
    assert load_catalog(ROOT / "data" / "roles.yaml") == load_catalog(str(ROOT / "data" / "roles.yaml")) == catalog


def test_answers_are_checked_wherever_they_meet_a_catalog(catalog: Catalog) -> None:
    calls: list[Callable[[], object]] = [
        lambda: score(catalog, UNKNOWN),
        lambda: Scorer(catalog).score(UNKNOWN),
        lambda: next_question(catalog, UNKNOWN),
        lambda: compare(catalog, ["ds", "mle"], UNKNOWN),
    ]
    for call in calls:
        with pytest.raises(InputError, match="there is no option for-ever") as caught:
            call()
        problems: tuple[Problem, ...] = caught.value.problems
        assert problems[0].key == "answers.horizon"


def test_an_evaluation_says_how_its_intervals_were_drawn_and_repeats_them(catalog: Catalog) -> None:
    labelled = load_labelled(PEOPLE, catalog)
    found: Evaluation = evaluate(catalog, labelled, resamples=20, seed=3)
    assert (found.resamples, found.seed) == (20, 3)
    assert found == evaluate(catalog, labelled, resamples=20, seed=3)
    assert found.intervals != evaluate(catalog, labelled, resamples=20, seed=4).intervals
    with pytest.raises(InputError, match="resamples is 0; it must be at least 1"):
        evaluate(catalog, labelled, resamples=0)
