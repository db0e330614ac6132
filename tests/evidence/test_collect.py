"""From survey answers and postings to counts."""

import gzip
import json
import random
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from evidence.collect import batches, counts, readings, surveys, texts
from evidence.collect import people as people_of_surveys
from evidence.collect.crosswalk import CROSSWALK, load_rules
from evidence_samples import RULES, labels, made_up, person, posting, run_program
from rolefit import Catalog, InputError, load_catalog


def folder_of_people(folder: Path, people: list[dict[str, Any]], hopes: list[dict[str, Any]] | None = None) -> Path:
    """A folder as the program on surveys fills it."""
    for year in people_of_surveys.YEARS:
        surveys.write(folder / people_of_surveys.file_of(year), [each for each in people if each["year"] == year])
    surveys.write(folder / people_of_surveys.file_of(None), hopes or [])
    return folder


def test_counts_say_how_many_and_of_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [person(languages=["R"]), person(languages=["SQL"]), person("rs", education=["Master's degree"])]
    counts.main([str(folder_of_people(tmp_path, people))])
    assert capsys.readouterr().out.splitlines() == [
        "question\toption\tyear\trole\tchosen\tanswered",
        "background\tdoctorate\t2022\trs\t0\t1",
        "background\tmaster\t2022\trs\t1\t1",
        "background\tup-to-bachelor\t2022\trs\t0\t1",
        "tools\tr\t2022\tds\t1\t2",
        "tools\tsql\t2022\tds\t1\t2",
    ]


def test_the_counts_of_coded_work_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    counts.main([])
    assert capsys.readouterr().out == Path(counts.__file__).with_name("work.tsv").read_text("utf-8")


SURVEY_2021 = """Q5,Q4,Q7_Part_1,Q7_Part_2,Q24_Part_1,Q27_B_Part_1,Q3
in words,,,,,,
Data Scientist,Master\u2019s degree,Python,SQL,Research,,Chile
Data Scientist,,Python,,,,Chile
Student,,Python,,Research,,Chile
Research Scientist,nan,,SQL,Research,Some cloud,Peru
"""


def small_surveys() -> surveys.Surveys:
    """The surveys' questions, but only those that the small files here have."""
    full = surveys.load_surveys()
    one = {name: full.years[2021].one[name] for name in ("title", "education", "country")}
    many = {name: full.years[2021].many[name] for name in ("languages", "activities")}
    columns = surveys.Columns(one=one, many=many, hopes={"cloud": full.years[2021].hopes["cloud"]})
    return full.model_copy(update={"years": {2021: columns}})


@pytest.mark.parametrize("zipped", [False, True])
def test_practitioners_are_those_of_a_title_who_said_what_they_do(zipped: bool, tmp_path: Path) -> None:
    name = "kaggle_survey_2021_responses.csv"
    if zipped:
        with ZipFile(tmp_path / "kaggle-survey-2021.zip", "w") as archive:
            archive.writestr(name, SURVEY_2021)
    else:
        (tmp_path / name).write_text(SURVEY_2021, "utf-8")
    (first, one, no_hopes), (last, other, hopes) = surveys.records(
        small_surveys(), surveys.responses(tmp_path, 2021), 2021
    )
    assert (first, last) == (0, 3)
    said = {"languages": ["Python", "SQL"], "activities": ["Research"], "education": ["Master's degree"]}
    assert one == {"id": "k2021-00000", "year": 2021, "role": "ds", "said": said, "about": {"country": "Chile"}}
    assert other["said"] == {"languages": ["SQL"], "activities": ["Research"]}
    assert no_hopes is None
    assert hopes is not None
    assert hopes["hopes"] == {"cloud": ["Some cloud"]}


