"""A CV beside postings: the words of both, which of several postings it is nearest to, and what a person wants too."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import EXAMPLES, Run, answers_to, shell
from paper import paragraph, pdf, word
from rolefit import Answers, OtherKindWarning, Scanner, load_catalog, load_cv, with_cv
from rolefit.extract.load import Text
from rolefit.scanning.files import scan_files
from rolefit.scanning.kind import reads_as_cv
from rolefit.scanning.person import Person, PersonMatcher

CATALOG = load_catalog()
SCANNER = Scanner(CATALOG)
SIGNALS = {
    (question.id, option.id): option.signals
    for question in CATALOG.questions
    for option in question.options
    if option.signals
}

POSTING = """ML Engineer, Search

You will deploy models to production with Docker and Kubernetes, and keep latency low.
You write unit tests and review code. You know PyTorch, Java or Go, and Docker on AWS.
We ask for a bachelor's degree. No Tableau.
Benefits
Gym, SQL courses
"""
CV = """Kim Example
Data scientist

Since 2019 I have run ranking models on k8s, in TensorFlow and golang, with integration tests.
I wrote dashboards in Tableau and reports. Never used AWS.
MSc Computer Science, 2018
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    posting, cv = tmp_path / "posting.txt", tmp_path / "cv.txt"
    posting.write_text(POSTING)
    cv.write_text(CV)
    return str(posting), str(cv)


def match(posting: str, cv: str) -> Any:
    return with_cv(SCANNER, SCANNER.scan(posting), posting, cv).cv


def options(points: Any) -> list[str]:
    return sorted(each.option for each in points)


def test_the_words_of_both_stand_beside_each_other() -> None:
    found = match(POSTING, CV)
    words = {each.option: (each.posting.words, each.cv.words) for each in found.shown}
    assert words["containers"] == (("Docker", "Kubernetes"), ("k8s",))
    assert words["java"] == (("Java", "Go"), ("golang",))
    assert words["testing"] == (("unit tests",), ("integration tests",))
    assert {"performance", "cloud", "up-to-bachelor"} <= set(options(found.missing))
    assert {"ranking", "dashboards", "documents", "master"} <= set(options(found.extra))
    assert all(each.cv is None for each in found.missing)
    assert all(each.posting is None for each in found.extra)


def test_what_is_rare_in_postings_stands_first() -> None:
    assert [each.option for each in match("Data analytics. We use MATLAB.", "MATLAB, analytics").shown] == [
        "matlab",
        "understand",
    ]


def test_what_somebody_was_called_counts_for_nothing() -> None:
    told = match(POSTING, f"Research scientist\n{CV}")
    assert (told.reads_as, told.shown) == (match(POSTING, CV).reads_as, match(POSTING, CV).shown)


def test_the_screen_has_counts_and_what_both_read_as(run: Run, files: tuple[str, str]) -> None:
    posting, cv = files
    code, out, err = run("scan", posting, "--cv", cv)
    found = match(POSTING, CV)
    asked = len(found.shown) + len(found.missing)
    assert (code, err) == (0, "")
    assert f"Your CV shows {len(found.shown)} of {asked} things that it asks for." in out
    assert "The posting reads as ML engineer, your CV " in " ".join(out.split())
    assert "unit tests          integration tests\n" in out
    assert len(out.splitlines()) <= 30
    everything = run("scan", posting, "--cv", cv, "--all")[1]
    assert "it says “You write unit tests and review code.”" in everything
    for columns in (40, 60, 80):
        assert max(map(len, run("scan", posting, "--cv", cv, columns=columns)[1].splitlines())) <= columns


def test_with_answers_a_row_says_who_has_what(run: Run, files: tuple[str, str], tmp_path: Path) -> None:
    answers = tmp_path / "me.yaml"
    answers.write_text("answers: {tools: [containers, r], shipping: [testing], skills: [performance]}")
    out = run("scan", files[0], "--cv", files[1], "--answers", str(answers))[1]
    marks = {line[2:60].strip(): line[60:].split() for line in out.splitlines() if set(line[60:].split()) & {"✓", "·"}}
    assert list(marks)[:3] == [
        "Automated tests and code review",
        "Docker, Kubernetes, automated releases",
        "Making models fast and small",
    ]
    assert list(marks.values())[:3] == [["✓", "✓", "✓"], ["✓", "✓", "✓"], ["✓", "✓", "·"]]
    assert "and you want 3 of them" in " ".join(out.split())
    assert len(out.splitlines()) <= 30
    whole = run("scan", files[0], "--cv", files[1], "--answers", str(answers), "--all")[1]
    assert "R, the language of statisticians                            ·     ✓     ·" in whole


