"""The page that is the whole quiz: opened and filled in a real browser, equal to the quiz in every number and word."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from browser import chromium, in_a_browser, violations
from helpers import EXAMPLES, FIVE_ROLES, Run, poisoned
from random_catalogs import random_answers, random_catalog, random_importance
from rolefit import Answers, Catalog, Question, Scorer, load_answers, load_catalog, score, score_lines
from rolefit.answers.code import to_code
from rolefit.answers.models import Answer, chosen_options
from rolefit.explain.result import ExplainedAnswer, explain_result
from rolefit.forms.write import write_form

MOST_BYTES = 120_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of the narrowest kind, on which nothing was kept yet."""
    with browser.new_context(viewport={"width": 320, "height": 640}, accept_downloads=True) as opened:
        opened.set_default_timeout(5000)
        yield opened


def written(folder: Path, catalog: Catalog, catalog_file: str | None = None) -> str:
    """The address of the page of a catalog."""
    file = folder / "quiz.html"
    file.write_bytes(write_form(catalog, "html", catalog_file))
    return file.as_uri()


def made_up(folder: Path, seed: int) -> Catalog:
    file = folder / f"{seed}.json"
    file.write_text(json.dumps(random_catalog(Random(seed))), encoding="utf-8")
    return load_catalog(file)


def lines_of(people: Sequence[Answers]) -> list[str]:
    return [json.dumps({"answers": dict(each.answers), "importance": dict(each.importance)}) for each in people]


def worked_out(page: Page, work: str, people: Sequence[Answers]) -> list[Any]:
    """What an expression of the page makes of the answers, `given`, of each person."""
    # As text they take a tenth of the time.
    found: list[Any] = json.loads(
        page.evaluate(f"lines => JSON.stringify(lines.map(parsed).map(given => ({work})))", lines_of(people))
    )
    return found


def people_for(catalog: Catalog, number: int, *, seed: int = 1) -> list[Answers]:
    """Random answers, with as few sets of importances as a scorer remembers."""
    random = Random(seed)
    sets = [{}, *(random_importance(catalog, random) for _ in range(20))]
    return [random_answers(catalog, random, random.choice(sets)) for _ in range(number)]


def check_fits(page: Page, catalog: Catalog, people: Sequence[Answers]) -> None:
    fits = worked_out(page, "fitsOf(totalsOf(evidence(given)))", people)
    for of_page, row in zip(fits, score_lines(lines_of(people), catalog), strict=True):
        assert of_page == pytest.approx(list(json.loads(row)["fit"].values()), abs=1e-9, rel=0)


def check_words(page: Page, catalog: Catalog, people: Sequence[Answers]) -> None:
    """Checks that the page says what the terminal says, and gives the same code."""
    scorer = Scorer(catalog)
    told = worked_out(page, "{...resultOf(given), code: codeOf(given)}", people)
    ids = [role.id for role in catalog.roles]
    for given, said in zip(people, told, strict=True):
        result = scorer.score(given)
        meant = explain_result(catalog, result)
        assert said["code"] == to_code(given, catalog)
        assert (said["kind"], said["verdict"]) == (result.verdict.kind, meant.verdict)
        assert said["notes"] == list(meant.notes)
        fits = {ids[each["role"]]: each["percent"] for each in said["ranking"]}
        assert list(fits.items()) == list(meant.fits.items())
        for reasons, of_terminal in ((said["why"], meant.speaks_for), (said["against"], meant.speaks_against)):
            assert [(each["text"], each["estimated"]) for each in reasons] == list(map(_text, of_terminal))
        for lines, roles in ((said["changes"], meant.changes), (said["takes"], meant.takes)):
            assert [(ids[each["role"]], each["text"]) for each in lines] == [(each.role, each.text) for each in roles]
        assert said["brings"] == meant.brings
        assert said["sure"] == [each.replace(" (more: --explain)", "") for each in meant.sure]
        assert said["method"] == list(meant.method)


def _text(answer: ExplainedAnswer) -> tuple[str, bool]:
    return answer.text, answer.estimated


