"""A team in counts: what is counted, what is told of whom, and what never is."""

import gzip
import json
import random
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from scipy.stats import binom

from helpers import EXAMPLES, Run, answers_to, shell
from rolefit import Answers, Catalog, Scorer, load_catalog
from rolefit.explain.team import explain_team
from rolefit.people.coverage import at_most
from rolefit.people.team import TeamTask, count_team
from rolefit.people.team_result import Team

CATALOG = cache(load_catalog)
TEAM = str(EXAMPLES / "team.csv")
ANALYST = {"deliverables": ["dashboards", "documents"], "skills": ["statistics"], "horizon": "days"}
ENGINEER = {"deliverables": ["platform-code"], "lifecycle": ["operate", "data"], "production": "run"}


def written(path: Path, records: Iterable[Mapping[str, Any]]) -> str:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return str(path)


def people(number: int, answers: Mapping[str, Any], **more: Any) -> list[dict[str, Any]]:
    return [{"answers": answers, **more} for _ in range(number)]


def counted(folder: Path, records: Iterable[Mapping[str, Any]], **how: Any) -> Team:
    return count_team(CATALOG(), TeamTask(written(folder / "team.jsonl", records), **how)).team


def coverage(team: Team) -> dict[str, int]:
    return {option.option: option.wanted for question in team.coverage for option in question.options}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the examples of a property share."""
    return tmp_path_factory.mktemp("teams")


def as_counted_one_by_one(catalog: Catalog, answers: Sequence[Answers]) -> dict[str, Any]:
    """What a team is to have, by the result of each person."""
    scorer = Scorer(catalog)
    results = [result for result in map(scorer.score, answers) if result.answered]
    first = Counter((result.ranking[0].role, result.verdict.kind) for result in results)
    second = Counter(result.ranking[1].role for result in results)
    close = [set(result.verdict.roles) for result in results if result.verdict.kind == "close"]
    ids = [role.id for role in catalog.roles]
    return {
        "n": len(results),
        "roles": {role: (*(first[role, kind] for kind in ("clear", "close", "open")), second[role]) for role in ids},
        "between": Counter(tuple(role for role in ids if role in named) for named in close if len(named) == 2),
    }


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_team_is_the_sum_of_its_people_in_whatever_order(data: st.DataObject, folder: Path, catalog: Catalog) -> None:
    answers = data.draw(st.lists(answers_to(catalog), min_size=2, max_size=9))
    expected = as_counted_one_by_one(catalog, answers)
    if expected["n"] < 2:
        return
    records = [each.model_dump(mode="json", exclude_defaults=True) | {"answers": each.answers} for each in answers]
    team = counted(folder, records)
    assert team.n == expected["n"]
    assert team.silent == len(answers) - team.n
    assert {role.role: (role.clear, role.close, role.open, role.second) for role in team.roles} == expected["roles"]
    assert {pair.roles: pair.n for pair in team.between} == expected["between"]
    assert counted(folder, data.draw(st.permutations(records))) == team


@given(n=st.integers(1, 3000), share=st.floats(0, 1), part=st.floats(0, 1))
def test_how_likely_so_few_are_is_the_lower_tail_of_the_binomial(n: int, share: float, part: float) -> None:
    k = round(part * n)
    assert at_most(k, n, share) == pytest.approx(binom.cdf(k, n, share), abs=1e-9)


def test_what_is_thin_and_crowded_is_named_and_who_would_fill_it(tmp_path: Path) -> None:
    told = explain_team(CATALOG(), counted(tmp_path, [*people(9, ANALYST), *people(3, ENGINEER)]))
    named = {each.title: set(each.names) for each in told.stands_out}
    assert {"Papers", "Trained models"} <= named["Nobody wants"]
    assert "Dashboards" in named["Crowded"]
    assert "Models at work" not in set.union(*named.values()), "three of twelve are as many as is to be expected"
    fills = {one.who: set(one.names) for one in told.additions}
    assert "Papers" in fills["a research scientist"]
    assert "Papers" not in fills["an ML engineer"]
    assert "Staff both sides equally: here 9 ds/rs, 3 mle" in [said.text for said in told.advice]


def test_few_are_thin_only_where_more_are_to_be_expected(tmp_path: Path) -> None:
    ticks = {"deliverables": ["models", "documents"], "horizon": "days"}
    small, large = (counted(tmp_path, [*people(n, ticks), *people(1, ENGINEER)]) for n in (5, 100))
    of_small, of_large = (
        {option.option: option.stands_out for option in team.coverage[0].options} for team in (small, large)
    )
    assert (of_small["platform-code"], of_large["platform-code"]) == (None, "thin")
    assert (of_small["papers"], of_large["papers"]) == (None, "thin"), "that none of six wants them may be luck"
    for team in small, large:
        assert "Papers" in next(each.names for each in explain_team(CATALOG(), team).stands_out)


def test_what_is_expected_adds_up_to_what_is_wanted(tmp_path: Path) -> None:
    """Also where people tick so much that all are expected to want some of it."""
    everything = {question.id: list(question.option_ids) for question in CATALOG().questions if question.takes_many}
    few_left = {question: options[1:] for question, options in everything.items()}
    for question in counted(tmp_path, people(9, few_left)).coverage:
        assert sum(each.expected for each in question.options) == pytest.approx(9 * (len(question.options) - 1))


@pytest.mark.parametrize(("number", "said"), [(50, "Mostly teams above 50"), (51, "Above 50 people each title")])
def test_what_the_sources_say_goes_by_the_size_of_the_team(tmp_path: Path, number: int, said: str) -> None:
    first, *_ = counted(tmp_path, people(number, ANALYST)).advice
    assert first.said.text.startswith(said)


def test_a_handover_is_spoken_of_where_there_is_somebody_on_both_sides(tmp_path: Path) -> None:
    alone, both = counted(tmp_path, people(5, ANALYST)), counted(tmp_path, [*people(5, ANALYST), *people(1, ENGINEER)])
    assert [advice.kind for advice in alone.advice] == ["team", "team"]
    assert [advice.kind for advice in both.advice] == ["team", "team", "handover"]


@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=9), chosen=st.randoms(use_true_random=False))
def test_no_group_under_five_appears_and_no_count_tells_of_one(
    sizes: list[int], chosen: random.Random, folder: Path
) -> None:
    if sum(sizes) < 2:
        return
    records = [
        {"answers": chosen.choice([ANALYST, ENGINEER]), "site": f"site-{place}"}
        for place, size in enumerate(sizes)
        for _ in range(size)
    ]
    team = counted(folder, records, by="site")
    assert team.groups
    shown = {group.value: group.n for group in team.groups.groups}
    assert shown == {f"site-{place}": size for place, size in enumerate(sizes) if size >= 5}
    small = team.groups.small
    assert (small.n if small else 0) == sum(size for size in sizes if size < 5)
    counts = [group.first for group in team.groups.groups]
    if small:
        assert (small.first is None) == (small.n < 5)
        counts += [small.first] if small.first else []
    assert all(n % 5 == 0 for first in counts for n in first.values())
    assert all(f"site-{place}" not in team.model_dump_json() for place, size in enumerate(sizes) if size < 5)


def test_groups_are_told_by_their_words_and_whole(run: Run) -> None:
    lines = run("team", TEAM, "--by", "site")[1].splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("By site"))
    table = [line.split() for line in lines[start + 2 : start + 5]]
    assert table[0] == ["north", "8", "5", "<3", "<3", "5"]
    assert table[1][:2] == ["south", "5"]
    assert table[2] == ["others", "(fewer", "than", "5", "each)", "1", "–", "–", "–", "–"]


def test_of_fewer_than_five_it_is_not_told_what_they_want(run: Run, tmp_path: Path) -> None:
    four, five = (written(tmp_path / f"{n}.jsonl", people(n, ANALYST)) for n in (4, 5))
    assert "Dashboards" in run("team", five)[1]
    few = run("team", four)[1]
    assert "Dashboards" not in few
    assert "Of fewer than 5 people it is not told which work they want" in few
    assert "Dashboards" in run("team", four, "--names")[1]
    assert json.loads(run("team", four, "--json")[1])["coverage"] == []


def test_what_fewer_than_five_were_asked_is_not_told(tmp_path: Path) -> None:
    offered = {"deliverables": ["dashboards", "documents"]}
    records = [
        *people(4, {"deliverables": ["papers"], "horizon": "days"}),
        *people(1, {"deliverables": ["dashboards"], "horizon": "days"}, offered=offered),
        *people(4, {"skills": ["statistics"], "horizon": "days"}),
    ]
    assert coverage(counted(tmp_path, records)) == {"dashboards": 1, "documents": 0}


@pytest.mark.parametrize("ending", ["html", "md", "svg", "txt", "json"])
def test_names_are_told_only_where_they_are_asked_for(run: Run, tmp_path: Path, ending: str) -> None:
    records = [{"id": f"secret{i}", "answers": ENGINEER, "site": "x"} for i in range(12)]
    team, report = written(tmp_path / "team.jsonl", records), tmp_path / f"report.{ending}"
    for more in ([], ["--by", "site"], ["--json"]):
        code, out, err = run("team", team, "--report", str(report), *more)
        assert (code, out.strip() != "") == (0, True), err
        assert "secret" not in out + err + report.read_text("utf-8")
    assert "secret11" in run("team", team, "--report", str(report), "--names")[1]
    assert "secret11" in report.read_text("utf-8")


def test_who_stands_where_goes_by_ids_and_who_has_none_by_the_line(tmp_path: Path) -> None:
    records = [{"id": name, "answers": ENGINEER} for name in ("zoe", 12, 3, "ann")]
    names = counted(tmp_path, [*records, {"answers": ENGINEER}], names=True).names
    assert names
    assert names["mle"].first == (3, 12, "ann", "line 5", "zoe")
    assert names["ds"].first == ()


def test_on_standard_input_and_gzipped_it_is_the_same(tmp_path: Path) -> None:
    zipped = tmp_path / "team.csv.gz"
    zipped.write_bytes(gzip.compress(Path(TEAM).read_bytes()))
    calls = [(TEAM,), (str(zipped),), ("-", "--from", "csv")]
    plain, of_zip, piped = (
        json.loads(shell("team", *file, "--json", stdin=Path(TEAM).read_text())[1]) for file in calls
    )
    assert {**plain, "file": ""} == {**of_zip, "file": ""} == {**piped, "file": ""}


@pytest.mark.parametrize(
    ("records", "options", "said"),
    [
        ([], [], "has no records; give it one for each person"),
        (people(1, ENGINEER), [], "has answers of one person, which is no team; rolefit quiz --answers tells"),
        (people(3, {}), [], "has no answers to count; give each record answers"),
        (people(9, ENGINEER, site="x"), ["--by", "sit"], "has no field sit that tells groups; did you mean site?"),
        (people(101, ENGINEER), ["--names"], "has more than 100 people, which are too many for --names"),
        (
            [{"answers": ENGINEER, "at": i} for i in range(51)],
            ["--by", "at"],
            "has more than 50 groups by at; name a field",
        ),
        (people(2, ENGINEER), ["--id", "mail"], "--id names a column of a table"),
    ],
)
def test_what_is_no_team_gives_one_line(
    run: Run, tmp_path: Path, records: list[dict[str, Any]], options: list[str], said: str
) -> None:
    code, out, err = run("team", written(tmp_path / "team.jsonl", records), *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_of_bad_records_the_rest_is_counted(run: Run, tmp_path: Path) -> None:
    records = [{"answers": {"horizon": "never"}}, *people(6, ENGINEER, id="twice")]
    code, out, err = run("team", written(tmp_path / "team.jsonl", records))
    assert code == 1
    assert ": 6 people" in out
    assert "1 more record could not be counted." in out
    note, error = err.splitlines()
    assert note.endswith("several records have the id twice; each is counted")
    assert error.endswith("1 of 7 records cannot be counted; the first is line 1: there is no option never")
    code, out, err = run("team", written(tmp_path / "team.jsonl", records[:2]), "--json")
    assert (code, out, json.loads(err)["error"]["code"]) == (1, "", "bad-records")


@pytest.mark.parametrize(("columns", "most"), [(80, 30), (100, 30), (40, 70)])
def test_it_fits_on_the_screen(run: Run, columns: int, most: int) -> None:
    lines = run("team", TEAM, columns=columns)[1].splitlines()
    assert len(lines) <= most
    assert max(map(cell_len, lines)) <= columns
    assert "\x1b" not in "".join(lines)
    # Whatever the width, all that is counted is there.
    assert sum("Trained models" in line for line in lines) == 1


def test_of_very_many_people_parts_are_told(run: Run, tmp_path: Path) -> None:
    thousand = written(tmp_path / "team.jsonl", [*people(750, ANALYST), *people(250, ENGINEER)])
    lines = run("team", thousand, columns=80)[1].splitlines()
    assert len(lines) <= 30
    assert [line for line in lines if "75% Dashboards" in line and " 0 Fast models" in line]


def peak(path: str) -> int:
    """The most memory, in bytes, that counting takes."""
    catalog = CATALOG()
    tracemalloc.start()
    try:
        count_team(catalog, TeamTask(path))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_people(tmp_path: Path) -> None:
    some = Path(EXAMPLES / "made-up-people.jsonl").read_text().splitlines()
    answers = [json.loads(line)["answers"] for line in some]

    def made_up(number: int) -> str:
        every = ({"answers": each} for _ in range(number) for each in answers)
        return written(tmp_path / f"{number}.jsonl", islice(every, number))

    of_few, of_many = map(peak, map(made_up, (2_000, 20_000)))
    assert of_many < 1.2 * of_few


def test_the_counts_of_a_role_add_up() -> None:
    team = count_team(CATALOG(), TeamTask(TEAM)).team
    assert team.n == sum(role.first for role in team.roles) == sum(role.second for role in team.roles)
    assert all(role.first == role.clear + role.close + role.open for role in team.roles)
    assert all(a.n >= b.n for a, b in pairwise(team.between))
