"""`rolefit compare` with people: what a user sees, and what goes wrong."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from helpers import EXAMPLES, ROOT, Run
from rolefit import load_answers, load_catalog, score

ME = str(EXAMPLES / "ml-engineer.yaml")
ANNA = str(EXAMPLES / "data-scientist.yaml")
BEN = str(EXAMPLES / "research-scientist.yaml")


@pytest.fixture
def then(tmp_path: Path) -> str:
    """Answers that differ from ME in one question."""
    file = tmp_path / "2025.yaml"
    file.write_text(Path(ME).read_text("utf-8").replace("horizon: months", "horizon: weeks"))
    return str(file)


@pytest.mark.parametrize("columns", [80, 40])
def test_two_people_in_the_terminal(run: Run, columns: int, snapshot: SnapshotAssertion) -> None:
    for name, file in (("ben.yaml", ME), ("anna.yaml", ANNA)):
        _written(name, Path(file).read_text("utf-8"))
    code, out, err = run("compare", "ben.yaml", "anna.yaml", columns=columns)
    assert (code, err) == (0, "")
    assert out == snapshot


@pytest.mark.parametrize("call", [[ME, ANNA], [ME, ANNA, BEN], [ME, "rs"], [ANNA, "mle", "--from", "ds"]])
def test_it_stands_on_one_screen(run: Run, call: list[str]) -> None:
    out = run("compare", *call, columns=80)[1]
    assert len(out.splitlines()) <= 30 + len(call)  # the command names the files, and they may have long names
    assert max(map(len, out.splitlines())) <= 80


def test_then_and_now(run: Run, then: str) -> None:
    out = " ".join(run("compare", then, ME, columns=80)[1].split())
    assert "2025 and ml-engineer agree on 12 of 13 questions." in out
    assert "No more than noise: two takes of the quiz by one person differ as much nearly always." in out
    assert "Time horizon ◆ 2025 Weeks: one study after another ml-engineer Months: one system" in out
    assert "Alike: tools to build with, deliverables, everyday work, " in out


def test_all_has_every_answer_and_numbers_that_add_up(run: Run, then: str) -> None:
    out = run("compare", then, ME, "--all", columns=200)[1]
    rows = {line.split("  ")[0]: line.split()[-4:] for line in out.splitlines() if line.startswith(("Time", "All"))}
    numbers = [list(map(float, row)) for name, row in rows.items() if ": " in name]
    *parts, total = numbers
    assert len(parts) == 2
    for part, whole in zip(zip(*parts, strict=True), total, strict=True):
        assert sum(part) == pytest.approx(whole, abs=0.011)


def test_of_several_people_nobody_is_left_out(run: Run) -> None:
    out = run("compare", ME, ANNA, BEN, "--all", columns=200)[1]
    assert "ml-engineer, data-scientist and research-scientist agree on none of 13 questions." in out
    assert "moved" not in out
    assert "noise" not in out
    question = out[out.index("Time horizon") :].splitlines()[:3]
    assert [line.split()[-1] for line in question] == ["works", "another", "question"]


def test_me_and_a_role(run: Run) -> None:
    code, out, err = run("compare", ANNA, "mle", columns=80)
    assert (code, err) == (0, "")
    assert out.startswith("ML engineer fits you <1%, place 3 of 4; data scientist comes first with >99%.\n")
    parts = [
        "You chose it, and its work has it",
        "Its work has it, and you did not",
        "You chose it, and its work rarely",
    ]
    places = [out.index(part) for part in parts]
    assert places == sorted(places)
    assert "  Keeping models at work" in out[places[1] : places[2]]
    assert "✓ My work is read, not run" in out[places[2] :]
    assert "you: a master's degree" in out


@pytest.mark.parametrize("columns", [80, 40])
def test_the_way_to_a_role_in_the_terminal(run: Run, columns: int, snapshot: SnapshotAssertion) -> None:
    anna = _written("anna.yaml", Path(ANNA).read_text("utf-8"))
    assert run("compare", anna, "mle", "--from", "ds", columns=columns)[1] == snapshot


def test_first_steps_name_what_they_bring_nearer_and_who_says_so(run: Run) -> None:
    out = run("compare", ANNA, "rs", columns=80)[1]
    first = out[out.index("First steps") :].splitlines()[1:3]
    assert first == [
        "  1. Choose a fundamental problem, and read what is published on it",
        "     → Knowing all that is published (+2 more) · Ziyou Yan, 2020",
    ]
    everything = run("compare", ANNA, "rs", "--all", columns=80)[1]
    assert "From data scientist to research scientist\n  • To add: a niche known in depth, deep" in everything


def test_the_role_that_fits_best_is_said_to(run: Run) -> None:
    assert run("compare", ME, "mle")[1].startswith(
        "ML engineer fits you best: 97%, before applied scientist with 3%.\n"
    )
    nothing = "answers: {}\n"
    out = run("compare", "mle", "--answers", _written("empty.yaml", nothing))[1]
    assert out.startswith("ML engineer: you have answered nothing that tells of roles yet.\n")
    assert "You skipped" not in out


def _written(name: str, text: str) -> str:
    Path(name).write_text(text)
    return name


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")


def test_a_person_with_roles_is_marked_as_by_the_option(run: Run) -> None:
    by_option = run("compare", "ds", "mle", "--answers", ME, "--json")
    assert run("compare", ME, "ds", "mle", "--json") == by_option
    assert run("compare", "ds", "and", ME, "mle", "--json") == by_option


def test_the_command_for_every_fact_keeps_the_person(run: Run) -> None:
    me = _written("me.yaml", Path(ME).read_text("utf-8"))
    assert "rolefit compare me.yaml ds mle --all" in run("compare", me, "ds", "mle", columns=200)[1]
    assert "rolefit compare ds mle --answers me.yaml --all" in run("compare", "ds", "mle", "--answers", me)[1]


def test_a_file_named_without_its_ending_is_meant(run: Run) -> None:
    _written("anna.yaml", "answers: {horizon: weeks}\n")
    assert "there is no role anna; did you mean anna.yaml?" in run("compare", "anna", "mle")[2]


def test_of_many_people_it_is_said_how_many_chose_the_same(run: Run) -> None:
    horizons = ["days", "weeks", "weeks", "years", "years"]
    names = [_written(f"somebody-{n}.yaml", f"answers: {{horizon: {each}}}\n") for n, each in enumerate(horizons)]
    out = " ".join(run("compare", *names, columns=80)[1].split())
    assert "Time horizon 2 of 5 Weeks: one study after another 2 of 5 Years: an open question somebody-0 Days: " in out
    everything = " ".join(run("compare", *names, "--all")[1].split())
    assert "somebody-1, somebody-2 Weeks: one study after another" in everything


def test_a_step_to_what_was_chosen_already_says_so(run: Run) -> None:
    chosen = "{tools: [containers], shipping: [serving], horizon: weeks}"
    out = run("compare", _written("me.yaml", f"answers: {chosen}\n"), "mle", "--from", "ds", columns=80)[1]
    step = out[out.index("3. Take up Docker") :].splitlines()[1]
    assert step == "     ✓ you chose all of it already · Sundeep Teki, 2023"


def test_the_answers_option_names_a_person_too(run: Run) -> None:
    catalog = load_catalog()
    code = score(catalog, load_answers(ME, catalog)).code or ""
    by_file, by_option, by_code = (
        json.loads(run("compare", *call, "--json")[1])
        for call in (["mle", ME], ["mle", "--answers", ME], ["mle", "--code", code])
    )
    assert by_file["schema"] == "rolefit/way/1"
    assert by_file | {"person": "you"} == by_option == by_code
    beside = json.loads(run("compare", ANNA, code, "--json")[1])
    assert [person["name"] for person in beside["people"]] == ["data-scientist", f"code {code[:4]}…"]


def test_a_job_that_is_nearer_is_said_first(run: Run) -> None:
    week = "{tools: [sql, bi], deliverables: [dashboards], horizon: days, people: leaders}"
    analyst = _written("analyst.yaml", f"answers: {week}\n")
    first = run("compare", analyst, "ds", columns=200)[1].splitlines()[0]
    assert first == "Data scientist fits you 72%, but a data analyst's job may be nearer to you than any of the roles."
    assert "open: perhaps nearer to data analyst" in run("compare", analyst, ME)[1]


def test_a_role_that_only_comes_first_is_not_said_to_fit_best(run: Run) -> None:
    out = run("compare", _written("me.yaml", "answers: {horizon: weeks}\n"), "ds", columns=200)[1]
    assert out.startswith(
        "Data scientist comes first for you with 34%, before applied scientist with 28%: too close to call.\n"
    )


def test_a_report_never_takes_the_place_of_a_person(run: Run) -> None:
    me = _written("me.json", run("quiz", "--answers", ME, "--json")[1])
    code, _, err = run("compare", me, "mle", "--report", me)
    assert (code, "is in use by another option" in err) == (2, True)
    assert '"rolefit/result/1"' in Path(me).read_text("utf-8")


def test_nobody_is_lost_however_files_are_called(run: Run) -> None:
    for folder, source in (("a", ME), ("b", ANNA)):
        Path(folder).mkdir()
        _written(f"{folder}/me.yaml", Path(source).read_text("utf-8"))
    _written("me (1).yaml", Path(BEN).read_text("utf-8"))
    people = json.loads(run("compare", "a/me.yaml", "b/me.yaml", "me (1).yaml", "--json")[1])["people"]
    assert [(each["name"], each["ranking"][0]["role"]) for each in people] == [
        ("a/me", "mle"),
        ("b/me", "ds"),
        ("me (1)", "rs"),
    ]


def test_in_a_pipe_no_line_is_longer_than_it_needs_to_be(run: Run) -> None:
    lines = run("compare", ME, ANNA, "--all", columns=4000)[1].splitlines()
    assert max(map(len, lines)) < 400


def test_why_the_same_answers_count_otherwise_is_said(run: Run) -> None:
    once = _written("once.yaml", "answers: {horizon: weeks, people: leaders}\n")
    now = _written("now.yaml", "answers: {horizon: weeks, people: leaders}\nimportance: {horizon: high}\n")
    out = run("compare", once, now, columns=80)[1]
    assert "once and now agree on 1 of 2 questions." in out
    assert "both Weeks: one study after another\n                now  counts double" in out
    assert "Time horizon: counts otherwise: Weeks" in run("compare", once, now, "--all", columns=80)[1]


def test_what_is_not_known_is_not_said_to_be_dropped(run: Run) -> None:
    some = _written("some.yaml", "answers: {tools: [sql], horizon: weeks}\n")
    more = _written("more.yaml", "answers: {deliverables: [papers], horizon: years}\n")
    out = run("compare", some, more, "--all", columns=100)[1]
    assert "Tools to build with: chosen, not known now: SQL" in out
    assert "Deliverables: chosen, not known then: A paper" in out
    assert "Time horizon: − Weeks" in out
    assert "Time horizon: + Years" in out


SMALL = """
answers: {hours: night, heat: [oven]}
"""


def test_a_small_catalog_has_short_codes_and_a_move_in_one_direction_alone(run: Run) -> None:
    catalog = str(ROOT / "data" / "example" / "catalog.yaml")
    me = _written("me.yaml", SMALL)
    code = json.loads(run("quiz", "--answers", me, "--roles", catalog, "--json")[1])["code"]
    assert run("compare", code, "cook", "--roles", catalog)[0] == 0
    there = run("compare", me, "cook", "--from", "baker", "--roles", catalog, columns=80)[1]
    assert "From baker, in order\n  1. Take a shift at the stove\n" in there
    back = run("compare", me, "baker", "--from", "cook", "--roles", catalog, columns=80)[1]
    assert "1. " not in back


@pytest.mark.parametrize("ending", ["html", "md", "svg", "txt", "json"])
@pytest.mark.parametrize("call", [[ME, ANNA], [ME, ANNA, BEN], [ANNA, "mle"]], ids=["two", "three", "way"])
def test_reports(run: Run, call: list[str], ending: str) -> None:
    code, out, err = run("compare", *call, "--report", f"report.{ending}")
    assert (code, err) == (0, f"The report is in report.{ending}.\n")
    report = Path(f"report.{ending}").read_text("utf-8").replace("\xa0", " ")
    assert out
    assert "data" in report
    assert str(EXAMPLES) not in report


def test_names_are_text(run: Run) -> None:
    name = _written("[b]x<b>|`y`.yaml", "answers: {horizon: weeks}\n")
    run("compare", name, ME, "--report", "report.html")
    page = Path("report.html").read_text("utf-8")
    assert "<b>|" not in page
    assert "[b]x&lt;b&gt;|`y`" in page
    assert "[b]x<b>|`y` and ml-engineer agree on" in run("compare", name, ME)[1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([ME], "only one person is named; name a role beside, or another person"),
        (["--answers", ME], "only one person is named; name a role beside, or another person"),
        ([ME, ANNA, "ds"], "2 people and 1 role are named; name people alone, or one person and roles"),
        ([ME, ANNA, "--from", "ds"], "--from goes with a person and a role; as in rolefit compare me.yaml mle --from"),
        (["ds", "mle", "--from", "rs"], "--from goes with a person and a role"),
        (
            [ME, "mle", "--from", "mle"],
            "--from: ML engineer is the role that you compare with; name the one that you hold",
        ),
        ([ME, "mle", "--from", "xx"], "there is no role xx; it is one of ds, as, rs, mle"),
        ([ME, "mle", "--topic", "tools"], "--topic goes with roles alone; name two roles or more"),
        ([ME, "mle", "--from", ""], "there is no role ''; it is one of ds, as, rs, mle"),
        (["ml-engineer-2024", "mle"], "there is no role ml-engineer-2024"),
        (["-", "-"], "standard input can be read only once; name - once"),
        (["nobody.yaml", "mle"], "nobody.yaml: cannot be read: No such file or directory; name a file that exists"),
        ([str(EXAMPLES / "people.csv"), "mle"], "people.csv"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, call: list[str], said: str) -> None:
    code, out, err = run("compare", *call)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_name_that_is_a_role_and_a_file_is_said(run: Run) -> None:
    _written("ds", "answers: {horizon: days}\n")
    code, _, err = run("compare", "ds", "mle")
    assert (code, err) == (0, "rolefit: ds is taken as the role; the file of that name is ./ds\n")
    assert run("compare", "./ds", "mle", "--json")[1].startswith('{\n  "schema": "rolefit/way/1"')


def test_answers_for_another_catalog_say_so(run: Run) -> None:
    five = str(EXAMPLES / "with-data-engineer.yaml")
    _written("result.json", run("quiz", "--answers", ME, "--json")[1])
    code, _, err = run("compare", "result.json", "mle", "--roles", five)
    assert code == 2
    assert "answers.lifecycle: there is no question lifecycle; the result is from data-and-ml-roles 2" in err
    assert "name its catalog with --roles" in err
    assert err.count("\n") == 1


def test_answers_to_an_earlier_version_are_compared_as_far_as_they_go(run: Run) -> None:
    old = _written("2023.yaml", "answers: {activity: decide, deliverables: [documents, manuals], tools: [sql]}\n")
    code, out, err = run("compare", old, ME, "--json")
    assert code == 0
    assert "2023: these answers are for version 1" in err
    change = json.loads(out)["change"]
    unknown = {d["option"] for d in change["differences"] if d["before"] is None}
    assert unknown
    for role, whole in change["total"].items():
        assert sum(d["effects"][role] for d in change["differences"]) == pytest.approx(whole)
