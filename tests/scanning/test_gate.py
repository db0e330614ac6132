"""Whether a text is about one of the roles at all: another job, too little text, another language."""

import re
from pathlib import Path

import pytest

from helpers import Run
from rolefit import Catalog, Scanner, load_catalog
from rolefit.scanning.result import ScanVerdict

SCANNER = Scanner(load_catalog())

FINANCE = """Financial Planning and Analysis Manager
You own the monthly budget and the financial models, run variance analysis against the forecast, and bring insights to
executives and business stakeholders.
You prepare reports and dashboards of KPIs, support strategy and decision-making, and lead training for finance staff.
Bachelor's degree in accounting or finance."""

SALES = """Regional Sales Manager
You turn market research and analysis into insights for executives, set the sales strategy, run sales training and
forecasting, and report KPIs and metrics to stakeholders every quarter.
You own reporting dashboards in Tableau and drive data-driven decision-making."""

SHORT = """Brightwell - Data Scientist - Remote (EU) - Full-time
We are looking for a Data Scientist to join a team of four. We protect a large part of the web's shops from fraud and
our traffic peaks at millions of requests a second.
Apply with a short note."""

ANALYST = """You write SQL against our data warehouse, build dashboards in Tableau and Looker for the sales team, and
own the KPIs that leadership reviews each week. Strong Excel, pivot tables and ad hoc reporting; you gather requirements
from stakeholders and present findings."""

ENGINEER = """You build data pipelines in Airflow and Spark, model the warehouse in Snowflake, own ingestion, lineage
and data quality, and tune streams on Kafka. ETL, orchestration, schema design, data governance, SQL and Scala."""

SCIENTIST = """You build dashboards in SQL and Tableau, run A/B tests and present insights to stakeholders. Statistics
and machine learning in Python, regression and causal inference."""

BETWEEN = f"{SCIENTIST} You gather requirements, build reports in Excel and own the KPIs of the data warehouse."


def verdict_of(text: str, title: str | None = None) -> ScanVerdict:
    return SCANNER.scan(text, title).verdict


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (FINANCE, "Work outside data and software"),
        (SALES, "Work outside data and software"),
        (ANALYST, "Data analyst"),
        (ENGINEER, "Data engineer"),
    ],
)
def test_a_text_about_another_job_is_about_none_of_the_roles(text: str, about: str) -> None:
    verdict = verdict_of(text)
    assert (verdict.kind, verdict.because, verdict.about) == ("open", "other-job", about)


def test_too_little_text_is_no_other_job() -> None:
    result = SCANNER.scan(SHORT)
    assert (result.verdict.kind, result.verdict.because, result.verdict.about) == ("open", "too-little", None)
    assert result.title
    assert result.title.roles == ("ds",)


def test_a_short_text_with_names_and_addresses_is_not_taken_for_another_language() -> None:
    text = "Acme | www.acme.example | New York | Full Time | ONSITE | jobs@acme.example | We are hiring data scientists"
    assert verdict_of(text).because == "too-little"


def test_a_title_that_names_a_role_speaks_against_another_job_and_one_that_names_another_for_it() -> None:
    assert [verdict_of(BETWEEN, title).because for title in (None, "Data Scientist")] == ["near-job", None]
    assert verdict_of(SCIENTIST).because is None
    verdict = verdict_of(BETWEEN, "Account Executive")
    assert (verdict.because, verdict.about) == ("other-job", "Work outside data and software")


def test_a_title_moves_no_fit_and_no_reason() -> None:
    plain, *titled = (SCANNER.scan(SCIENTIST, title) for title in ("", "Data Scientist", "Account Executive"))
    assert all((each.ranking, each.why) == (plain.ranking, plain.why) for each in titled)


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("Senior Data Engineer, Platform", "Data engineer"),
        ("Financial Analyst", "Work outside data and software"),
        ("Analytics Engineer (Finance)", "Analytics engineer"),
        ("Business Analyst", "Data analyst"),
        ("Staff Security Engineer", "Security engineer"),
        ("Quantitative Researcher", "Quantitative analyst"),
        ("Software Engineer, Machine Learning", None),
        ("Data Science Manager", None),
        ("Member of Technical Staff", None),
        ("Data Scientist, Finance", None),
    ],
)
def test_a_title_names_another_job_only_where_it_names_neither_a_role_nor_its_field(
    title: str, job: str | None
) -> None:
    found = SCANNER.scan("SQL", title).title
    assert found
    assert found.job == job


def test_where_another_job_may_be_meant_no_verdict_is_clear() -> None:
    found = [verdict_of(text) for text in (SCIENTIST, BETWEEN, ANALYST)]
    assert [verdict.because for verdict in found] == [None, "near-job", "other-job"]
    assert (found[1].kind, found[1].roles, found[1].about) == ("close", ("ds",), "Data analyst")


def test_without_neighbours_every_text_is_about_the_roles(catalog: Catalog) -> None:
    assert catalog.texts
    texts = catalog.texts.model_copy(update={"gate": None, "neighbours": ()})
    verdict = Scanner(catalog.model_copy(update={"texts": texts})).scan(ANALYST).verdict
    assert verdict.because != "other-job"
    assert verdict.roles[0] == "ds"


def test_in_a_list_of_texts_another_job_that_may_be_meant_is_told(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("between.txt", "analyst.txt")]
    for file, text in zip(files, (BETWEEN, ANALYST), strict=True):
        file.write_text(text)
    out = run("scan", *map(str, files), columns=100)[1]
    assert re.search(r"● between.txt  +data scientist \(>?\d+%\) or another job\n", out)
    assert re.search(r"· analyst.txt  +another job: data analyst\n", out)