@in_a_browser
def test_the_page_works_out_the_fits_of_10_000_people_as_score_does(
    context: BrowserContext, catalog: Catalog, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(written(tmp_path, catalog))
    people = people_for(catalog, 10_000)
    check_fits(page, catalog, people)
    check_words(page, catalog, people[:150])


@in_a_browser
def test_so_it_does_for_catalogs_of_ones_own(context: BrowserContext, tmp_path: Path) -> None:
    page = context.new_page()
    for catalog in [load_catalog(FIVE_ROLES), *(made_up(tmp_path, seed) for seed in range(16))]:
        page.goto(written(tmp_path, catalog))
        people = people_for(catalog, 60)
        check_fits(page, catalog, people)
        check_words(page, catalog, people[:20])


def answer_with_keys(page: Page, question: Question, answer: Answer) -> None:
    """Answers the question on the page, on whose words the focus is, and goes on."""
    chosen, press = chosen_options(answer), page.keyboard.press
    press("Tab")
    if question.takes_many:
        for option in question.option_ids:
            if option in chosen:
                press("Space")
            press("Tab")
        if not chosen:
            press("Space")
    else:
        press("Space")
        for _ in range(question.option_ids.index(chosen[0])):
            press("ArrowDown")
    press("Enter")


@in_a_browser
def test_a_quiz_taken_by_keyboard_ends_in_the_result_of_the_terminal(
    context: BrowserContext, catalog: Catalog, run: Run, tmp_path: Path
) -> None:
    answers = load_answers(EXAMPLES / "research-scientist.yaml", catalog)
    page = context.new_page()
    page.goto(written(tmp_path, catalog))
    for number, question in enumerate(catalog.questions, 1):
        asked = page.get_by_role("group", name=question.ask)
        expect(asked).to_be_visible()
        expect(page.get_by_text(f"Question {number} of {len(catalog.questions)}")).to_be_visible()
        offered = [option.label for option in question.options] + ["None of these"] * question.takes_many
        assert asked.locator("label").all_inner_texts() == offered
        answer_with_keys(page, question, answers.answers[question.id])
    meant = explain_result(catalog, score(catalog, answers), here=False)
    expect(page.get_by_role("heading", level=1, name=meant.verdict)).to_be_focused()
    wanted = [*meant.notes, *meant.fits.values(), f"You: {meant.brings}.", *meant.method]
    wanted += [each.text for each in (*meant.speaks_for, *meant.speaks_against)] + [each.text for each in meant.takes]
    said = page.locator("main").inner_text()
    assert [text for text in [*wanted, meant.code, meant.again, meant.next_step] if str(text) not in said] == []
    page.get_by_role("button", name="Copy the code").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the answers").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert run("quiz", "--answers", str(file), "--json")[1] == run("quiz", "--code", str(meant.code), "--json")[1]
    (row,) = run("score", str(file))[1].splitlines()
    assert row == next(score_lines([json.dumps({"answers": answers.answers})], catalog))


@in_a_browser
def test_back_skip_none_importance_stop_and_change_do_what_they_do_in_the_terminal(
    context: BrowserContext, tmp_path: Path
) -> None:
    catalog = load_catalog(FIVE_ROLES)
    page = context.new_page()
    page.goto(written(tmp_path, catalog))

    def button(name: str) -> Locator:
        return page.get_by_role("button", name=name, exact=True)

    button("Next").click()
    expect(page.get_by_role("alert")).to_have_text("Choose something, “None of these”, or skip it.")
    page.get_by_label("SQL").check()
    page.get_by_label("None of these").check()
    expect(page.get_by_label("SQL")).not_to_be_checked()
    page.get_by_label("How much it counts").select_option("double: important")
    button("Next").click()
    expect(button("Stop here and show the result")).to_be_visible()
    button("Skip").click()
    page.get_by_label("Years").check()
    button("Back").click()
    expect(page.get_by_text("You skipped this before.")).to_be_visible()
    button("Skip").click()
    expect(page.get_by_label("Years")).to_be_checked()
    button("Next").click()
    page.go_back()
    expect(page.get_by_role("group", name=catalog.questions[2].ask)).to_be_visible()
    button("Stop here and show the result").click()

    def shows_code_of(answers: dict[str, Any]) -> None:
        given = Answers.model_validate({"answers": answers, "importance": {"tools": "high"}})
        expect(page.get_by_text(str(to_code(given, catalog)), exact=True)).to_be_visible()

    answers: dict[str, Any] = {"tools": [], "deliverables": None, "horizon": "years"}
    shows_code_of(answers)
    page.get_by_role("button", name="Change: Horizon").click()
    page.get_by_label("Months").check()
    button("Back to the result").click()
    button("Go on with the question not asked").click()
    fourth = catalog.questions[3]
    expect(page.get_by_role("group", name=fourth.ask)).to_be_visible()
    page.get_by_label(fourth.options[0].label, exact=True).check()
    button("Stop here and show the result").click()
    ticked = [fourth.options[0].id] if fourth.takes_many else fourth.options[0].id
    shows_code_of({**answers, "horizon": "months", fourth.id: ticked})


@in_a_browser
def test_what_was_answered_survives_a_reload_until_somebody_starts_over(
    context: BrowserContext, catalog: Catalog, tmp_path: Path
) -> None:
    first, second, *_ = catalog.questions
    page = context.new_page()
    address = written(tmp_path, catalog)
    page.goto(address)
    page.get_by_label(first.options[0].label).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label(second.options[1].label).check()
    page.reload()
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("group", name=second.ask)).to_be_visible()
    expect(page.get_by_label(second.options[1].label)).to_be_checked()
    page.once("dialog", Dialog.accept)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_label(first.options[0].label)).not_to_be_checked()
    page.evaluate('localStorage.setItem(store, \'{"answers": {"tools": ["nonsense"]}, "at": 99}\')')
    page.reload()
    expect(page.get_by_role("group", name=first.ask)).to_be_visible()


@in_a_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_the_narrowest_phone_and_it_asks_the_network_for_nothing(
    browser: Browser, catalog: Catalog, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    evil = load_catalog(poisoned(tmp_path))
    with browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme) as context:
        page = context.new_page()
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("pageerror", lambda error: asked_for.append(str(error)))
        for each in (catalog, evil):
            address = written(tmp_path, each)
            page.goto(address)
            for _ in range(2):
                assert violations(page) == []
                page.get_by_role("button", name="Next").click()
                page.locator("#options label").nth(1).click()
                page.get_by_role("button", name="Next").click()
            page.get_by_role("button", name="Stop here").click()
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == 320
            assert (
                page.locator("img, link, iframe, object, embed, base, style ~ style, a[href^='javascript']").count()
                == 0
            )
            small = page.locator("button:visible, a:visible, input:visible, select:visible").evaluate_all(
                "all => all.map(each => each.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24)"
            )
            assert len(small) <= 1  # the link within a sentence
        expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert(1)</script>]]>&amp;")
        assert {url.partition("#")[0] for url in asked_for} == {address}


def test_the_page_is_small_and_may_load_nothing(catalog: Catalog, tmp_path: Path) -> None:
    for each in (catalog, load_catalog(poisoned(tmp_path))):
        made = write_form(each, "html").decode()
        policy = re.search(r'Content-Security-Policy" content="(.*?)"', made)
        assert policy
        assert policy[1].startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
        assert made.count("<script") == made.count("</script") == 2
    assert len(write_form(catalog, "html")) < MOST_BYTES
