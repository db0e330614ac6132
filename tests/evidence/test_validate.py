"""The figures of docs/METHODOLOGY.md."""

import pytest

from evidence.collect.people import YEARS, SurveyPeople
from evidence.collect.readings import first_readings, load_readings, pairs
from evidence.measure import agreement, interview, report, scans, validate
from evidence.measure.cross_validation import Material, cross_validated
from evidence.measure.tables import spread
from evidence_samples import made_up, people_of
from rolefit import Answers, Catalog, score


@pytest.fixture(scope="module")
def people(catalog: Catalog) -> SurveyPeople:
    """People of the three roles that surveys know, of both years, who answer by the shares of their role."""
    asked = ["tools", "methods", "lifecycle"]
    found = [person for person in people_of(catalog, asked, 120) if person.role != "as"]
    with_about = [
        person.model_copy(update={"about": {"gender": "x", "country": "y"}, "id": str(i), "year": YEARS[i % 2]})
        for i, person in enumerate(found)
    ]
    by_year = {year: with_about[i::2] for i, year in enumerate(YEARS)}
    return SurveyPeople(by_year, with_about[::4])


def test_nobody_is_scored_by_what_was_fitted_on_themselves(catalog: Catalog, people: SurveyPeople) -> None:
    material = Material(catalog, people.practitioners, first_readings(catalog), people.hopes)
    scored = cross_validated(material, "people", 2)
    parts = material.sample("people").folds(2)
    for part, of in enumerate(scored.parts):
        known = material.without("people", parts == part).people
        assert {person.id for person in known}.isdisjoint(person.id for person in of.people)
    assert len(scored.people) == len(people.practitioners)
    assert {scored.catalog.roles[i].id for i in scored.held} == {"ds", "rs", "mle"}
    assert all(sum(each.fits) == pytest.approx(1) for each in scored.predictions)


def test_two_readers_agree_wholly_half_or_not_at_all() -> None:
    assert agreement.kappa(["a", "b"] * 5, ["a", "b"] * 5) == 1
    assert agreement.kappa(["a", "b", "a", "b"], ["a", "b", "b", "a"]) == 0
    assert agreement.kappa(["a"] * 4, ["a"] * 4) == 1
    found = load_readings()
    again = pairs([r for r in found if r.reading == 1], [r for r in found if r.reading == 2])
    assert all(0.5 < agreement.dice(again, q) <= 1 for q in ("deliverables", "skills", "shipping", "methods"))


def test_no_question_causes_more_than_a_quarter_of_the_spread(catalog: Catalog) -> None:
    parts = spread(catalog)
    assert sum(parts.values()) == pytest.approx(1)
    assert max(parts.values()) < 0.25
    assert parts["deliverables"] > 0.12
    assert parts["tools"] + parts["shipping"] > 0.2
    assert parts["horizon"] > 0.06


ROWS = {
    "ds": {
        "tools": ["sql", "r", "bi"],
        "deliverables": ["dashboards", "documents", "visualisations"],
        "horizon": "weeks",
    },
    "rs": {"tools": ["deep-learning"], "deliverables": ["papers", "replication-code"], "horizon": "years"},
    "mle": {"tools": ["java", "c-cpp", "containers"], "deliverables": ["platform-code"], "horizon": "months"},
}
"""Tools, deliverables and horizon as the article yan-2020 has them for each role."""


@pytest.mark.parametrize("role", ROWS)
def test_tools_deliverables_and_horizon_alone_find_the_role_whatever_the_degree(role: str, catalog: Catalog) -> None:
    found = [
        score(catalog, Answers.model_validate({"answers": {**ROWS[role], "background": degree}}))
        for degree in (None, *(option.id for option in catalog.question("background").options))
    ]
    assert len({tuple(each.fit for each in result.ranking) for result in found}) == 1
    assert found[0].ranking[0].role == role
    assert found[0].ranking[0].fit > 0.5
    assert found[0].verdict.kind != "open"


def test_who_wants_papers_and_years_is_no_engineer_whatever_the_degree(catalog: Catalog) -> None:
    wants = {"deliverables": ["papers", "replication-code"], "horizon": "years", "background": "up-to-bachelor"}
    ranking = score(catalog, Answers.model_validate({"answers": wants})).ranking
    assert [ranking[0].role, ranking[0].fit > 0.5] == ["rs", True]


def test_all_figures_of_the_page_can_be_measured(catalog: Catalog, people: SurveyPeople) -> None:
    sizes = validate.Sizes(simulated=2, partitions=1, runs=500, people_folds=2, work_folds=2)
    figures = validate.figures(catalog, people, sizes) | scans.tables(catalog, made_up(catalog), sizes.partitions)
    assert figures.keys() | {interview.NAME} == report.load_figures().keys()
    for name, each in figures.items():
        assert all(len(row) == len(each["columns"]) for row in each["rows"]), name
    assert figures["people"]["rows"][-1] == ["both", "120", "120", "120"]
    told = {row[0]: float(row[2].split()[0]) for row in figures["validity"]["rows"]}
    assert told["people, 2021 and 2022"] > 0.45, "answers that follow the shares are recognised"
    assert told["work, ds, rs, mle: employers apart"] > 0.7, "so is work"
    (told_of_texts, *_) = figures["scan"]["rows"]
    assert float(told_of_texts[2]) > 0.5, "so are texts"


def test_the_page_and_its_pictures_have_the_figures_that_were_measured() -> None:
    page = report.PAGE.read_text("utf-8")
    figures = report.load_figures()
    assert report.filled(page, figures) == page, "run: python -m evidence.measure.report"
    for name, picture in report.pictures(figures).items():
        assert (report.DOCS / name).read_text("utf-8") == picture, "run: python -m evidence.measure.report"
        assert f"{name})" in page + (report.DOCS / "guide.md").read_text("utf-8")


def test_the_figures_were_measured_with_the_catalog_as_it_is(catalog: Catalog) -> None:
    rows = {row[0]: row for row in report.load_figures()["bank"]["rows"]}
    parts = spread(catalog)
    for question in catalog.fit_questions:
        _, ask, options, weight, part = rows[question.id]
        assert (ask, int(options), float(weight)) == (question.ask, len(question.options), question.weight)
        assert part == f"{100 * parts[question.id]:.1f}%"