def test_of_several_postings_the_one_of_which_it_shows_most_comes_first(run: Run, files: tuple[str, str]) -> None:
    postings = [str(EXAMPLES / "postings" / name) for name in ("data-scientist.txt", "research-scientist.md")]
    out = run("scan", *postings, files[0], "--cv", files[1])[1]
    found = match(POSTING, CV)
    first, second = out.splitlines()[:2]
    assert first == "Best first, by what each asks and your CV shows"
    assert second.split()[:3] == [str(len(found.shown)), "of", str(len(found.shown) + len(found.missing))]
    assert "posting.txt" in second
    listed = json.loads(run("scan", *postings, files[0], "--cv", files[1], "--json")[1])
    assert listed["scans"][0]["name"] == files[0]
    assert [scan["cv"]["name"] for scan in listed["scans"]] == [files[1]] * 3


RESUME = {
    "basics": {"summary": "Since 2019 I have run ranking models."},
    "work": [{"position": "Data scientist", "highlights": ["Wrote dashboards in Tableau and reports"]}],
    "skills": [
        {"name": "Engineering", "keywords": ["k8s", "TensorFlow", "Python", "AWS", "golang", "integration tests"]}
    ],
    "education": [{"studyType": "MSc", "area": "Computer Science"}],
}
WRITTEN = (
    "Since 2019 I have run ranking models.\n\nData scientist\n\nWrote dashboards in Tableau and reports\n\n"
    "Engineering, k8s, TensorFlow, Python, AWS, golang, integration tests\n\nMSc, Computer Science"
)


def test_a_cv_says_the_same_in_every_format(tmp_path: Path) -> None:
    lines = WRITTEN.split("\n\n")
    formats: dict[str, bytes] = {
        "cv.txt": WRITTEN.encode(),
        "cv.md": WRITTEN.encode(),
        "cv.html": "".join(f"<p>{line}</p>" for line in lines).encode(),
        "cv.json": json.dumps(RESUME).encode(),
        "cv.docx": word("".join(map(paragraph, lines))),
        "cv.pdf": pdf(*lines),
    }
    for name, content in formats.items():
        (tmp_path / name).write_bytes(content)
        found = match(POSTING, load_cv(str(tmp_path / name)).body)
        assert (options(found.shown), options(found.extra)) == (
            ["cloud", "containers", "deep-learning", "java", "testing"],
            ["bi", "dashboards", "documents", "master", "ranking"],
        ), name


def test_a_cv_may_come_through_a_pipe_and_standard_input_is_read_once(files: tuple[str, str]) -> None:
    for cv in (CV, json.dumps(RESUME)):
        code, out, _ = shell("scan", files[0], "--cv", "-", "--json", stdin=cv)
        assert (code, json.loads(out)["cv"]["name"]) == (0, "standard input")
    code, _, err = shell("scan", "-", "--cv", "-", stdin=CV)
    assert (code, err) == (2, "rolefit: standard input can be read only once; name - once\n")


def test_files_in_the_wrong_places_are_told_and_scanned_all_the_same(run: Run, files: tuple[str, str]) -> None:
    posting, cv = files
    code, out, err = run("scan", cv, "--cv", posting)
    assert (code, bool(out)) == (0, True)
    assert err == f"rolefit: {posting} reads as a posting, {cv} reads as a CV: are they in the right order?\n"
    _, _, err = run("scan", cv, "--cv", posting, "--json")
    assert json.loads(err)["warning"]["code"] == "other-kind"
    with pytest.warns(OtherKindWarning):
        scan_files(CATALOG, [posting], person=Person(cv=Text("x", POSTING, None)))


@pytest.mark.parametrize(
    ("text", "is_cv"),
    [
        ("Baker, 03/2017 \u2013 01/2020. Cook, 2020 - current.", True),
        ("Baker, March 2017 to May 2020. Cook, since June 2020.", True),
        (
            f"{' '.join(f'Baking {year} - {year + 1}.' for year in range(1990, 2010))} Join us, we are what you seek.",
            False,
        ),
    ],
)
def test_spans_of_years_tell_of_a_cv_unless_somebody_is_sought(text: str, is_cv: bool) -> None:
    assert reads_as_cv(text) == is_cv


