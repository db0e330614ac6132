"""From survey answers and postings to counts."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evidence.collect import counts, postings, texts
from evidence.collect.crosswalk import CROSSWALK, load_rules
from evidence_samples import RULES, labels, made_up, person, posting, run_program
from rolefit import Catalog, InputError, load_catalog


def test_counts_say_how_many_and_of_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [person(languages=["R"]), person(languages=["SQL"]), person("rs", education=["Master's degree"])]
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text("\n".join(map(json.dumps, labels(*people))), "utf-8")
    counts.main([str(labelled)])
    assert capsys.readouterr().out.splitlines() == [
        "question\toption\tyear\trole\tchosen\tanswered",
        "background\tdoctorate\t2022\trs\t0\t1",
        "background\tmaster\t2022\trs\t1\t1",
        "background\tup-to-bachelor\t2022\trs\t0\t1",
        "tools\tr\t2022\tds\t1\t2",
        "tools\tsql\t2022\tds\t1\t2",
    ]


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["sql"], "You know SQL.", True),
        (["sql"], "MySQL", False),
        (["R"], "Python or R", True),
        (["R"], "for r in rows; R&D", False),
        (["C", "c++"], "C++", True),
        (["C"], "C++ and C#", False),
    ],
)
def test_a_posting_names_an_option_by_a_whole_word(terms: list[str], text: str, found: bool) -> None:
    assert bool(postings.pattern(terms).search(text)) is found


def test_employers_weigh_the_same_and_titles_and_old_postings_tell_nothing() -> None:
    large = [posting("ds", "Large", "SQL"), posting("ds", "Large", "sql"), posting("ds", "Large", "data scientist")]
    others = [posting("ds", "Small", "nothing"), posting("ds", "Old", "SQL", 2019)]
    others += [posting("ds", "", "SQL"), posting("ds", None, "none")]
    rows = list(postings.count({"tools": {"sql": ["sql"], "title": ["scientist"]}}, large + others))
    assert rows == [("tools", "sql", "ds", pytest.approx(2 / 3 + 1), 4), ("tools", "title", "ds", 0, 4)]


def test_postings_are_searched_for_options_of_the_catalog_that_were_counted() -> None:
    terms = {(question, option) for question, options in postings.load_terms().items() for option in options}
    assert terms <= set(counts.load_counts())


def test_one_answer_questions_say_what_two_ticks_mean(catalog: Catalog) -> None:
    one_answer = {question for question in RULES.questions if not catalog.question(question).takes_many}
    assert RULES.several.keys() == one_answer


def test_an_option_is_chosen_not_chosen_or_unknown() -> None:
    first, second, third = labels(
        person(languages=["MATLAB", "R"]), person(languages=["SQL"], ides=["RStudio"]), person(education=["Other"])
    )
    assert first["answers"]["tools"] == ["r", "matlab"]
    assert first["offered"]["tools"] == ["sql", "r", "matlab"]
    assert second["answers"]["tools"] == ["sql", "r"]
    assert third["answers"] == {}


def test_an_option_counts_as_offered_only_in_a_year_in_which_somebody_ticked_it() -> None:
    earlier = {**person(languages=["SQL"]), "year": 2021}
    before, after = labels(earlier, person(languages=["SQL", "Go"]))
    assert "java" not in before["offered"]["tools"]
    assert "java" in after["offered"]["tools"]


def test_any_does_not_count_nothing() -> None:
    some, none, other = labels(person(tracking=["MLflow"]), person(tracking=["No / None"]), person(tracking=["Other"]))
    assert [record["answers"]["shipping"] for record in (some, none, other)] == [["tracking"], [], []]


def test_blanks_and_the_shape_of_apostrophes_do_not_matter() -> None:
    (record,) = labels(person(education=["Master\u2019s degree"], ides=["  RStudio "]))
    assert record["answers"] == {"tools": ["r"], "background": "master"}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("publishing: first", "", "stands in several just if it takes one answer"),
        ("activity: skip", "activity: last", "several.activity: "),
        ("nothing:", "nought:", "nought: is not a known key"),
        ("    sql: {languages: [SQL]}", "    sql: {languages: some}", "questions.tools.sql.languages"),
    ],
)
def test_a_crosswalk_of_another_form_is_refused(old: str, new: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.yaml"
    path.write_text(CROSSWALK.read_text("utf-8").replace(old, new, 1), "utf-8")
    code, _, err = run_program("collect.crosswalk", str(path))
    assert code == 2
    assert complaint in err


@pytest.mark.parametrize("name", ["collect.counts", "fit.calibrate"])
def test_a_program_without_files_says_so(name: str) -> None:
    said = f"{name.rpartition('.')[2]}.py: no file is named; name files of labelled answers\n"
    assert run_program(name) == (2, "", said)


def test_what_is_known_of_a_person_goes_along() -> None:
    (record,) = labels({**person(years_coding=["1-3 years"]), "about": {"country": "Chile"}})
    assert record["about"] == {"country": "Chile", "experience": "1-3 years"}


def test_two_ticks_do_not_say_which_one_thing_a_person_would_pick() -> None:
    research = "Do research that advances the state of the art of machine learning"
    prototypes = "Build prototypes to explore applying machine learning to new areas"
    one, two = labels(person(activities=[research]), person(activities=[research, prototypes]))
    assert one["answers"]["activity"] == "invent"
    assert "activity" not in two["answers"]
    assert two["answers"]["lifecycle"] == ["explore", "beyond"]


def test_who_publishes_on_both_counts_for_the_first(catalog: Catalog) -> None:
    options = list(RULES.questions["publishing"])
    kinds: list[Any] = [RULES.questions["publishing"][option].get("research_kind", []) for option in options]
    (both,) = labels(person(research_kind=[*kinds[0], *kinds[1]], published=["Yes"]))
    assert both["answers"]["publishing"] == options[0] == catalog.question("publishing").options[0].id


def test_who_was_not_shown_a_question_did_not_choose_its_options() -> None:
    some, other, unknown = labels(
        person(nlp_methods=["Word embeddings/vectors (GLoVe, fastText, word2vec)"], algorithms=["None"]),
        person(algorithms=["Transformer Networks (BERT, gpt-3, etc)"]),
        person(education=["Other"]),
    )
    assert "embeddings" in some["answers"]["networks"]
    assert "embeddings" in other["offered"]["networks"]
    assert "embeddings" not in other["answers"]["networks"]
    assert "networks" not in unknown["offered"]


def test_the_crosswalk_reads_plain_and_gzipped_people() -> None:
    text = "\n".join(json.dumps(person(languages=[tool])) for tool in ("R", "SQL")).encode()
    code, plain, _ = run_program("collect.crosswalk", stdin=text)
    assert code == 0
    assert [json.loads(line)["answers"]["tools"] for line in plain.splitlines()] == [["r"], ["sql"]]
    assert run_program("collect.crosswalk", stdin=gzip.compress(text)) == (0, plain, "")


@pytest.mark.parametrize(
    ("stdin", "complaint"),
    [
        (b'{"year": 2022, "said": {}}\n{"year": 2022}\n', "standard input:2: said: is missing; add it"),
        (b'{"year": 2022, "said": {"languages": "R"}}', "standard input:1: said.languages: must be a list"),
        (b'{"year": 2022, "said": {"languages": null}}', "standard input:1: said.languages: must be a list"),
        (b'{"year": [], "said": {}}', "standard input:1: year: should be a valid integer"),
        (b'{"year": 1, "ye\\nar": 1, "ye\\nar": 2, "said": {}}', "standard input:1: the key ye ar is given twice"),
        (b"[1]", "standard input:1: must be a mapping of keys to values"),
        (b"{", "standard input:1: is not valid JSON"),
        (gzip.compress(b'{"year": 2022, "said": {}}\n' * 50, mtime=0)[:-9], "is a gzip file that is cut off or"),
    ],
    ids=["missing", "text", "null", "list", "twice", "no mapping", "no JSON", "damaged"],
)
def test_people_that_cannot_be_read_give_one_line(stdin: bytes, complaint: str) -> None:
    code, _, err = run_program("collect.crosswalk", stdin=stdin)
    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1


def test_a_crosswalk_to_an_option_that_does_not_exist_gives_its_line(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.yaml"
    text = CROSSWALK.read_text("utf-8").replace("    matlab:", "    mtalab:")
    path.write_text(text.replace("  methods:\n", "  method:\n"), "utf-8")
    code, _, err = run_program("collect.crosswalk", str(path))
    line = next(i for i, each in enumerate(text.splitlines(), 1) if "mtalab" in each)
    assert code == 2
    assert f"{path}:{line}: questions.tools.mtalab: the question has no option mtalab; did you mean matlab?" in err
    with pytest.raises(InputError) as error:
        load_rules(str(path), load_catalog())
    assert "the catalog has no question method; did you mean methods?" in str(error.value.problems[1])


def test_all_postings_of_an_employer_are_in_one_part(catalog: Catalog) -> None:
    sample = texts.Sample.of(catalog, made_up(catalog))
    for seed in range(3):
        parts = sample.folds(seed)
        assert set(parts) == set(range(texts.FOLDS))
        for employer in set(sample.employers):
            assert len(set(parts[sample.employers == employer])) == 1


def test_an_employer_weighs_the_same_however_much_it_posts(catalog: Catalog) -> None:
    often, once = [posting("ds", "A", "SQL and R")] * 9, [posting("ds", "B", "SQL")]
    naming = {
        option: signals for option, role, signals, _ in texts.Sample.of(catalog, often + once).naming() if role == "ds"
    }
    assert naming["tools", "sql"] == pytest.approx(2)
    assert naming["tools", "r"] == pytest.approx(1)
