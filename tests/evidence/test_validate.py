"""The figures of docs/METHODOLOGY.md."""

import random
from pathlib import Path
from typing import Any

import pytest

from evidence.fit import weights
from evidence.measure import report, validate
from evidence.measure.cross_validation import cross_validated
from evidence.program import Practitioner
from evidence_samples import RULES, made_up, people_of, person
from rolefit import Answers, Catalog, InputError, score


def test_the_data_folder_must_hold_two_years(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds 0 years of practitioners; name the data folder"):
        validate.main([str(tmp_path)])


def test_nobody_is_scored_by_what_was_fitted_on_themselves(catalog: Catalog) -> None:
    people = people_of(catalog, ["deliverables"], 20)
    people = [person.model_copy(update={"id": str(i)}) for i, person in enumerate(people)]
    fitted: list[set[str | int | None]] = []

    def fit(whole: Catalog, known: weights.People) -> Catalog:
        fitted.append({person.id for person in known})
        return whole

    scored = cross_validated(catalog, people, fit)
    asked = [{person.id for person in part.people} for part in scored.parts]
    assert all(known | part == {person.id for person in people} for known, part in zip(fitted, asked, strict=True))
    assert all(known.isdisjoint(part) for known, part in zip(fitted, asked, strict=True))


def respondents(catalog: Catalog, year: int, count: int) -> list[dict[str, Any]]:
    """People who answer a survey as their role would answer the quiz, in the survey's words."""
    chance = random.Random(year)
    found = []
    for role in ("ds", "mle", "rs"):
        for number in range(count):
            said: dict[str, list[str]] = {"years_coding": [f"{number % 2} years"]}
            for question, options in RULES.questions.items():
                for option, parts in options.items():
                    for survey, names in parts.items():
                        ticked = said.setdefault(survey, ["None"])
                        name = names[0] if isinstance(names, tuple) else f"{option} {survey}"
                        if names != "asked" and chance.random() < catalog.role(role).shares[question][option].share:
                            ticked.append(name)
            found.append(
                {
                    **person(role, **said),
                    "id": f"{role}{number}",
                    "year": year,
                    "about": {"gender": "x", "industry": "y"},
                }
            )
    return found


def test_all_figures_of_the_page_can_be_measured(catalog: Catalog) -> None:
    records = {y: [Practitioner.model_validate(r) for r in respondents(catalog, y, 12)] for y in (2021, 2022)}
    figures = validate.figures(catalog, records, made_up(catalog), validate.Sizes(2, partitions=1, runs=500))
    assert figures.keys() == report.load_figures().keys()
    for name, each in figures.items():
        assert all(len(row) == len(each["columns"]) for row in each["rows"]), name
    assert figures["people"]["rows"][-1] == ["both", "24", "24", "24"]
    (told, *_) = figures["validity"]["rows"]
    assert told[0] == "2021, cross-validated"
    assert float(told[2].split()[0]) > 0.5, "answers that follow the shares are recognised"
    (told, *_) = figures["scan"]["rows"]
    assert float(told[2]) > 0.5, "so are texts"
    assert [row[0] for row in figures["scan-as"]["rows"]] == ["Large"]


def test_the_page_and_its_pictures_have_the_figures_that_were_measured() -> None:
    page = report.PAGE.read_text("utf-8")
    figures = report.load_figures()
    assert report.filled(page, figures) == page, "run: python -m evidence.measure.report"
    assert {name for _, name, _ in report.BLOCK.findall(page)} == figures.keys()
    for name, picture in report.pictures(figures).items():
        assert (report.DOCS / name).read_text("utf-8") == picture, "run: python -m evidence.measure.report"
        assert f"({name})" in page


def test_the_figures_were_measured_with_the_catalog_as_it_is(catalog: Catalog) -> None:
    figures = report.load_figures()
    rows = {row[0]: row for row in figures["weights"]["rows"]}
    for question in catalog.questions:
        assert rows[question.id][3].lstrip(".") == f"{question.weight:.3f}".removeprefix("0").lstrip(".")
    for row in figures["example"]["rows"]:
        role = next(role for role in catalog.roles if role.title == row[0])
        result = score(catalog, Answers.model_validate({"answers": {"tools": ["sql"]}, "offered": {"tools": ["sql"]}}))
        fit = next(ranked.fit for ranked in result.ranking if ranked.role == role.id)
        assert row[-1] == f"{fit * 100:.0f}%"