def test_a_cv_as_text_may_begin_with_a_brace(tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("{ Kim Lee } baker of models\n\nI have run Docker since 2019.")
    assert "Docker" in load_cv(str(cv)).body


BAD = {
    "missing": (None, "cannot be read"),
    "empty": (b" \n", "is empty"),
    "a picture": (b"\x89PNG", "is a picture"),
    "a scanned PDF": (pdf(), "cv.pdf: is a PDF without text, such as a scan"),
    "another JSON": (b'{"a": 1}', "is not a JSON Resume"),
    "a resume that says nothing": (b'{"basics": {"name": "Kim"}}', "says nothing of any work"),
}


@pytest.mark.parametrize(("content", "what"), BAD.values(), ids=BAD)
def test_a_cv_that_cannot_be_used_is_one_line(
    run: Run, files: tuple[str, str], tmp_path: Path, content: bytes | None, what: str
) -> None:
    cv = tmp_path / ("cv.pdf" if content and content.startswith(b"%PDF") else "a-cv")
    if content is not None:
        cv.write_bytes(content)
    code, out, err = run("scan", files[0], "--cv", str(cv))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert what in err
    assert str(cv) in err


def test_reports_have_what_the_cv_shows(run: Run, files: tuple[str, str], tmp_path: Path) -> None:
    answers = str(EXAMPLES / "ml-engineer.yaml")
    for ending in (".md", ".html", ".txt", ".svg", ".json"):
        report = tmp_path / f"report{ending}"
        assert run("scan", files[0], "--cv", files[1], "--answers", answers, "--report", str(report))[0] == 0
        assert str(tmp_path) not in report.read_text("utf-8")
    table = (tmp_path / "report.md").read_text("utf-8")
    assert "| Docker, Kubernetes and automated releases | Docker, Kubernetes | k8s |\n" in table
    assert "| Docker, Kubernetes and automated releases | ✓ | ✓ | ✓ |\n" in table


KEYS = sorted(SIGNALS)
NAMED = st.dictionaries(st.sampled_from(KEYS), st.just(()), max_size=20).flatmap(
    lambda named: st.fixed_dictionaries(
        {key: st.lists(st.sampled_from(sorted(SIGNALS[key])), min_size=1, max_size=3).map(frozenset) for key in named}
    )
)
CVS = st.lists(st.sampled_from(KEYS), min_size=1, max_size=12, unique=True)


def cv_of(keys: list[tuple[str, str]]) -> Text:
    return Text("cv", "\n\n".join(f"Used {SIGNALS[key][0]}." for key in keys), None)


def chosen_in(answers: Answers) -> set[tuple[str, str]]:
    given = {name: (answer,) if isinstance(answer, str) else answer or () for name, answer in answers.answers.items()}
    return {(name, option) for name, chosen in given.items() for option in chosen} & SIGNALS.keys()


@given(named=NAMED, keys=CVS, answers=answers_to(CATALOG), data=st.data())
def test_a_posting_that_names_one_more_thing_that_the_person_has_never_falls(
    named: dict[tuple[str, str], frozenset[str]], keys: list[tuple[str, str]], answers: Answers, data: st.DataObject
) -> None:
    cv = cv_of(keys)
    shown = {(each.question, each.option) for each in SCANNER.scan(cv.body, "").revealed}
    chosen = chosen_in(answers)
    for person, has in ((Person(cv=cv), shown), (Person(answers), chosen), (Person(answers, cv), shown & chosen)):
        if has:
            key = data.draw(st.sampled_from(sorted(has)))
            more = named | {key: named.get(key, frozenset()) | {data.draw(st.sampled_from(SIGNALS[key]))}}
            matcher = PersonMatcher(SCANNER, person)
            assert matcher.order(more) >= matcher.order(named)


OF_ONE = sorted(key for key in KEYS if sum(SIGNALS[key][0] in each for each in SIGNALS.values()) == 1)
"""Options whose first signal reveals no other."""


@given(
    words=st.lists(st.sampled_from(KEYS), max_size=10),
    has=st.lists(st.sampled_from(OF_ONE), min_size=1, max_size=10, unique=True),
    data=st.data(),
)
def test_nor_does_one_that_says_one_more_thing_that_the_person_has(
    words: list[tuple[str, str]], has: list[tuple[str, str]], data: st.DataObject
) -> None:
    many = {name: tuple(option for question, option in has if question == name) for name, _ in has}
    chosen = {name: each if CATALOG.question(name).takes_many else each[-1] for name, each in many.items()}
    answers = Answers.model_validate({"answers": chosen})
    wanted = sorted(chosen_in(answers))
    posting = "".join(f"You know {SIGNALS[key][-1]}.\n\n" for key in words)
    more = f"{posting}You have {SIGNALS[data.draw(st.sampled_from(wanted))][0]}.\n"
    before, after = SCANNER.scan(posting, ""), SCANNER.scan(more, "")
    for person in (Person(answers), Person(cv=cv_of(has)), Person(answers, cv_of(has))):
        matcher = PersonMatcher(SCANNER, person)
        assert matcher.order_of(after) >= matcher.order_of(before)
