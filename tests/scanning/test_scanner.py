"""Reading a text: which options it names, which role it describes, and what it does not allow to say."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from helpers import EXAMPLES, ROOT, Run, shell
from rolefit import Answers, Catalog, InputError, Scanner, load_catalog, scan, suited
from rolefit.catalog.models import Unclear
from rolefit.explain.scan import explain_scans
from rolefit.extract.load import load_text
from rolefit.scanning.files import scan_files
from rolefit.scanning.finder import Finder
from rolefit.scanning.highlight import highlighted_lines
from rolefit.scanning.sentences import sentence_at
from rolefit.terminal.scan import print_scans
from schemas import Samples

POSTINGS = EXAMPLES / "postings"
CATALOG = load_catalog()
LONG_FORMS = CATALOG.texts.long_forms if CATALOG.texts else {}
SCANNER = Scanner(CATALOG)
FIELD = "machine learning, algorithms and predictions"
"""Words of the field, which tell no role from another."""


def role_of(text: str, title: str | None = None) -> str:
    return SCANNER.scan(text, title).ranking[0].role


# The example postings


@pytest.mark.parametrize(
    ("file", "titled", "kind", "roles"),
    [
        ("data-scientist.txt", ("ds",), "clear", ("ds",)),
        ("research-scientist.md", ("rs",), "clear", ("rs",)),
        ("ml-engineer.html", ("mle",), "clear", ("mle",)),
        ("titled-data-scientist.txt", ("ds",), "clear", ("mle",)),
        ("titled-applied-scientist.txt", ("as",), "clear", ("ds",)),
        ("titled-research-scientist.txt", ("rs",), "clear", ("mle",)),
        ("titled-ml-engineer.txt", ("mle",), "clear", ("rs",)),
    ],
)
def test_a_posting_is_what_its_text_says_whatever_its_title(
    file: str, titled: tuple[str, ...], kind: str, roles: tuple[str, ...]
) -> None:
    text = load_text(str(POSTINGS / file))
    result = SCANNER.scan(text.body, text.title)
    assert result.title
    assert (result.title.roles, result.verdict.kind, result.verdict.roles) == (titled, kind, roles)


def test_an_applied_scientist_is_never_clear_from_words_alone() -> None:
    verdict = SCANNER.scan(load_text(str(POSTINGS / "applied-scientist.txt")).body).verdict
    assert (verdict.kind, verdict.because, verdict.about) == ("close", "unclear-role", "as")
    assert (verdict.roles[0], verdict.roles[-1]) == ("rs", "as")


def test_where_science_and_engineering_are_both_strong_the_verdict_names_both_readings() -> None:
    science = "Publish research papers at NeurIPS and ICML. You know the literature."
    engineering = (
        "Deploy models to production with Docker, Kubernetes, Terraform, CI/CD and AWS, as software engineering."
    )
    assert SCANNER.scan(f"{science} {FIELD}").verdict.roles[0] == "rs"
    assert SCANNER.scan(f"{engineering} {FIELD}").verdict.roles[0] == "mle"
    verdict = SCANNER.scan(f"{science} {engineering} {FIELD}").verdict
    assert (verdict.kind, verdict.because) == ("close", "unclear-role")
    assert verdict.roles == ("rs", "mle", "as")


@pytest.mark.parametrize(
    ("file", "because", "about"),
    [
        ("data-engineer.txt", "other-job", "Data engineer"),
        ("not-a-job.txt", "too-little", None),
    ],
)
def test_a_text_about_none_of_the_roles_is_open(file: str, because: str, about: str | None) -> None:
    verdict = SCANNER.scan(load_text(str(POSTINGS / file)).body).verdict
    assert (verdict.kind, verdict.because, verdict.about) == ("open", because, about)


# What counts


def test_a_title_counts_for_nothing() -> None:
    body = f"We deploy models to production with Docker and Kubernetes: {FIELD}."
    with_titles = [SCANNER.scan(body, title) for title in ("Research Scientist", "Data Scientist", "")]
    as_first_line = SCANNER.scan(f"Senior Research Scientist (f/m/d)\n\n{body}")
    alone = SCANNER.scan(body)
    assert all(each.ranking == alone.ranking for each in (*with_titles, as_first_line))
    assert [each.title.roles if each.title else None for each in with_titles] == [("rs",), ("ds",), None]
    assert as_first_line.title
    assert as_first_line.title.text == "Senior Research Scientist (f/m/d)"
    twice = SCANNER.scan(f"Statistics Engineer\n\n{body}", "ML Engineer")
    assert twice.ranking == alone.ranking
    assert twice.title
    assert twice.title.roles == ("mle",)


@pytest.mark.parametrize(
    "head", ["Acme GmbH\nData Scientist II\nBerlin", "Job description\n\nTitle: Data Scientist II"]
)
def test_a_title_may_stand_below_the_name_of_the_employer(head: str) -> None:
    title = SCANNER.scan(f"{head}\n\nWe use SQL.").title
    assert title
    assert title.roles == ("ds",)


def test_the_head_of_a_short_ad_is_a_title_however_long_it_is_and_so_is_a_text_that_is_nothing_else() -> None:
    head = f"Acme | {'a maker of maps, ' * 8} | Senior ML Engineer | Remote | Full-time"
    assert len(head) > 150
    for text in (f"{head}\nWe use SQL.", "Senior ML Engineer - Remote"):
        title = SCANNER.scan(text).title
        assert title
        assert title.roles == ("mle",)


@pytest.mark.parametrize(
    "line",
    [
        "You work as a data scientist.",
        "You work as a data scientist",
        "About us",
        "Data scientist " * 20,
        "Engineer, scientist:",
        "- data scientist",
    ],
)
def test_a_first_line_that_does_not_look_like_a_title_is_none(line: str) -> None:
    assert SCANNER.scan(f"{line}\nWe use SQL").title is None


def test_names_of_roles_in_the_text_count_for_nothing() -> None:
    text = f"We use SQL and dashboards: {FIELD}."
    named = f"{text} Research scientists, machine learning engineers and AI researchers do research engineering."
    assert SCANNER.scan(named).ranking == SCANNER.scan(text).ranking


def test_what_stands_there_often_counts_once_and_every_place_is_told() -> None:
    once, often = SCANNER.scan("We use SQL."), SCANNER.scan("SQL, SQL and SQL.")
    assert once.ranking == often.ranking
    assert often.revealed[0].mentions[0].places == ((0, 3), (5, 8), (13, 16))


@pytest.mark.parametrize(
    "denial",
    [
        "No PhD required",
        "You do not need a PhD",
        "A PhD is not required",
        "We care for people, never for a PhD, ",
        "A PhD isn\u2019t needed",
        "No Kubernetes, Docker or Terraform",
        "Docker, Kubernetes and CI/CD are not necessary",
    ],
)
def test_what_a_text_denies_is_not_named(denial: str) -> None:
    assert not SCANNER.scan(denial).revealed


@pytest.mark.parametrize(
    "text",
    ["Not only SQL", "Not least SQL", "such as, but not limited to, SQL", "No PhD, but SQL", "PhD not required. SQL"],
)
def test_a_denial_ends_with_its_clause(text: str) -> None:
    assert [each.option for each in SCANNER.scan(text).revealed] == ["sql"]


def test_of_overlapping_signals_the_longest_counts() -> None:
    [revealed] = SCANNER.scan("exploratory data analysis").revealed
    assert [mention.signal for mention in revealed.mentions] == ["exploratory data analysis"]


def test_a_text_with_few_signals_says_less_and_a_long_one_no_more_than_its_mean() -> None:
    venues = [
        "NeurIPS",
        "ICML",
        "ICLR",
        "CVPR",
        "ICCV",
        "ECCV",
        "EMNLP",
        "NAACL",
        "AAAI",
        "IJCAI",
        "SIGIR",
        "KDD",
        "ICRA",
    ]
    fits = [SCANNER.scan(", ".join(venues[:count])).ranking[0].fit for count in (1, 2, 4, 8)]
    assert fits == sorted(set(fits))
    assert fits[0] < 0.7
    more = [*venues, "RecSys", "WSDM", "CoRL", "Interspeech"]
    whole = SCANNER.scan(", ".join(more)).ranking[0].fit
    assert SCANNER.scan(", ".join([*more, "ICASSP"])).ranking[0].fit == pytest.approx(whole)


def test_a_tilt_is_what_each_signal_says_besides() -> None:
    kitchen = Samples().catalog
    assert kitchen.texts
    towards = [
        Scanner(kitchen.model_copy(update={"texts": kitchen.texts.model_copy(update={"tilt": tilt})})).scan("A sauce")
        for tilt in ({"baker": 9.0, "cook": -9.0}, {"baker": -9.0, "cook": 9.0})
    ]
    assert [each.ranking[0].role for each in towards] == ["baker", "cook"]


def test_what_a_text_does_not_name_does_nothing() -> None:
    result = SCANNER.scan("We use SQL.")
    assert {(reason.question, reason.option) for reason in result.why} == {("tools", "sql")}


@given(st.lists(st.sampled_from(sorted({s for q in CATALOG.questions for o in q.options for s in o.signals}))))
def test_reasons_add_up_to_the_fits(signals: list[str]) -> None:
    result = SCANNER.scan(", ".join(signals))
    assert sum(role.fit for role in result.ranking) == pytest.approx(1)
    for role in result.ranking:
        did = sum(reason.effect for reason in result.why if reason.role == role.role)
        assert did == sum(role.by_question.values())
    totals = [sum(role.by_question.values()) for role in result.ranking]
    assert totals == sorted(totals, reverse=True)


@given(st.permutations(["SQL", "a PhD", "Docker", "dashboards", "deep learning", "stakeholders"]))
def test_the_order_of_words_never_matters(words: list[str]) -> None:
    assert SCANNER.scan(" and ".join(words)).ranking == SCANNER.scan(" and ".join(sorted(words))).ranking


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    result = SCANNER.scan(text)
    assert sum(role.fit for role in result.ranking) == pytest.approx(1)
    for revealed in result.revealed:
        for mention in revealed.mentions:
            for start, end in mention.places:
                forms = [mention.signal, *filter(None, [LONG_FORMS.get(mention.signal)])]
                assert any(True for _ in Finder(forms).find(text[start:end]))


def test_a_catalog_without_texts_reads_none(catalog: Catalog) -> None:
    with pytest.raises(InputError, match="does not say how to read texts; add texts to it"):
        scan(catalog.model_copy(update={"texts": None}), "SQL")


# Words


@pytest.mark.parametrize(
    ("signal", "text", "found"),
    [
        ("deep learning", "Deep\n  Learning", True),
        ("bachelor's", "a bachelor\u2019s degree", True),
        ("ci/cd", "CI/CD", True),
        ("ci/cd", "CI / CD", False),
        ("ph.d.", "a Ph.D. is", True),
        ("Go", "İ and Go", True),
        ("SQL", "İSQL", False),
        (".net", "we use .net", False),
    ],
)
def test_a_signal_is_found_where_its_words_are(signal: str, text: str, found: bool) -> None:
    assert bool(list(Finder([signal]).find(text))) is found


def test_places_are_right_behind_letters_whose_small_form_is_longer() -> None:
    [found] = Finder(["sql"]).find("İİİ SQL")
    assert (found.start, found.end) == (4, 7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("We bake. You know SQL well! And more.", "You know SQL well!"),
        ("- Python\n- SQL and R\n- bash", "SQL and R"),
        ("e.g. SQL", "e.g. SQL"),
        (f"{'word ' * 40}SQL{' word' * 40}", f"…{'word ' * 11}SQL{' word' * 11}…"),
    ],
)
def test_a_sentence_is_what_stands_around_a_place(text: str, sentence: str) -> None:
    place = text.index("SQL")
    shown = sentence_at(text, place, place + 3)
    if "…" in sentence:
        assert shown.startswith("…word")
        assert shown.endswith("word…")
        assert len(shown) < 130
    elif text.startswith("e.g."):
        assert shown.endswith("SQL")
    else:
        assert shown == sentence


# What a text does not allow to say


def test_a_text_in_another_language_is_not_judged() -> None:
    text = (
        "Wir suchen eine Person, die unsere Daten versteht und mit dem Team an neuen Modellen arbeitet. Zu den "
        "Aufgaben gehören die Analyse von Kundendaten, der Aufbau von Dashboards und die Beratung der Fachbereiche."
    )
    verdict = SCANNER.scan(text).verdict
    assert (verdict.kind, verdict.because, verdict.about) == ("open", "other-language", "English")


def test_a_bare_list_of_skills_is_not_taken_for_another_language() -> None:
    text = "Python, SQL, Tableau, Power BI, statistics, regression, forecasting, dashboards, A/B testing, " * 3
    assert SCANNER.scan(text).verdict.kind == "clear"


# Whether it suits a person


def test_a_text_suits_by_what_it_shares_with_the_answers() -> None:
    answers = Answers(answers={"tools": ["sql", "r"], "publishing": "nothing"})
    suit = suited(CATALOG, SCANNER.scan("SQL, Java, and a PhD"), answers).suit
    assert suit
    assert [each.option for each in suit.shared] == ["sql"]
    assert [each.option for each in suit.asked] == ["java"]
    assert [each.option for each in suit.wanted] == ["r"]
    assert suit.share == pytest.approx(2 / 4)
    assert sum(suit.fits.values()) == pytest.approx(1)


def test_what_matters_more_to_the_person_counts_more() -> None:
    text = SCANNER.scan("SQL")
    plain = {"tools": ["sql"], "methods": ["regression"]}
    shares = []
    for importance in ("low", "normal", "high"):
        suit = suited(CATALOG, text, Answers(answers=plain, importance={"tools": importance})).suit
        assert suit
        shares.append(suit.share)
    assert shares == sorted(set(shares))


def test_nothing_shared_suits_by_nothing() -> None:
    suit = suited(CATALOG, SCANNER.scan("a poem"), Answers(answers={})).suit
    assert suit
    assert suit.share == 0


# The command


def test_scan_prints_the_verdict_and_the_words_that_say_so(run: Run) -> None:
    code, out, err = run("scan", str(POSTINGS / "titled-data-scientist.txt"))
    assert (code, err) == (0, "")
    assert "Clear: the text reads as ML engineer" in out
    assert "The title says data scientist.\n" in out
    assert "Docker◆" in out
    assert out.count("most for ") == 0
    everything = run("scan", str(POSTINGS / "titled-data-scientist.txt"), "--all")[1]
    assert "Docker, Kubernetes and automated releases mle +" in everything
    assert "were the roles equally common." in everything


def test_the_passages_that_tell_most_stand_in_the_order_of_the_text(run: Run, tmp_path: Path) -> None:
    posting = tmp_path / "posting.txt"
    filler = [f"Number {i}: we like SQL." for i in range(40)]
    told = [
        "We publish papers at conferences, with novel research.",
        "Docker, Kubernetes and microservices in production.",
    ]
    posting.write_text("\n".join([filler[0], told[0], *filler[1:], told[1], "Machine learning and statistics."]))
    out = run("scan", str(posting), columns=80)[1]
    assert out.index("novel") < out.index("Docker")
    assert "Number 30" not in out
    assert re.search(r"\d+ more such passages", out)
    assert len(out.splitlines()) <= 30


def test_scan_reads_standard_input_and_takes_a_title() -> None:
    code, out, _ = shell("scan", "-", "--title", "Data Scientist", stdin="Publish at NeurIPS: novel research.")
    assert code == 0
    assert "The title says data scientist" in out


def test_scan_marks_the_text(run: Run, tmp_path: Path) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("Engineer\n\nWe use Docker\nand \x1b[31m Tableau.\n")
    code, out, _ = run("scan", str(posting), "--marked")
    assert code == 0
    assert "We use Docker◆\nand \\x1b[31m Tableau●." in out


def test_json_is_the_scan_and_of_several_files_a_list_of_them(run: Run) -> None:
    first, second = str(POSTINGS / "data-scientist.txt"), str(POSTINGS / "not-a-job.txt")
    one = json.loads(run("scan", first, "--json")[1])
    assert (one["schema"], one["name"], one["ranking"][0]["role"]) == ("rolefit/scan/1", first, "ds")
    both = json.loads(run("scan", first, second, "--json")[1])
    assert (both["schema"], both["scans"][0], len(both["scans"])) == ("rolefit/scans/1", one, 2)


def test_several_texts_are_ranked_by_how_well_they_suit(run: Run) -> None:
    files = [str(POSTINGS / name) for name in ("not-a-job.txt", "titled-data-scientist.txt")]
    answers = ["--answers", str(EXAMPLES / "ml-engineer.yaml")]
    scans = json.loads(run("scan", *files, *answers, "--json")[1])["scans"]
    assert [Path(each["name"]).stem for each in scans] == ["titled-data-scientist", "not-a-job"]
    out = run("scan", *files, *answers, columns=200)[1]
    assert out.startswith("Most in common with you first (overlap)\n")
    assert out.index("titled-data-scientist.txt") < out.index("not-a-job.txt")
    assert re.search(r"titled-data-scientist.txt  +ML engineer \(>?\d+%\), titled data scientist\n", out)
    assert "It asks, you did not choose" not in out
    assert "It asks, you did not choose" in run("scan", *files, *answers, "--all")[1]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    code, out, err = run("scan", str(empty), str(POSTINGS / "data-scientist.txt"))
    assert code == 2
    assert re.search(r"data-scientist.txt  data scientist \(>?\d+%\)\n", out)
    assert err == f"rolefit: {empty}: is empty; give it the text of a posting or CV\n"
    code, out, err = run("scan", str(empty), "missing.txt", "--json")
    assert (code, out) == (2, "")
    assert [json.loads(line)["error"]["file"] for line in err.splitlines()] == [str(empty), "missing.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "missing.txt: cannot be read: No such file or directory"),
        (["https://example.org/job"], "https://example.org/job: is an address, and nothing is fetched; save the page"),
        (["-", "-"], "standard input can be read only once"),
        (["a", "b", "--title", "x"], "--title is that of one text"),
        (["-", "--report", "x.pdf"], "x.pdf: has no ending that says what kind of report it is to be"),
        ([], "missing argument FILE"),
    ],
)
def test_wrong_use_gives_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run("scan", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("ending", ["html", "md", "txt", "svg", "json"])
def test_a_report_holds_the_text_and_runs_nothing(run: Run, tmp_path: Path, ending: str) -> None:
    posting, report = tmp_path / "posting.txt", tmp_path / f"report.{ending}"
    posting.write_text("Data Scientist\n\n<script>alert(1)</script> We use SQL & Tableau [x](javascript:y)\n\x1b[2J")
    code, _, err = run("scan", str(posting), "--marked", "--report", str(report))
    assert (code, err) == (0, f"The report is in {report}.\n")
    text = report.read_text("utf-8")
    assert "Tableau" in text
    assert str(tmp_path) not in text
    if ending != "json":
        assert "\x1b" not in text
    if ending in {"html", "svg", "md"}:
        assert "<script>" not in text


def test_other_text_counts_in_a_catalog_with_other_words(run: Run, tmp_path: Path) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("Waiter\n\nTables, guests and wine.\n")
    kitchen = str(EXAMPLES.parent / "data" / "example" / "catalog.yaml")
    out: Any = json.loads(run("scan", str(posting), "--roles", kitchen, "--json")[1])
    assert (out["verdict"]["because"], out["verdict"]["about"]) == ("other-job", "Waiter")
    posting.write_text("Baker\n\nSourdough and puff pastry, with a kitchen crew.\n")
    out = json.loads(run("scan", str(posting), "--roles", kitchen, "--json")[1])
    assert (out["verdict"]["kind"], out["verdict"]["roles"]) == ("clear", ["baker"])


# What the verdict rests on

SIGNALS = sorted({signal for q in CATALOG.questions for option in q.options for signal in option.signals})


@given(st.lists(st.sampled_from(SIGNALS), min_size=1, max_size=12))
def test_the_verdict_names_whoever_is_in_the_running(signals: list[str]) -> None:
    result = SCANNER.scan(f"{', '.join(signals)}. We need {FIELD}.", "ML Engineer")
    verdict, first = result.verdict, result.ranking[0]
    ranked = [role.role for role in result.ranking]
    running = [role.role for role in result.ranking if role.fit * 5 >= first.fit]
    assert ranked.count("as") == 0
    if verdict.because == "unclear-role":
        assert (verdict.kind, verdict.about, verdict.roles[-1]) == ("close", "as", "as")
        assert set(running) <= set(verdict.roles)
    elif verdict.kind == "open":
        assert list(verdict.roles) == ranked
    else:
        assert list(verdict.roles) == running
        assert (verdict.kind == "clear") is (len(running) == 1 and verdict.because is None)


def test_only_roles_in_the_running_cannot_be_ruled_out(run: Run) -> None:
    out = " ".join(run("scan", str(POSTINGS / "applied-scientist.txt"), columns=200)[1].split())
    assert re.search(
        r"Close: the text reads as research scientist, but [^.]*applied scientist cannot be ruled out\.", out
    )
    assert "No text alone tells an applied scientist" in out


def test_of_an_applied_scientist_by_title_it_is_said_that_no_text_tells_one(run: Run) -> None:
    out = run("scan", str(POSTINGS / "titled-applied-scientist.txt"))[1]
    assert "Clear: the text reads as data scientist" in out
    assert "No text alone tells an applied scientist" in " ".join(out.split())


def test_even_evidence_is_open_and_names_no_role_more_than_another() -> None:
    catalog = CATALOG.model_copy(
        update={"texts": CATALOG.texts and CATALOG.texts.model_copy(update={"weight": 0.0, "tilt": {}})}
    )
    verdict = Scanner(catalog).scan("Python, SQL, Docker, statistics, NeurIPS, AWS and Spark", "Data Scientist").verdict
    assert (verdict.kind, verdict.because, verdict.roles) == ("open", None, ("ds", "rs", "mle"))


def test_a_title_that_says_the_same_is_told_so(run: Run) -> None:
    out = run("scan", str(POSTINGS / "data-scientist.txt"))[1]
    assert "The title says data scientist, and so does the text." in out


def test_what_is_no_role_is_not_ranked(run: Run) -> None:
    out = run("scan", str(POSTINGS / "data-engineer.txt"))[1]
    assert "None of the 4 roles. It reads as another job: data engineer (" in out
    assert "━" not in out
    assert "says so too" in out


def test_what_is_in_common_asked_and_wanted_is_listed_apart(run: Run, tmp_path: Path) -> None:
    posting, answers = tmp_path / "posting.txt", tmp_path / "me.yaml"
    posting.write_text("We use SQL and MATLAB.")
    answers.write_text("answers: {tools: [sql, r]}")
    out = run("scan", str(posting), "--answers", str(answers), columns=200)[1]
    assert "Both: SQL, to get answers out of databases\n" in out
    assert "It asks, you did not choose: MATLAB\n" in out
    assert "You chose, it does not name: R, the language of statisticians\n" in out


def test_a_signal_of_two_options_is_marked_once_and_counts_for_both() -> None:
    def shared(data: Any) -> Any:
        for question in data["questions"]:
            for option in question["options"]:
                if option["id"] in {"oven", "stove"}:
                    option["signals"] = ["gravy"]
        return data

    kitchen = Catalog.model_validate(shared(Samples().catalog.model_dump(mode="json", by_alias=True)))
    result = Scanner(kitchen).scan("A gravy, please.")
    assert [each.option for each in result.revealed] == ["oven", "stove"]
    assert [[piece.text for piece in line] for line in highlighted_lines(result, "A gravy, please.")] == [
        ["A ", "gravy", ", please."]
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("text: 0.8", "text: 0.9"), "the shares of options in texts add up to 1.100; for each role they add up to 1"),
        ((", text: 0.8", ""), "roles.baker.shares.heat.oven.text: is missing"),
        (("signals: [sourdough, puff pastry]", "signals: [.net]"), "must begin with a letter or a digit"),
        (("signals: [sourdough, puff pastry]", "signals: ['(a+)+$']"), "must be plain words"),
        (("source: adverts", "source: nobody"), "there is no source nobody"),
        (("{oven: 0.4, stove: 0.6}", "{oven: 0.4}"), "texts.neighbours.waiter.shares.heat.stove: is missing"),
        (("{oven: 0.4, stove: 0.6}", "{oven: 0.4, stove: 0.7}"), "add up to 1.100"),
        (("waiter: {field: 0.1, waiter: 0.8}", "waiter: {field: 0.1}"), "texts.gate.words.waiter: is not whole"),
        (("waiter: {field: 0.1, waiter: 0.8}", "waiter: {field: 0.2, waiter: 0.8}"), "adds up to 1 or more"),
        (
            ("    title: Baker\n", "    title: Baker\n    unclear_in_texts: {between: [chef], because: x}\n"),
            "no other role chef",
        ),
    ],
)
def test_a_catalog_that_cannot_read_texts_right_is_not_sound(
    run: Run, tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    text = (Samples.folder / "catalog.yaml").read_text("utf-8")
    assert change[0] in text
    file = tmp_path / "catalog.yaml"
    file.write_text(text.replace(*change))
    code, _, err = run("scan", str(POSTINGS / "not-a-job.txt"), "--roles", str(file))
    assert code == 2
    assert said in err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-SQL", True),
        ("_SQL_", True),
        ("SQL-like", True),
        ("#SQL", True),
        ("R-CNN", False),
        ("machine\n\nlearning models", False),
    ],
)
def test_signs_beside_a_word_do_not_hide_it(text: str, found: bool) -> None:
    assert any(True for _ in Finder(["SQL", "R", "machine learning models"]).find(text)) is found


@pytest.mark.parametrize(
    "title", ["Data-Scientist", "Senior Data_Scientist II", "Data Scientist-Growth", "DATA SCIENTISTS"]
)
def test_a_title_names_a_role_however_it_is_written(title: str) -> None:
    found = SCANNER.scan("SQL", title).title
    assert found
    assert found.roles == ("ds",)


def test_the_ids_of_roles_are_no_names_in_titles() -> None:
    result = SCANNER.scan("Hands-on with Docker, as well as SQL\nand Kubernetes", "Work as an engineer")
    assert result.title
    assert result.title.roles == ()
    assert "sql" in [each.option for each in result.revealed]


def test_half_a_character_can_be_written() -> None:
    assert "SQL" in SCANNER.scan("SQL \ud800", "\ud800").model_dump_json()


def test_reports_hold_the_text_only_if_it_is_to_be_marked(run: Run, tmp_path: Path) -> None:
    posting = tmp_path / "cv.txt"
    posting.write_text(f"Kim Alder, born at sea.\n\nWe use SQL: {FIELD}.")
    for ending in ("html", "md", "txt", "svg"):
        report = tmp_path / f"report.{ending}"
        run("scan", str(posting), "--report", str(report))
        assert "Alder" not in report.read_text("utf-8"), ending
        run("scan", str(posting), "--report", str(report), "--marked")
        assert "Alder" in report.read_text("utf-8"), ending


def test_a_role_that_words_do_not_tell_is_never_named_alone() -> None:
    kitchen = Samples().catalog
    assert kitchen.texts
    baker, cook = kitchen.roles
    unclear = baker.model_copy(update={"unclear_in_texts": Unclear(between=("cook",), because="Both knead.")})
    texts = kitchen.texts.model_copy(update={"weight": 5.0})
    text = "A kitchen with an oven: sourdough and puff pastry"
    for role, ranked, verdict in (
        (baker, ["baker", "cook"], ("clear", ("baker",))),
        (unclear, ["cook"], ("close", ("cook", "baker"))),
    ):
        changed = kitchen.model_copy(update={"roles": (role, cook), "texts": texts})
        result = Scanner(changed).scan(text)
        assert [each.role for each in result.ranking] == ranked
        assert (result.verdict.kind, result.verdict.roles) == verdict


@pytest.mark.parametrize(("no_color", "shown"), [(True, "Docker◆"), (False, "Docker and")])
def test_where_there_is_no_colour_marks_tell_the_roles_apart(tmp_path: Path, no_color: bool, shown: str) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("We use Docker and SQL.")
    screen = Console(file=StringIO(), force_terminal=True, no_color=no_color, width=80, color_system=None)
    scanned = scan_files(CATALOG, [str(posting)])
    print_scans(screen, scanned, explain_scans(CATALOG, scanned), as_marked=True)
    assert isinstance(screen.file, StringIO)
    assert shown in screen.file.getvalue()


def test_a_title_without_a_word_is_found_nowhere(run: Run, tmp_path: Path) -> None:
    catalog = (ROOT / "data" / "example" / "catalog.yaml").read_text("utf-8")
    (tmp_path / "roles.yaml").write_text(catalog.replace("title: Baker", 'title: "="'), "utf-8")
    posting = str(ROOT / "data" / "example" / "posting.txt")
    code, out, _ = run("scan", posting, "--title", "Cook =", "--roles", str(tmp_path / "roles.yaml"), "--json")
    assert (code, json.loads(out)["title"]["roles"]) == (0, ["cook"])