def test_half_of_the_later_year_is_held_out_and_none_of_the_earlier() -> None:
    held_out = [surveys.is_held_out(2022, number) for number in range(1000)]
    assert 400 < sum(held_out) < 600
    assert held_out == [surveys.is_held_out(2022, number) for number in range(1000)]
    assert not any(surveys.is_held_out(2021, number) for number in range(1000))


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({}, "has no kaggle-survey-2021.zip; download kaggle-survey-2021.zip from https://www.kaggle.com/"),
        ({"kaggle-survey-2021.zip": "no zip"}, "is no zip with kaggle_survey_2021_responses.csv in it"),
        ({"kaggle_survey_2021_responses.csv": "a,b\n,\n"}, "the survey of 2021 has no column Q5"),
    ],
    ids=["none", "no zip", "other columns"],
)
def test_surveys_that_cannot_be_read_give_one_line(files: dict[str, str], complaint: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    code, _, err = run_program("collect.surveys", str(tmp_path), str(tmp_path / "out"))
    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1


def test_readings_are_answers_to_the_quiz(catalog: Catalog) -> None:
    readings_of_work = readings.load_readings()
    found = readings.first_readings(catalog)
    assert len(found) == len({each.id for each in readings_of_work}) == 353
    assert {each.role for each in found} == {role.id for role in catalog.roles}
    silent = next(each for each in readings_of_work if each.codes["languages"] is None and each.reading == 1)
    (answers,) = readings.labelled(catalog, [silent])
    assert "sql" not in answers.offered.get("tools", ()), "what a text says nothing of is not known"


def test_no_reader_read_a_posting_twice_and_no_text_is_kept() -> None:
    found = readings.load_readings()
    pairs = readings.pairs([r for r in found if r.reading == 1], [r for r in found if r.reading == 2])
    assert len(pairs) == sum(each.reading == 2 for each in found)
    assert all(one.reader != other.reader for one, other in pairs)
    codes = {code for each in found for question in each.codes for code in each.ticked(question) or ()}
    assert all(len(code) < 20 for code in codes)


def named_posting(number: int, role: str, company: str | None, text: str, year: int = 2024) -> batches.NamedPosting:
    return batches.NamedPosting(id=f"p{number}", role=role, company=company, description=text, year=year)


def test_batches_are_blind_and_a_fifth_is_read_twice() -> None:
    chance = random.Random(5)
    words = [f"w{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}" for i in range(100)]

    def text(company: str) -> str:
        return f"Acme and {company} seek a data scientist. " + " ".join(chance.choices(words, k=400))

    postings = [named_posting(i, "ds", "Acme" if i < 10 else f"Firm{i}", text("Acme")) for i in range(20)]
    copied = named_posting(20, "ds", "Copy", postings[0].description)
    old = named_posting(21, "ds", "Old", text("Old"), year=2019)
    taken = list(batches.chosen([*postings, copied, old], ["ds"], per_role=15))
    employers = [each.employer for each in taken]
    assert len(taken) == 15
    assert "old" not in employers
    assert employers.count("acme") == 4, "more than two of an employer only where that fills the number"
    assert {postings[0].id, copied.id} - {each.id for each in taken}, "nothing is read that is much like another"
    masked = batches.masked(taken[employers.index("acme")])
    assert "Acme" not in masked
    assert "scientist" not in masked
    found = [each.id for batch in batches.batches(list(taken), 3) for each in batch]
    assert len(found) == 15 + 3
    assert len(set(found)) == 15


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
        ("background: skip", "background: last", "several.background: "),
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


def test_a_folder_without_people_says_what_makes_them(tmp_path: Path) -> None:
    said = "has no practitioners-2021.jsonl.gz; make it with python -m evidence.collect.surveys\n"
    for name in ("collect.counts", "fit.calibrate", "measure.validate"):
        code, _, err = run_program(name, str(tmp_path))
        assert (code, err.endswith(said)) == (2, True)


def test_what_is_known_of_a_person_goes_along() -> None:
    (record,) = labels({**person(years_coding=["1-3 years"]), "about": {"country": "Chile"}})
    assert record["about"] == {"country": "Chile", "experience": "1-3 years"}


def test_two_ticks_do_not_say_which_one_a_person_would_pick() -> None:
    one, two = labels(person(education=["Master's degree"]), person(education=["Master's degree", "Doctoral degree"]))
    assert one["answers"]["background"] == "master"
    assert "background" not in two["answers"]


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
