"""The commands: what they print where, and how they end."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import shell as manual
from helpers import EXAMPLES, FIVE_ROLES, ROOT, Run, shell
from rolefit import Catalog, __version__
from rolefit.catalog.roles import Statement, statements
from rolefit.cli.commands import SETTINGS
from rolefit.schemas import NAMES, json_schema

ME = str(EXAMPLES / "ml-engineer.yaml")
COMMANDS = ["quiz", "compare", "roles", "show", "check", "evaluate", "schema"]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"rolefit {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"]])
def test_help_lists_every_command_under_a_heading(run: Run, arguments: list[str]) -> None:
    code, out, _ = run(*arguments)
    assert code == 0
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert [word for word in listed if word in COMMANDS] == COMMANDS
    assert "Find your role:" in out


@pytest.mark.parametrize("columns", [40, 80])
def test_rolefit_alone_shows_the_three_things_that_people_do_and_where_the_rest_is(
    run: Run, columns: int, catalog: Catalog
) -> None:
    code, out, err = run(columns=columns)
    assert (code, err) == (0, "")
    typed = [line.strip() for line in out.splitlines() if line.startswith("  rolefit ")]
    assert [line.split()[1] for line in typed] == ["quiz", "compare", "scan", "help", "help"]
    assert len(out.splitlines()) <= 12 or columns < 80
    assert {*typed[1].split()[2:4]} <= {role.id for role in catalog.roles}


@pytest.mark.parametrize("command", [command.name for command in manual.commands() if command.name])
def test_every_help_begins_with_two_or_three_examples(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert (code, out) == (run("help", command)[0], run("help", command)[1])
    assert out.startswith(f"Usage: rolefit {command} ")
    examples = out.partition("\nExamples:\n")[2].partition("\n\n")[0].splitlines()
    assert 2 <= len([line for line in examples if line.startswith(f"  rolefit {command}")]) <= 3
    assert out.index("Examples:") < out.index("Options:")


def test_an_example_is_never_broken_however_narrow_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "terminal_width", 40)
    out = run("help", "compare")[1]
    assert "  rolefit compare data scientist vs ml engineer --all\n    two roles, with every fact\n" in out


def test_examples_and_their_titles_are_those_of_the_catalog(run: Run) -> None:
    for typed in ("rolefit compare data scientist vs ml engineer", "rolefit show mle"):
        assert typed in run("help", typed.split()[1])[1]
        assert run(*typed.split()[1:])[0] == 0


@pytest.mark.parametrize("words", ["ds,mle", "ds vs mle", "ds, mle", "data scientist ml engineer", "DS & Ml_Engineer"])
def test_how_roles_are_written_does_not_matter(run: Run, words: str) -> None:
    expected = run("compare", "ds", "mle")
    assert run("compare", *words.split()) == expected
    assert run("compare", words) == expected


def test_a_role_is_shown_by_its_title_without_quotes(run: Run) -> None:
    assert run("show", "machine-learning", "engineer") == run("show", "mle")


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (["quiz", "--answers", ME], "result"),
        (["quiz", "--answers", ME, "--explain"], "result"),
        (["compare", "ds", "mle"], "comparison"),
        (["compare", "ds", "as", "rs", "mle"], "comparison"),
        (["roles"], "roles"),
        (["show", "as"], "role"),
        (["check", "--random", "100"], "check"),
        (["check", str(FIVE_ROLES), "--random", "100"], "check"),
        (["roles", "--roles", str(FIVE_ROLES)], "roles"),
        (["compare", "data engineer", "ds", "--roles", str(FIVE_ROLES)], "comparison"),
    ],
)
def test_json_is_json_and_fits_its_schema(run: Run, arguments: list[str], schema: str) -> None:
    code, out, err = run(*arguments, "--json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert data["schema"] == f"rolefit/{schema}/1"
    jsonschema.Draft202012Validator(json_schema(schema)).validate(data)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_a_schema(run: Run, name: str) -> None:
    code, out, _ = run("schema", name)
    assert code == 0
    schema = json.loads(out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_keys_of_a_result_stay(run: Run) -> None:
    result: dict[str, Any] = json.loads(run("quiz", "--answers", ME, "--json")[1])
    assert list(result) == [
        "schema",
        "catalog",
        "id",
        "ranking",
        "verdict",
        "nearer",
        "takes",
        "why",
        "answered",
        "skipped",
        "answers",
        "importance",
        "offered",
        "use",
        "code",
    ]
    assert list(result["catalog"]) == ["name", "version", "digest"]
    assert list(result["ranking"][0]) == ["role", "title", "fit", "by_question"]
    assert list(result["verdict"]) == ["kind", "roles", "holds", "stability"]
    assert list(result["takes"][0]) == ["role", "question", "yours", "holders", "least", "wanted"]
    assert list(result["why"][0]) == ["question", "option", "chosen", "role", "effect"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert shell("quiz", "--answers", ME, "--json") == shell("quiz", "--answers", ME, "--json", PYTHONHASHSEED="7")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_result_in_the_terminal(run: Run, columns: int, snapshot: object) -> None:
    code, out, err = run("quiz", "--answers", str(EXAMPLES / "applied-scientist.yaml"), columns=columns)
    assert (code, err) == (0, "")
    assert out == snapshot


@pytest.mark.parametrize("columns", [40, 80])
def test_a_comparison_in_the_terminal(
    run: Run, columns: int, snapshot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FIVE_ROLES.parent)
    arguments = ["compare", "de", "mle", "--roles", FIVE_ROLES.name]
    code, out, err = run(*arguments, columns=columns)
    assert (code, err) == (0, "")
    assert out == snapshot


@pytest.mark.parametrize(
    "arguments",
    [
        ["quiz", "--answers", ME, "--explain"],
        ["compare", "ds", "mle"],
        ["compare", "ds", "as", "rs", "mle"],
        ["show", "ds"],
        ["roles"],
    ],
)
def test_no_word_is_broken_at_40_columns(run: Run, arguments: list[str]) -> None:
    _, narrow, _ = run(*arguments, columns=40)
    _, wide, _ = run(*arguments, columns=4000)
    assert {word for word in narrow.split() if re.search(r"\w", word)} - {"1.", "2.", "3.", "4."} <= set(wide.split())
    addresses = [line for line in narrow.splitlines() if "://" in line]
    assert all(len(line.rstrip()) <= 40 for line in narrow.splitlines() if line not in addresses)


def cited(statement: Statement, sources: Iterable[str]) -> str:
    """A statement as the terminal shows it, with the numbers of its sources."""
    numbers = sorted(1 + list(sources).index(source) for source in statement.sources)
    return f"{statement.text} [{' '.join(map(str, numbers))}]"


def test_every_fact_is_shown_with_its_sources(run: Run, catalog: Catalog) -> None:
    for role in catalog.roles:
        shown = " ".join(run("show", role.id, "--all")[1].split())
        sources = json.loads(run("show", role.id, "--json")[1])["sources"]
        facts = [said for topic in role.facts for said in role.said(topic)]
        facts += [said for r in catalog.relations if role.id in {*r.from_, *r.to} for said in statements(r.points)]
        facts += [view for d in catalog.disagreements if role.id in d.roles for view in d.statements]
        assert len(facts) > 10
        for said in facts:
            assert f"• {cited(said, sources)}" in shown


def test_a_source_is_shown_with_how_far_it_holds(run: Run, catalog: Catalog) -> None:
    shown = " ".join(run("show", "mle", "--all")[1].partition("\nSources")[2].split())
    for source in catalog.sources.values():
        if source.kind == "description":
            assert source.scope
            assert f"] {source.author}, {source.year}: {source.title} {source.scope} {source.url}" in shown


def test_a_comparison_shows_every_fact_what_passes_between_the_roles_and_who_disagrees(
    run: Run, catalog: Catalog
) -> None:
    out = " ".join(run("compare", "ds", "mle", "--all")[1].split())
    sources = json.loads(run("compare", "ds", "mle", "--json")[1])["sources"]
    facts = [
        said for role in ("ds", "mle") for topic in catalog.role(role).facts for said in catalog.role(role).said(topic)
    ]
    facts += [said for r in catalog.relations if r.links(("ds", "mle")) for said in statements(r.points)]
    facts += [view for d in catalog.disagreements if {"ds", "mle"} & set(d.roles) for view in d.statements]
    assert len(facts) > 60
    for said in facts:
        assert f" {cited(said, sources)}" in out


@pytest.mark.parametrize("command", [["show", "mle"], ["compare", "ds", "mle"]])
def test_one_topic_can_be_read_alone(run: Run, catalog: Catalog, command: list[str]) -> None:
    out = run(*command, "--topic", "goal")[1]
    assert run(*command, "--topic", "Goal")[1] == out
    assert all(said.text in " ".join(out.split()) for said in catalog.role("mle").said("goal"))
    assert "Deliverables" not in out
    assert run(*command, "--topic", "goal", "--all")[2].endswith("contradict each other; use one of them\n")
    assert run(*command, "--topic", "gaol")[1:] == (
        "",
        "rolefit: --topic: there is no topic gaol; did you mean goal?\n",
    )


POSTINGS = sorted(str(file) for file in (EXAMPLES / "postings").iterdir())


@pytest.mark.parametrize("answers", [[], ["--answers", ME]], ids=["alone", "with answers"])
def test_a_scan_takes_one_screen_and_many_a_row_each(run: Run, answers: list[str]) -> None:
    for posting in POSTINGS:
        assert len(run("scan", posting, *answers, columns=80)[1].splitlines()) <= 30
    out = run("scan", *POSTINGS[:10], *answers, columns=80)[1]
    assert len(out.splitlines()) <= 14
    assert all(Path(posting).stem[-10:] in out for posting in POSTINGS[:10])


@pytest.mark.parametrize(
    ("most", "command"),
    [
        (24, ["quiz", "--answers", str(EXAMPLES / "applied-scientist.yaml")]),
        (24, ["quiz", "--answers", str(EXAMPLES / "data-scientist.yaml")]),
        (24, ["show", "{role}"]),
        (24, ["show", "{role}", "--answers", ME]),
        (24, ["compare", "{role}", "{other}"]),
        (24, ["compare", "{role}", "{other}", "--answers", ME]),
        (32, ["compare", "ds", "as", "rs"]),
        (32, ["compare", "ds", "as", "rs", "mle", "--answers", ME]),
    ],
)
def test_every_command_says_its_answer_on_one_screen(run: Run, catalog: Catalog, most: int, command: list[str]) -> None:
    for role, other in combinations([role.id for role in catalog.roles], 2):
        code, out, _ = run(*[part.format(role=role, other=other) for part in command], columns=80)
        assert code == 0
        assert len(out.splitlines()) <= most, out


def test_what_roles_share_are_the_answers_that_half_of_each_give_within_a_tenth(run: Run) -> None:
    options = json.loads(run("compare", "as", "mle", "--json")[1])["options"]
    shares = {option["label"]: [share["share"] for share in option["shares"].values()] for option in options}
    alike = {label for label, parts in shares.items() if min(parts) >= 0.5 and max(parts) - min(parts) <= 0.1}
    everything = run("compare", "as", "mle", "--all", columns=4000)[1]
    shared = everything.partition("Answers that most give alike\n")[2].partition("\n\n")[0]
    assert {label for label in shares if label in shared} == alike
    assert len(alike) > 3


def test_the_marks_of_roles_stand_where_the_numbers_are(run: Run) -> None:
    out = run("compare", "ds", "mle", columns=80)[1]
    rows = re.findall(r"(\d+)%\s+(\d+)%\s+(\S+)$", out, re.MULTILINE)
    assert len(rows) == 6
    for ds, mle, scale in rows:
        assert len(scale) == 20
        assert abs(scale.index("●") - 0.19 * int(ds)) <= 1
        assert abs(scale.index("◆") - 0.19 * int(mle)) <= 1


@pytest.mark.parametrize("example", ["data-scientist", "applied-scientist", "research-scientist", "ml-engineer"])
def test_the_percentages_of_a_ranking_add_up_to_100(run: Run, example: str) -> None:
    out = run("quiz", "--answers", str(EXAMPLES / f"{example}.yaml"), columns=80)[1]
    shown = re.findall(r"\(\w+\) +([<>]?)(\d+)%", out)
    assert len(shown) == 4
    assert sum({"<": 0, ">": 100}.get(sign, int(number)) for sign, number in shown) == 100


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (
            "deliverables: [documents]",
            "You chose 1 of the 16 that tell most; it speaks for data scientist.",
        ),
        (
            "deliverables: [documents], horizon: months",
            "You chose 2 of the 16; 1 speaks for data scientist, 1 for ML engineer.",
        ),
        ("tools: [matlab]", "You chose none of the 16 that tell most."),
    ],
)
def test_a_comparison_concludes_from_what_was_chosen(run: Run, tmp_path: Path, chosen: str, says: str) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(f"answers: {{{chosen}}}", encoding="utf-8")
    assert says in " ".join(run("compare", "ds", "mle", "--answers", str(file))[1].split())


def test_explain_draws_what_each_question_did_for_each_role(run: Run) -> None:
    result = json.loads(run("quiz", "--answers", ME, "--json")[1])
    out = run("quiz", "--answers", ME, "--explain", columns=80)[1]
    chart = out.partition("Question by question\n")[2].partition("\n\n")[0]
    rows = [line for line in chart.splitlines() if len(set(line) & set("●■▲◆")) == 4][1:]
    assert len(rows) == len(result["answered"])
    best = result["ranking"][0]["by_question"]
    strongest = max(best, key=best.__getitem__)
    topic = strongest.capitalize()
    row = next(row for row in rows if topic in row)
    assert row.rindex("◆") > max(row.rindex(mark) for mark in "●■▲")
    assert "●" not in run("quiz", "--answers", ME)[1].partition("Why")[2]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("{}", "No answers, no verdict: every role fits alike."),
        ("{publishing: own-subject}", "Open: your answers do not separate the 4 roles."),
        ("{background: doctorate}", "No answers, no verdict: every role fits alike."),
        (
            "{horizon: weeks, tools: [sql]}",
            "Close: data scientist, but it may be applied scientist.",
        ),
        (
            "{deliverables: [papers], horizon: years, production: apart, success: result}",
            "Clear: research scientist fits you best.",
        ),
        (
            "{tools: [sql, bi], deliverables: [dashboards], horizon: days, success: decision}",
            "data analyst's job may be nearer to you than any of the 4 roles. Dashboards, SQL and answers",
        ),
    ],
)
def test_the_verdict_is_a_sentence(run: Run, tmp_path: Path, answers: str, sentence: str) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(f"answers: {answers}", encoding="utf-8")
    out = " ".join(run("quiz", "--answers", str(file))[1].split())
    assert sentence in out
    assert ("rolefit compare" in out) == (not sentence.startswith("No answers"))


def test_wishes_that_are_only_the_work_of_another_job_name_that_job(run: Run, tmp_path: Path) -> None:
    analyst = "answers: {tools: [sql, bi], deliverables: [dashboards], horizon: days, people: leaders}"
    file = tmp_path / "me.yaml"
    file.write_text(analyst, encoding="utf-8")
    result = json.loads(run("quiz", "--answers", str(file), "--json")[1])
    jsonschema.Draft202012Validator(json_schema("result")).validate(result)
    assert (result["nearer"]["title"], result["verdict"]["kind"]) == ("data analyst", "open")
    out = " ".join(run("quiz", "--answers", str(file))[1].split())
    assert result["nearer"]["because"] in out
    file.write_text(analyst.replace("}", ", methods: [trees]}"), encoding="utf-8")
    assert json.loads(run("quiz", "--answers", str(file), "--json")[1])["nearer"] is None
    assert "Close: data scientist, but" in run("quiz", "--answers", str(file))[1]


def test_what_it_takes_stands_below_the_ranking_and_moves_no_fit(run: Run, tmp_path: Path) -> None:
    file, outs, degrees = tmp_path / "me.yaml", [], []
    for degree in ("doctorate", "up-to-bachelor"):
        file.write_text(f"answers: {{horizon: years, publishing: new-methods, background: {degree}}}", encoding="utf-8")
        outs.append(run("quiz", "--answers", str(file))[1])
        degrees.append(run("quiz", "--answers", str(file), "--json")[1])
    rankings = [json.loads(result)["ranking"] for result in degrees]
    assert rankings[0] == rankings[1]
    above, _, takes = outs[0].partition("It takes  ")
    assert all(f"({role['role']})" in above for role in rankings[0])
    assert "doctorate" not in above
    assert takes.startswith("▲ 64% have a doctorate; ")
    assert outs[0] == outs[1].replace(json.loads(degrees[1])["code"], json.loads(degrees[0])["code"])
    clear = run("quiz", "--answers", str(EXAMPLES / "data-scientist.yaml"))[1]
    assert "you: a master's degree\n" in clear.partition("It takes  ")[2]


def test_the_code_under_a_result_gives_it_again(run: Run) -> None:
    out = run("quiz", "--answers", ME)[1]
    code = out.partition(" --code ")[2].split()[0]
    assert run("quiz", "--code", code) == (0, out, "")
    assert f"rolefit quiz --code {code}" in run("quiz", "--answers", ME, "--explain")[1]
    assert (
        json.loads(run("quiz", "--code", code, "--json")[1])["answers"]
        == json.loads(run("quiz", "--answers", ME, "--json")[1])["answers"]
    )


EARLIER = json.loads((ROOT / "tests" / "answers" / "results" / "result-1.json").read_text("utf-8"))
"""A result of version 1 of the built-in catalog, with its code."""


@pytest.mark.parametrize(
    ("arguments", "asked_now", "left_out"),
    [
        (
            ["--answers", "{file}"],
            {"lifecycle": ["understand"], "tools": ["bi"], "methods": ["regression"], "background": "master"},
            "; left out: presentation.latex, methods.evolutionary",
        ),
        (["--code", EARLIER["code"]], {"tools": ["sql", "c-cpp"], "horizon": "months", "production": "ship"}, ""),
    ],
    ids=["a file", "a code"],
)
def test_answers_to_an_earlier_version_give_a_result_and_one_line_says_so(
    run: Run, tmp_path: Path, arguments: list[str], asked_now: dict[str, Any], left_out: str
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(
        "answers: {activity: decide, presentation: [latex, tableau], methods: [evolutionary, regression], "
        "background: master}",
        encoding="utf-8",
    )
    arguments = [part.replace("{file}", str(file)) for part in arguments]
    said = f"these answers are for version 1 of data-and-ml-roles; what still means the same is kept{left_out}"
    code, out, err = run("quiz", *arguments, "--json")
    assert (code, err.count("\n")) == (0, 1)
    assert json.loads(err) == {"warning": {"code": "former-answers", "message": said}}
    assert json.loads(out)["answers"] == asked_now
    code, out, err = shell("quiz", *arguments, PYTHONWARNINGS="error")
    assert (code, err) == (0, f"rolefit: {said}\n")
    assert out.lstrip().startswith(("Close: ", "Open: "))


def test_a_page_with_several_postings_is_read_and_one_line_says_which(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "jobs.html"
    jobs = [{"@type": "JobPosting", "title": job, "description": "We use SQL."} for job in ("Data Scientist", "Nurse")]
    page.write_text(f'<html><script type="application/ld+json">{json.dumps(jobs)}</script>', encoding="utf-8")
    said = f"{page}: has 2 postings, and is read as Data Scientist; for another, save its own page"
    code, out, err = run("scan", str(page), "--json")
    assert (code, json.loads(out)["title"]["text"]) == (0, "Data Scientist")
    assert json.loads(err) == {"warning": {"code": "several-postings", "message": said}}
    code, _, err = shell("scan", str(page), PYTHONWARNINGS="error")
    assert (code, err) == (0, f"rolefit: {said}\n")


def test_answers_of_an_earlier_version_are_saved_as_they_are_asked_now(run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    code, out, err = run("quiz", "--code", EARLIER["code"], "--save", str(saved))
    assert (code, len(err.splitlines())) == (0, 2)
    assert "for version 1 of" in err
    code, again, err = run("quiz", "--answers", str(saved))
    assert (code, again, err) == (0, out, "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--code", "2WFC"], "--code: the code 2WFC has 4 letters, not 27; compare it letter by letter"),
        (["--code", "2WFC-" * 6 + "2WF"], "has a slip in it"),
        (["--code", "2WFC-" * 6], "has 24 letters, not 27; compare it letter by letter"),
        (["--code", " - "], "--code: the code is empty"),
        (["--code", "U"], "--code: the code has U in it"),
        (["--code", "0", "--answers", ME], "--answers and --code both give answers; use one of them"),
    ],
)
def test_a_wrong_code_gives_one_line(run: Run, arguments: list[str], complaint: str) -> None:
    code, out, err = run("quiz", *arguments)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_who_answered_little_is_told_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("answers: {horizon: years, publishing: nothing}", encoding="utf-8")
    out = run("quiz", "--answers", str(file))[1]
    assert "2 of 12 answered, little to go by: the rest would change it" in " ".join(out.split())


def test_a_role_is_shown_without_what_concerns_only_others(run: Run) -> None:
    shown = json.loads(run("show", "rs", "--json")[1])
    assert all("rs" in relation["from"] + relation["to"] for relation in shown["relations"])
    assert all("rs" in disagreement["roles"] for disagreement in shown["disagreements"])
    assert "kaggle" not in json.loads(run("show", "as", "--json")[1])["sources"]
    assert "kaggle" not in json.loads(run("roles", "--json")[1])["sources"]


def test_check_names_a_favoured_role(run: Run, tmp_path: Path) -> None:
    data = yaml.safe_load(FIVE_ROLES.read_text("utf-8"))
    for options in data["roles"][0]["shares"].values():
        for share in options.values():
            share["share"] = 1 / len(options) if len(options) < 5 else 0.5
    file = tmp_path / "unfair.yaml"
    file.write_text(yaml.safe_dump(data), encoding="utf-8")
    assert "ds  favoured by the catalog" in run("check", str(file))[1]
    assert "favoured" not in run("check")[1]


def test_schema_without_a_name_lists_the_names(run: Run) -> None:
    assert json.loads(run("schema")[1]) == list(NAMES)


def test_an_empty_catalog_name_is_not_the_built_in_one(run: Run) -> None:
    assert run("roles", "--roles", "")[0] == 2
    assert run("check", "")[0] == 2


def test_saving_through_a_link_keeps_the_link(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    link.symlink_to(target)
    assert run("quiz", "--answers", ME, "--save", str(link))[0] == 0
    assert link.is_symlink()
    assert "platform-code" in target.read_text("utf-8")


def test_a_disk_that_fails_while_saving_leaves_the_old_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    saved = tmp_path / "me.yaml"
    saved.write_text("answers: {horizon: days}")
    monkeypatch.setattr("os.fsync", fail)
    assert run("quiz", "--answers", ME, "--save", str(saved))[0] == 1
    assert saved.read_text() == "answers: {horizon: days}"
    assert list(tmp_path.iterdir()) == [saved]


def test_a_quiz_over_a_pipe() -> None:
    code, out, err = shell("quiz", stdin="7\n5 6\n4\nq\n")
    assert code == 0
    assert "Close: research scientist, but" in out
    assert "Question 4 of 13" in err
    assert "Question" not in out


def test_a_quiz_with_json_keeps_standard_output_clean() -> None:
    code, out, err = shell("quiz", "--json", stdin="3\ns\nq\n")
    assert code == 0
    assert json.loads(out)["answers"] == {"tools": ["containers"], "deliverables": None}
    assert "Question 1 of 13" in err


def test_input_that_ends_in_the_middle_loses_nothing() -> None:
    code, out, err = shell("quiz", "--json", stdin="6\n7 8\n")
    assert code == 2
    assert json.loads(out)["answered"] == ["tools", "deliverables"]
    assert json.loads(err.splitlines()[-1]) == {
        "error": {
            "code": "bad-input",
            "message": "has no answer to question 3 of 13, so it ends there",
            "file": "standard input",
            "line": None,
            "key": None,
            "hint": "end with q to stop early",
        }
    }


def test_without_anybody_to_answer_the_quiz_says_what_to_use() -> None:
    with Path("/dev/null").open() as nothing:
        done = subprocess.run(
            [sys.executable, "-m", "rolefit", "quiz"], stdin=nothing, capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "use --answers FILE" in done.stderr


def test_saved_answers_give_the_same_result(tmp_path: Path) -> None:
    saved = tmp_path / "My Answers.yaml"
    _, _, err = shell("quiz", "--save", str(saved), stdin="5\n5 9\ns\n0\nq\n")
    assert err.splitlines()[-1] == f"Your answers are in {saved}; rolefit quiz --answers '{saved}' reads them."
    code, first, _ = shell("quiz", "--json", "--save", str(saved), stdin="5\n5 9\ns\n0\nq\n")
    assert code == 0
    assert shell("quiz", "--json", "--answers", str(saved))[1] == first
    assert shell("quiz", "--json", "--answers", "-", stdin=saved.read_text("utf-8"))[1] == first
    assert list(tmp_path.iterdir()) == [saved]


def test_a_file_that_ends_in_json_is_saved_as_json(run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "me.json"
    assert run("quiz", "--answers", ME, "--save", str(saved))[0] == 0
    assert "platform-code" in json.loads(saved.read_text("utf-8"))["answers"]["deliverables"]
    assert run("quiz", "--answers", str(saved))[1] == run("quiz", "--answers", ME)[1]


def test_saving_replaces_the_file_and_keeps_its_mode(run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text("answers: {horizon: days}")
    saved.chmod(0o600)
    code, _, err = run("quiz", "--answers", ME, "--save", str(saved))
    assert (code, err) == (
        0,
        f"Your answers have replaced those in {saved}; rolefit quiz --answers {saved} reads them.\n",
    )
    assert "platform-code" in saved.read_text("utf-8")
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["some notes", FIVE_ROLES.read_text("utf-8"), "format: x\nanswers: {}"])
def test_saving_never_destroys_something_else(run: Run, tmp_path: Path, content: str) -> None:
    precious = tmp_path / "precious.yaml"
    precious.write_text(content, encoding="utf-8")
    code, out, err = run("quiz", "--answers", ME, "--save", str(precious))
    assert (code, out) == (2, "")
    assert err == f"rolefit: {precious}: holds something else than answers; name a new file\n"
    assert precious.read_text("utf-8") == content


def test_saving_nothing_leaves_earlier_answers_alone(tmp_path: Path) -> None:
    saved = tmp_path / "me.yaml"
    saved.write_text("answers: {horizon: days}")
    assert shell("quiz", "--save", str(saved), stdin="q\n")[0] == 0
    assert saved.read_text() == "answers: {horizon: days}"


def test_a_pipe_that_never_answers_comes_to_an_end() -> None:
    code, out, err = shell("quiz", stdin="6\n" + "what?\n" * 1000)
    assert code == 2
    assert "1 of 12 answered" in " ".join(out.split())
    assert err.splitlines()[-1].startswith("rolefit: standard input: has no answer to question 2 of 13")
    assert err.count("I do not understand") == 20


def test_a_full_disk_loses_neither_the_result_nor_the_answers() -> None:
    code, out, err = shell("quiz", "--save", "/dev/full", stdin="6\n7 8\nq\n")
    assert code == 1
    assert "2 of 12 answered" in out
    *_, said = err.splitlines()
    assert said.startswith("rolefit: /dev/full: cannot be written: No space left on device; to see the result")
    assert shell("quiz", "--code", said.rpartition(" ")[2])[1] == out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "ds", "mel"], "there is no role mel; did you mean mle? it is one of ds, as, rs, mle"),
        (["compare", "data", "sceintist", "mle"], "there is no role data sceintist; did you mean data scientist or "),
        (["compare"], "missing argument ROLE; the roles are ds (Data scientist), as (Applied scientist), rs ("),
        (["show"], "missing argument ROLE; the roles are ds (Data scientist), as (Applied scientist), rs (Rese"),
        (
            ["compare", "data", "scientist"],
            "only one role is named, ds (Data scientist); name another beside it: as (Applied scientist), rs (",
        ),
        (["compare", "ds", "and"], "only one role is named, ds (Data scientist); name another beside it: as ("),
        (["compare", "ds", "ds"], "Data scientist is named twice; name different roles"),
        (["show", "ds", "mle"], "several roles are named; did you mean rolefit compare ds mle?"),
        (
            ["score"],
            "missing argument FILE; it is answers of many people: JSON lines, CSV, Excel, Parquet or Arrow",
        ),
        (
            ["scan"],
            "missing argument FILE; name postings or CVs as text, Markdown, HTML, PDF or .docx (- for stdin)",
        ),
        (["ds"], "there is no command ds; did you mean rolefit show ds?"),
        (["ML", "engineer", "--json=no"], "there is no command ML; did you mean rolefit show mle?"),
        (["ds", "vs", "mle"], "there is no command ds; did you mean rolefit compare ds mle?"),
        (["comapre", "ds"], "there is no command comapre; did you mean rolefit compare or rolefit score?"),
        (
            ["help", "nonsense"],
            "there is no command nonsense; the commands are quiz, questions, form, scan, compare, roles, show, ",
        ),
        (["help", "qiuz"], "there is no command qiuz; did you mean rolefit quiz?"),
        (["roles", "ds"], "ds is more than it takes; see rolefit roles --help"),
        (["quiz", "--save"], "--save has no value; write one after it; see rolefit quiz --help"),
        (["quiz", "--json=3"], "--json takes no value; see rolefit quiz --help"),
        (["score", "x", "--from", "xml"], "--from: there is no xml; it is one of jsonl, csv"),
        (["show", ""], "there is no role ''; it is one of ds, as, rs, mle"),
        (["quiz", "--answers", ""], "'': is a directory; name a file"),
        (["quiz", "--save", ""], "'': is a directory; name a file"),
        (["quizz"], "there is no command quizz; did you mean rolefit quiz?"),
        (["quiz", "--save", "-"], "-: is standard input; name a file"),
        (["show", "[red]x\x1b[31m"], "there is no role [red]x\\x1b[31m; it is one of ds, as, rs, mle"),
        (
            ["nosuch"],
            "there is no command nosuch; the commands are quiz, questions, form, scan, compare, roles, show, team, sc",
        ),
        (["quiz", "--nosuch"], "there is no option --nosuch; see rolefit quiz --help"),
        (["quiz", "--answers", "/"], "/: is a directory; name a file"),
        (
            ["quiz", "--answers", "no.yaml"],
            "no.yaml: cannot be read: No such file or directory; name a file that exist",
        ),
        (["quiz", "--save", "/no/such/me.yaml"], "/no/such/me.yaml: is in a folder that does not exist; make the fold"),
        (["quiz", "--save", "/"], "/: is a directory; name a file"),
        (["roles", "--roles", "no.yaml"], "no.yaml: cannot be read"),
        (["schema", "resutl"], "there is no schema resutl; did you mean result?"),
        (["check", "--random", "0"], "--random: should be greater than or equal to 1; see rolefit check --help"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"rolefit: {said}")
    assert err.count("\n") == 1


def test_check_lists_every_problem(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(FIVE_ROLES.read_text("utf-8").replace("weight: 0.5", "weight: -1"), encoding="utf-8")
    code, out, err = run("check", str(file), columns=4000)
    assert code == 2
    assert out.count("should be greater than or equal to 0, not -1") == 4
    assert err.endswith("(and 3 more)\n")
    data = json.loads(run("check", str(file), "--json")[1])
    assert [problem["line"] for problem in data["problems"]] == sorted(problem["line"] for problem in data["problems"])
    jsonschema.Draft202012Validator(json_schema("check")).validate(data)


def test_a_closed_pipe_ends_quietly() -> None:
    reader = subprocess.Popen(
        [sys.executable, "-m", "rolefit", "show", "ds"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert reader.stdout
    assert reader.stderr
    reader.stdout.readline()
    reader.stdout.close()
    assert reader.wait() == 0
    assert reader.stderr.read() == ""
    reader.stderr.close()


def test_a_failed_save_is_told_even_when_nobody_reads_the_result() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "rolefit", "quiz", "--answers", ME, "--json", "--save", "/dev/full"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    error = json.loads(process.stderr.read())["error"]
    assert (error["code"], error["file"], error["message"][-23:]) == (
        "cannot-write",
        "/dev/full",
        "No space left on device",
    )
    process.stderr.close()
    process.wait()


def test_answers_to_another_catalog_are_kept_with_its_name() -> None:
    catalog = str(FIVE_ROLES)
    _, out, err = shell("quiz", "--roles", catalog, "--save", "/dev/full", stdin="5\nq\n")
    said = err.splitlines()[-1]
    command, _, code = said.rpartition(" ")
    assert command.endswith(f": rolefit quiz --roles {catalog} --code")
    assert shell("quiz", "--roles", catalog, "--code", code)[1] == out


def test_answers_to_a_part_of_the_options_are_kept_in_full() -> None:
    partly = '{"answers": {"tools": ["sql"]}, "offered": {"tools": ["sql", "r"]}}'
    _, out, err = shell("quiz", "--answers", "-", "--save", "/dev/full", stdin=partly)
    said = err.splitlines()[-1]
    assert said.endswith("| rolefit quiz --answers -")
    assert shell("quiz", "--answers", "-", stdin=said.partition("echo '")[2].partition("'")[0])[1] == out


def test_a_full_disk_under_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rolefit", "roles"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "rolefit: standard output: No space left on device\n")


def test_colour_is_for_terminals_and_for_those_who_ask() -> None:
    assert "\x1b[" not in shell("roles")[1]
    assert "\x1b[" in shell("roles", FORCE_COLOR="1")[1]
    assert "\x1b[3" not in shell("roles", FORCE_COLOR="1", NO_COLOR="1")[1]


def test_another_encoding_shows_what_it_can() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rolefit", "quiz", "--answers", ME],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0
    assert "Clear: ML engineer fits" in done.stdout.decode("latin-1")
    assert "?" not in done.stdout.decode("latin-1")


@pytest.mark.parametrize(
    "arguments",
    [
        ["roles"],
        ["show", "ds", "--all"],
        ["compare", "ds", "as"],
        ["compare", "ds", "as", "--all"],
        ["quiz", "--answers", "-", "--explain"],
        ["check"],
    ],
)
def test_text_of_a_catalog_is_shown_as_text_everywhere(tmp_path: Path, arguments: list[str]) -> None:
    data = yaml.safe_load(FIVE_ROLES.read_text("utf-8"))
    evil = "\x1b[2J\x1b]0;gone\x07[bold red]x[/] :smile: \u202e\x9b31m"

    def poison(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poison(below, name) for name, below in value.items()}
        if isinstance(value, list):
            return [poison(below, key) for below in value]
        plain = {"id", "kind", "format", "source", "from", "to", "version"}
        return f"{value} {evil}" if isinstance(value, str) and key not in plain else value

    file = tmp_path / "evil.yaml"
    file.write_text(json.dumps(poison(data)), encoding="utf-8")
    target = [str(file)] if arguments == ["check"] else ["--roles", str(file)]
    answers = json.dumps({"answers": {"tools": ["sql"], "horizon": "weeks"}})
    code, out, err = shell(*arguments, *target, stdin=answers)
    assert (code, err) == (0, "")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    if arguments != ["check"]:
        assert "[bold red]x[/] :smile:" in " ".join(out.split())


def test_a_fifth_role_and_a_new_question_need_no_code(run: Run) -> None:
    code, out, _ = run("show", "Data Engineer", "--all", "--roles", str(FIVE_ROLES))
    assert code == 0
    assert "What would you get up at night for?" in out
    code, out, _ = shell("quiz", "--roles", str(FIVE_ROLES), stdin="1 5\n5\n2\n4\n")
    assert code == 0
    assert "Clear: data engineer fits" in out
    assert f"rolefit compare de ds --roles {FIVE_ROLES}" in " ".join(out.split())


@pytest.mark.parametrize("command", [["show", "mle"], ["compare", "ds", "mle"]])
def test_show_and_compare_mark_what_was_chosen(run: Run, command: list[str]) -> None:
    code = json.loads(run("quiz", "--answers", ME, "--json")[1])["code"]
    # Words only: the command for more names the person, and so breaks its line elsewhere.
    from_file, from_code = (
        " ".join(run(*command, *person)[1].split()) for person in (("--answers", ME), ("--code", code))
    )
    assert from_file.replace(f"--answers {ME}", f"--code {code}") == from_code
    assert "✓ " in from_file
    assert "✓ " not in run(*command)[1]
    answers = json.loads(run(*command, "--answers", ME, "--json")[1])["answers"]
    assert answers == json.loads(run("quiz", "--answers", ME, "--json")[1])["answers"]


def test_a_review_needs_answers_to_show(run: Run) -> None:
    code, _, err = run("quiz", "--review")
    assert (code, err) == (
        2,
        "rolefit: --review has no answers to show; give them with --answers or --code\n",
    )
    code, _, err = shell(
        "quiz", "--answers", "-", "--review", stdin='{"answers": {"tools": []}, "offered": {"tools": ["r"]}}'
    )
    assert (code, err) == (2, "rolefit: --review cannot show what was not offered; take offered out of the answers\n")


def test_how_to_ask_makes_no_sense_where_nothing_is_asked(run: Run) -> None:
    code, _, err = run("quiz", "--answers", ME, "--quick")
    assert (code, err) == (2, "rolefit: --answers and --code ask nothing; leave out how to ask, or add --review\n")


def test_a_piped_quiz_keeps_nothing_behind(tmp_path: Path) -> None:
    assert shell("quiz", stdin="1\nq\n", XDG_STATE_HOME=str(tmp_path))[0] == 0
    assert not list(tmp_path.iterdir())


def test_a_piped_quick_quiz_asks_less(catalog: Catalog) -> None:
    code, out, err = shell("quiz", "--quick", "--json", stdin="s\n" * len(catalog.questions) + "\n")
    assert code == 0
    asked = [question for question in catalog.questions if question.ask in " ".join(err.split())]
    assert {question.id for question in asked} == {question.id for question in catalog.fit_questions}
    code, out, err = shell("quiz", "--quick", "--json", stdin="3\n" * len(catalog.questions) + "\n")
    assert code == 0
    assert len(json.loads(out)["answered"]) < len(catalog.fit_questions)
    assert "would put another role first" in err
