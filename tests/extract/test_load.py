"""Texts to scan: what is read from each kind of file, and what is said of those that cannot be read."""

import html
import io
import json
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import paper
from helpers import ROOT
from rolefit.errors import InputError, SeveralPostingsWarning
from rolefit.extract.load import MAX_MARKDOWN, MAX_TEXT, Text, load_text, text_from

Load = Callable[..., Text]
Refused = Callable[..., str]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def load(data: bytes | str, name: str = "posting.txt") -> Text:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return load_text(str(path))

    return load


@pytest.fixture
def refused(load: Load, tmp_path: Path) -> Refused:
    """The line that says why a file is not read, without its folder."""

    def refused(data: bytes | str, name: str = "posting.txt") -> str:
        with pytest.raises(InputError) as caught:
            load(data, name)
        return str(caught.value).removeprefix(f"{tmp_path}/")

    return refused


# What of each page has to be there, line by line, and what must not be.
GREENHOUSE = """Senior Data Scientist, Pricing
Rotterdam, Netherlands (hybrid)
About us
Larkfield moves containers by barge & rail. Our pricing team sets forty thousand quotes a day, and every one of them \
is a small bet on what a lane will cost next week.
What you\N{RIGHT SINGLE QUOTATION MARK}ll do
Design experiments on quotes and read them honestly, including the ones that fail.
Build demand forecasts per lane in Python and SQL.
Present what you found to the commercial team; they decide with it the same week.
What you bring
Causal inference
SQL
Python (pandas, statsmodels)
Five years of work with messy data
some of it in logistics
or in retail
Nice to have: dbt, Bayesian models,
and a taste for timetables.
We pay €78,000 – €96,000 a year."""
LEVER = """Machine Learning Engineer, Perception
Ghent, Belgium
Full-time
Quillon builds weeding robots. Ours drive ten kilometres of field a day and must never take a beet for a thistle.
You keep the perception models running on the machines: small, quick, and measured every night.
No publications needed.
What you will own
Training pipelines on Kubernetes
Quantised models on the robot (TensorRT, ONNX)
Monitoring: drift, latency, and what the driver pressed
You have
C++ or Rust beside Python
CI/CD
Docker
three years of models in production
Boots are provided. The beet is yours to keep."""
LINKEDIN = """Research Scientist, Speech
The group
Six people who study how children speak. We publish what we find, code included.
Your work
Pose questions nobody has asked about disfluent speech
Write papers for Interspeech and ICASSP
Supervise two doctoral students
Requirements
PhD in speech or machine learning
PyTorch
First-author publications
We answer every letter within ten days.
Seniority level
Mid-Senior level"""
DIVS = """Data Analyst (Maternity Cover)
Tarn Valley Water
Pay
£34,000 a year
Leaks cost us a reservoir a year.
You find out where.
Duties
Weekly leakage report in Power BI
Answer questions of the board within a day
Skills
SQL
Excel
Power BI
Clear English
Hours 37 a week
Start 1 May
Job Types: Full-time, Fixed term contract"""
JSON_LD = """Fennmoor sells used books. You make them findable.
Turn research on retrieval into features
Learning to rank
A/B tests
MSc or PhD
C++ & Python"""
ASHBY = """What this is about
Our aids run a model of 300 kilobytes that tells speech from a tram. You make the next one, and you carry it from the \
notebook onto the chip.
Train speech models in PyTorch
Quantise them for a DSP & measure what that costs
Keep the nightly evaluation honest
You have shipped a model before."""
GREENHOUSE_SCRIPT = """Tidewell reads tide gauges & sells what they say to ports.
The work
Turn raw gauge readings into dbt models that a harbour master can query
Own the tests that say when a gauge lies
Write SQL that others are glad to read
You bring
Three years with a warehouse, BigQuery by preference.
We answer within a week."""
WORKDAY = """You look after the numbers of 40 bakeries.   What you do: Forecast how many loaves each shop sells \
tomorrow, with Python and SQL. Test two prices against each other and say which was better & how sure you are.   What \
you need: a degree with statistics in it, or work that shows as much."""
SMARTRECRUITERS = """Company Description
Corvane runs night trains. Forty beds a coach, and someone has to know which of them are empty.
Job Description
Build the weekly report on beds sold in Power BI
Find out why Tuesdays are empty
Qualifications
SQL and Excel
Clear writing
Additional Information
You travel for nothing."""
NEXT_DATA = """Ninefold maps sea ice from radar. We are thirty people and one dog.
What you will do
Turn papers on segmentation into code that runs every six hours
Label, or get labelled, what the models get wrong
Publish what works, with the code
A doctorate helps. A winter in the north helps more, and we have a cabin."""
FRAGMENT = """We are a hospital of 600 beds, and we want to know tonight who comes tomorrow.
You
forecast admissions
R, tidyverse
write so that a ward sister acts on it
Apply by letter."""


@pytest.mark.parametrize(
    ("page", "title", "lines", "gone"),
    [
        (
            "greenhouse",
            "Senior Data Scientist, Pricing",
            GREENHOUSE,
            ["First Name", "Attach", "self-identification", "Privacy", "JavaScript", "not the text", "display"],
        ),
        ("lever", None, LEVER, ["Home Page", "powered", "cookies", "Accept"]),
        (
            "linkedin",
            "Research Scientist, Speech",
            LINKEDIN,
            [
                "Skip to",
                "Articles",
                "Join now",
                "Sign in",
                "agree",
                "Show more",
                "Similar",
                "Dashboard",
                "Tableau",
                "People also",
                "Marketing",
                "Kubernetes",
                "Accessibility",
                "Referrals",
            ],
        ),
        (
            "divs",
            "Data Analyst (Maternity Cover)",
            DIVS,
            [
                "Company reviews",
                "Sign in",
                "Find jobs",
                "Similar jobs",
                "Deep Learning",
                "Kubernetes",
                "Dales Mutual",
                "jobs in York",
                "Hiring Lab",
                "value your privacy",
                "Fake Job",
            ],
        ),
        (
            "json_ld",
            "Applied Scientist & Lead, Search",
            JSON_LD,
            ["Shop", "Loading", "Warehouse", "<", "Careers"],
        ),
        ("ashby", "Machine Learning Engineer, Audio", ASHBY, ["JavaScript", "hearing aids", "\N{BULLET}", "Apply"]),
        ("greenhouse_script", "Analytics Engineer", GREENHOUSE_SCRIPT, ["Loading", "All the jobs", "First name", "<"]),
        ("workday", "Data Scientist II", WORKDAY, ["Norwich"]),
        ("smartrecruiters", "Data Analyst", SMARTRECRUITERS, ["Riga", "Follow us", "Refer"]),
        ("next_data", "Research Engineer", NEXT_DATA, ["Tell us", "SALARIED"]),
        ("fragment", None, FRAGMENT, ["<"]),
    ],
)
def test_a_saved_page_gives_every_line_of_its_posting_and_no_navigation(
    page: str, title: str | None, lines: str, gone: list[str]
) -> None:
    text = load_text(str(ROOT / "tests" / "extract" / "saved_pages" / f"{page}.html"))
    assert text.title == title
    shown = [line.removeprefix("- ") for line in text.body.splitlines() if line]
    assert [line for line in shown if line in lines.splitlines()] == lines.splitlines()
    assert [words for words in gone if words in text.body] == []


def test_a_page_is_known_by_its_beginning_also_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "tests" / "extract" / "saved_pages" / "divs.html").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))
    text = load_text("-")
    assert (text.name, text.title) == ("standard input", "Data Analyst (Maternity Cover)")
    assert "<" not in text.body


def test_a_teaser_for_search_engines_does_not_hide_what_the_page_shows(load: Load) -> None:
    teaser = '<script type="application/ld+json">{"@type": "JobPosting", "title": "T", "description": "Soon."}</script>'
    assert load(f"<html>{teaser}<h1>Analyst</h1><p>{'We want SQL. ' * 40}", "x.html").body.startswith("Analyst\n")
    assert load(f"<html>{teaser}<p>Hi", "x.html").title == "T"


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"@type": "JobPosting", "description": 3}', '"x"'])
def test_a_page_with_broken_data_for_search_engines_is_read_as_it_is_shown(load: Load, broken: str) -> None:
    assert load(f'<html><script type="application/ld+json">{broken}</script><p>SQL', "x.html").body == "SQL"


DATA = (
    '{"@type": "JobPosting", "title": "Data Scientist", "description": "<p>We use SQL // daily, in /* haste */.</p>"}'
)


@pytest.mark.parametrize(
    "data",
    [
        f"<!--\n{DATA}\n-->",
        f"<![CDATA[{DATA}]]>",
        f"//<![CDATA[\n{DATA}\n//]]>",
        f"// <![CDATA[ {DATA} // ]]>",
        f"/*<![CDATA[*/{DATA}/*]]>*/",
        f'/* what, we "seek" */ {DATA}',
        DATA.replace("{", '{ // "one" line\n'),
        DATA.replace("}", ",\n}"),
        DATA.replace("}", ", /* the last */ }"),
        DATA.replace("}", ', "salary": undefined}'),
        DATA.replace("We use", "We\nuse"),
        DATA.replace("We use", "We\\nuse").replace("}", r', "by": "Harrow\'s \\"}'),
        f"\ufeff{DATA};",
        f'{{"@type": "WebSite"}}\n{DATA}',
        DATA.replace('"', "&quot;").replace("<", "&lt;"),
    ],
    ids=lambda data: " ".join(data[:20].split()),
)
def test_data_for_search_engines_is_read_also_where_it_is_no_json(load: Load, data: str) -> None:
    text = load(f'<html><script type="application/ld+json; charset=utf-8">{data}</script><p>Loading', "x.html")
    assert (text.title, text.body) == ("Data Scientist", "We use SQL // daily, in /* haste */.")


@pytest.mark.parametrize(
    "data",
    [
        f"[{DATA}]",
        f'[[{{"@type": "Organization", "description": "Us"}}, {DATA}]]',
        f'{{"@graph": {{"a": {DATA}}}}}',
        f'{{"@type": "WebPage", "name": "Job", "mainEntity": {DATA}}}',
        f'{{"@type": "WebPage", "mainEntityOfPage": [{DATA}]}}',
        f'{{"@type": "ItemList", "itemListElement": [{{"@type": "ListItem", "position": 1, "item": {DATA}}}]}}',
        DATA.replace('"JobPosting"', '["Thing", "JobPosting"]'),
        DATA.replace('"JobPosting"', '"https://schema.org/JobPosting"'),
        DATA.replace('"JobPosting"', '["http://schema.org/JobPosting"]'),
        DATA.replace("JobPosting", "schema:JobPosting").replace("description", "schema:description"),
        DATA.replace('"title"', '"name"'),
        DATA.replace('"<p>', '{"@value": "<p>').replace('p>"', 'p>"}'),
    ],
    ids=lambda data: data[:60],
)
def test_a_posting_is_found_wherever_the_data_for_search_engines_have_it(load: Load, data: str) -> None:
    text = load(f'<html><script type="application/ld+json">{data}</script><p>Loading', "x.html")
    assert (text.title, text.body) == ("Data Scientist", "We use SQL // daily, in /* haste */.")


def test_what_is_asked_may_be_a_list(load: Load) -> None:
    more = '"skills": ["dbt", {"@type": "DefinedTerm", "name": "Airflow"}], "qualifications": ["A degree", 3]'
    data = DATA.replace("}", f", {more}}}")
    text = load(f'<html><script type="application/ld+json">{data}</script><p>Loading', "x.html")
    assert text.body.splitlines()[2:] == ["A degree", "", "dbt", "Airflow"]


@pytest.mark.parametrize("times", range(4))
@pytest.mark.parametrize("outer", ["{}", "<div>{}</div>"])
def test_a_description_may_be_escaped_over_and_over(load: Load, times: int, outer: str) -> None:
    description = "<p>R&amp;D &ndash; we use C++</p><ul><li>a &lt; b</li></ul>"
    for _ in range(times):
        description = html.escape(description, quote=False)
    data = json.dumps({"@type": "JobPosting", "title": "A &amp; B", "description": outer.format(description)})
    text = load(f'<html><script type="application/ld+json">{data}</script><p>Hi', "x.html")
    assert (text.title, text.body) == ("A & B", "R&D \N{EN DASH} we use C++\n\n- a < b")


def test_tags_that_a_posting_is_about_stay(load: Load) -> None:
    data = DATA.replace("SQL", "&lt;section&gt; and &lt;/section&gt;")
    text = load(f'<html><script type="application/ld+json">{data}</script><p>Hi', "x.html")
    assert text.body.startswith("We use <section> and </section> //")


def listed(*titles: str) -> str:
    """Data for search engines with a posting for each title."""
    postings = [{"@type": "JobPosting", "title": title, "description": f"This is {title}."} for title in titles]
    return f'<script type="application/ld+json">{json.dumps(postings)}</script>'


def test_of_several_postings_the_one_is_read_that_the_page_shows_at_its_head(load: Load) -> None:
    several = listed("Data", "Data Scientist", "Data Scientist, Search", "Nurse")
    text = load(f"<html>{several}<h1>Data Scientist,  Search</h1>", "x.html")
    assert (text.title, text.body) == ("Data Scientist, Search", "This is Data Scientist, Search.")


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("<title>All our jobs</title>", "Clerk"),
        ("<title>Nurse (m/f/d) at Us | Board</title>", "Nurse"),
        ('<meta property="og:title" content="Nurse">', "Nurse"),
        ("<h1>Night Nurses</h1>", "Clerk"),
    ],
)
def test_what_is_read_of_several_postings_is_said_where_the_page_does_not_say_it(
    load: Load, tmp_path: Path, head: str, read: str
) -> None:
    line = f"{tmp_path}/x.html: has 2 postings, and is read as {read}; for another, save its own page"
    with pytest.warns(SeveralPostingsWarning, match=f"^{re.escape(line)}$"):
        assert load(f"<html><head>{head}{listed('Clerk', 'Nurse', 'Nurse')}</head>", "x.html").title == read


def test_a_posting_that_is_there_twice_is_one(load: Load) -> None:
    assert load(f"<html>{listed('Clerk')}{listed('Clerk')}<p>Hi", "x.html").title == "Clerk"


LONG = "<p>We want SQL, and we want it from you.</p>" * 6
STATE = json.dumps({"a": [{"job": {"title": "Analyst", "description": LONG, "descriptionPlain": "We want SQL,"}}]})


@pytest.mark.parametrize(
    "script",
    [
        f"<script>window.__STATE__ = {STATE};</script>",
        f"<script>var a = {{b: 1}}; window['__STATE__']={STATE}; const c = {{}}</script>",
        f"<script>self.state = JSON.parse({json.dumps(STATE)})</script>",
        f"<script>let state = {STATE.replace(']', ', undefined]')}; if (state) {{ go(); }}</script>",
        f'<script type="application/json">{STATE}</script>',
        f'<script type="application/json"><!--{STATE}--></script>',
        f"<script>var a = {json.dumps({'title': 'Analyst', 'content': {'type': 'html', 'value': LONG}})}</script>",
    ],
)
def test_what_scripts_would_draw_is_read_where_the_page_shows_little(load: Load, script: str) -> None:
    text = load(f"<html><h1>Careers</h1>{script}<p>Loading", "x.html")
    assert (text.title, text.body.splitlines()[0]) == ("Analyst", "We want SQL, and we want it from you.")
    assert [word for word in ("Loading", "html", "want SQL,\n") if word in text.body] == []


@pytest.mark.parametrize(
    "state",
    [
        {"job": {"title": "Analyst", "description": "We want SQL."}},
        {"job": {"title": "Analyst", "description": LONG}},
        {"job": {"title": "Nurse", "description": LONG * 2}},
        {"job": {"description": LONG * 2}},
        {"title": "Analyst", "metaDescription": LONG * 2},
    ],
    ids=["short", "less", "other", "untitled", "for others"],
)
def test_what_a_page_shows_is_read_rather_than_other_things_in_its_scripts(load: Load, state: object) -> None:
    shown = "You write SQL and draw charts. " * 8
    text = load(f"<html><h1>Analyst</h1><script>var a = {json.dumps(state)}</script><p>{shown}", "x.html")
    assert text.body == f"Analyst\n\n{shown.strip()}"


def test_what_an_employer_says_of_itself_to_search_engines_is_no_posting(load: Load) -> None:
    data = json.dumps({"@type": "Organization", "name": "Us", "description": LONG})
    assert load(f'<html><script type="application/ld+json">{data}</script><p>SQL', "x.html").body == "SQL"


@pytest.mark.parametrize("tag", ["itemprop", "meta"])
def test_the_posting_that_a_page_marks_is_read(load: Load, tag: str) -> None:
    texts = {
        "itemprop": f'<div itemprop="description">{LONG}</div>',
        "meta": f'<meta itemprop="description" content="{LONG}">',
    }
    posting = f'<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Clerk</b>{texts[tag]}</div>'
    text = load(f"<html>{posting}<p>Ask for more", "x.html")
    assert (text.title, text.body.count("SQL"), "more" in text.body) == ("Clerk", 6, False)


def test_a_page_that_marks_but_an_introduction_is_read_as_it_is_shown(load: Load) -> None:
    marked = '<div itemtype="http://schema.org/JobPosting"><p itemprop="description">We seek you.</p>'
    assert load(f"<html>{marked}{LONG}</div>", "x.html").body.endswith("from you.")


def test_what_is_in_a_shadow_root_is_shown_and_what_is_in_a_template_is_not(load: Load) -> None:
    page = '<html><x-job><template shadowrootmode="open"><p>We want SQL.</template></x-job><template><p>No</template>'
    assert load(page, "x.html").body == "We want SQL."


POSTING = "<h1>Data Analyst</h1><p>You write SQL and draw charts for the people who plan the week."
WRAPS = ['<form id="aspnetForm">', '<div role="dialog">', '<div aria-hidden="true">', '<div style="display:none">']


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_page_may_be_wrapped_in_what_elsewhere_is_clutter(load: Load, wrap: str) -> None:
    text = load(f"<html><p>Jobs at Us</p>{wrap}{POSTING}", "x.html")
    assert (text.title, text.body.splitlines()[-1]) == ("Data Analyst", POSTING.split("<p>")[1])


CLUTTER = [
    *WRAPS,
    '<div style="color: red; Visibility : hidden">',
    "<div hidden>",
    '<ul role="navigation">',
    '<div role="banner">',
    '<div role="contentinfo">',
    '<div role="search">',
    '<div role="AlertDialog">',
    "<header>",
]


@pytest.mark.parametrize("clutter", CLUTTER)
def test_what_nobody_sees_or_is_on_every_page_is_not_read(load: Load, clutter: str) -> None:
    ends = f"</{clutter.strip('<>').split()[0]}>"
    text = load(f"<html>{clutter}<p>PhD</p>{ends}{POSTING}{clutter}PhD{ends}", "x.html")
    assert (text.title, "PhD" in text.body) == ("Data Analyst", False)


def test_the_title_is_not_of_a_hidden_part_if_another_is_shown(load: Load) -> None:
    assert load(f"<html><div hidden><h1>Sign in</h1></div>{POSTING}", "x.html").title == "Data Analyst"
    assert load(f"<html><div hidden><h1>Analyst</h1></div>{POSTING.split('</h1>')[1]}", "x.html").title == "Analyst"


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        ("<h2>Similar jobs</h2>", False),
        ("<div><div>Similar jobs</div></div>", False),
        ("<h2>Similar jobs to what you have done are not what we at Larkfield look for in you today</h2>", True),
        (f"<h2>Similar jobs{'<i></i>' * 20}</h2>", True),
    ],
)
def test_other_jobs_go_from_a_short_heading_to_the_next_one(load: Load, heading: str, is_read: bool) -> None:
    page = f"<html><h1>Analyst</h1><p>We want SQL.</p>{heading}<p>Kubernetes</p><h2>You bring</h2><p>R</p>"
    text = load(page, "x.html")
    assert ("Kubernetes" in text.body, text.body.splitlines()[-1]) == (is_read, "R")


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td>{'<p>SQL' * 40_000}",
        f"<html>{'<h1><div>' * 900}{'<i></i>' * 40_000}{'</div></h1>' * 900}<p>SQL",
    ],
    ids=["paragraphs in a cell", "headings in headings"],
)
def test_pages_with_very_much_of_something_are_read_soon(load: Load, page: str) -> None:
    assert load(page, "x.html").body.startswith("SQL")


LD = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    "data",
    [
        LD + '"\\"' * 300_000,
        LD + '{"a": "' * 150_000,
        LD + "/*" * 500_000,
        LD + ", " * 500_000 + "}",
        LD + "{}" * 500_000,
        LD + '{"a":' * 200_000,
        LD + "[" + '{"@type": "JobPosting", "title": "T", "description": "D"},' * 20_000 + "]",
        LD + '{"@type": "JobPosting", "description": "' + "&amp;" * 200_000 + '"}',
        "<script>" + 'window.a={"":' * 80_000,
        "<script>" + 'var a=["x","x",' * 80_000,
        "<script>" + "window " * 200_000,
        '<script type="application/json">' + '{"job":[{"title":"T"},' * 900 + '{"body":"' + "a b<" * 200_000,
        '<div itemtype="https://schema.org/JobPosting"><i itemprop="description">' * 400 + "<b></b>" * 100_000,
    ],
    ids=lambda data: data[:60].removeprefix(LD),
)
@pytest.mark.filterwarnings("ignore::rolefit.SeveralPostingsWarning")
def test_pages_with_very_much_data_are_read_soon(load: Load, data: str) -> None:
    assert load(f"<html><p>SQL</p>{data}</script>", "x.html").body


def test_broken_html_gives_its_words(load: Load) -> None:
    assert load("<html><ul><li>SQL<li>R</b></p><p>a < b &amp c<div", "x.html").body.split("\n") == [
        "- SQL",
        "- R",
        "a < b & c",
    ]


def test_a_comment_is_not_read_and_what_follows_it_is(load: Load) -> None:
    assert load("<p>SQL<!-- or <b>R</b> --> and dbt").body == "SQL and dbt"


def test_items_of_a_list_stay_together_though_they_are_paragraphs(load: Load) -> None:
    assert load("<p>You have<ul><li><p>SQL</p><li><p>R</p></ul><p>Apply").body == "You have\n\n- SQL\n- R\n\nApply"


def test_markdown_gives_words_without_marks_and_plain_text_stays_as_it_is(load: Load) -> None:
    source = "# Data *Scientist*\n\nWe use\n[dbt](https://x.example).\n\n- **SQL**\n- `R`\n\n```\nx = 1\ny = 2\n```\n"
    text = load(source, "posting.md")
    assert text.title == "Data Scientist"
    assert text.body == "Data Scientist\n\nWe use dbt.\n\n- SQL\n- R\n\nx = 1\ny = 2"
    assert load(source) == Text(load(source).name, source.rstrip("\n"), None)
    assert load("We seek you.\n\n# Data", "x.md").title is None
    assert load(f"**{'x' * MAX_MARKDOWN}**", "x.md").body.startswith("**x")


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ('---\ntitle: "Data Scientist"\ndate: 2031-01-05\ntags: [sql, r]\n---\n', "Data Scientist"),
        ("---\r\n# ours\r\n\r\ntitle: >\r\n  Data\r\n  Scientist\r\n...\r\n", "Data Scientist"),
        ("---\ntitle: Search: Data Scientist\nby: us\n---\n", "Search: Data Scientist"),
        ("---\nby: &a us\nfor: *a\n---\n", "You"),
        ("---\ntitle: 3\n--- \n", "You"),
        ('+++\ntitle = "Data Scientist"\n[more]\na = 1\n+++\n', "Data Scientist"),
    ],
)
def test_front_matter_is_no_text_and_may_have_the_title(load: Load, front: str, title: str) -> None:
    text = load(f"{front}\n# You\n\nWe want SQL.\n\n---\n\nApply.", "x.md")
    assert (text.title, text.body) == (title, "You\n\nWe want SQL.\n\nApply.")
    assert front[:3] in load(f"{front}\nWe want SQL.").body


@pytest.mark.parametrize(
    "source",
    [
        "---\nWe want SQL.\n\n---\nApply.",
        "---\nNote: we want SQL\nand nothing else.\n---\nApply.",
        "---\ntitle: We want SQL",
        "+++\nWe want SQL.\n+++\nApply.",
    ],
)
def test_what_stands_between_rules_is_text(load: Load, source: str) -> None:
    assert "want SQL" in load(source, "x.md").body


def test_a_long_text_has_front_matter_as_well(load: Load) -> None:
    text = load(f"---\ntitle: Clerk\n---\n{'x' * MAX_MARKDOWN}y", "x.md")
    assert (text.title, text.body) == ("Clerk", "x" * MAX_MARKDOWN + "y")


def test_a_pdf_gives_its_lines_with_whole_words(load: Load) -> None:
    text = load(paper.pdf("We do forecast-", "ing of real-", "time loads,", "in real-time."), "posting.pdf")
    assert text.body == "We do forecasting\nof real-time\nloads,\nin real-time."
    assert text.title is None


TYPESET = Path(__file__).with_name("typeset")


def test_of_a_pdf_of_xelatex_with_two_columns_no_word_is_lost() -> None:
    source = (
        (TYPESET / "cv.tex").read_text(encoding="utf-8").partition("\\raggedright")[2].partition("\\end{paracol}")[0]
    )
    assert load_text(str(TYPESET / "cv.pdf")).body.split() == source.replace("\\switchcolumn", "").split()


@pytest.mark.parametrize(
    ("word_gap", "letter_gap"), [(330, 0), (200, 0), (120, 0), (80, 0), (50, 0), (100, 40), (330, 85)]
)
def test_words_of_a_pdf_are_apart_though_no_space_is_between_them(load: Load, word_gap: int, letter_gap: int) -> None:
    line = "Fitted regression models in Stan, then explained every one of them to people who decide"
    assert load(paper.typeset(line, word_gap=word_gap, letter_gap=letter_gap)).body == line


def test_hyphens_of_xelatex_are_hyphens(load: Load) -> None:
    lines = (
        "real\N{NON-BREAKING HYPHEN}time fore\N{NON-BREAKING HYPHEN}",
        "casts of real\N{NON-BREAKING HYPHEN}",
        "time loads",
    )
    assert load(paper.typeset(*lines)).body == "real-time forecasts\nof real-time\nloads"


LEFT = [f"Python and tool {number}," for number in range(12)]
RIGHT = [f"built models of kind {number} that" for number in range(12)]


def shown(*pieces: tuple[float, float, str]) -> bytes:
    """A PDF that shows some texts, each so far from the left and from the top."""
    marks = [f"BT /F1 9 Tf {left} {800 - top} Td ({text}) Tj ET" for left, top, text in pieces]
    return paper.pdf(content=" ".join(marks).encode())


@pytest.mark.parametrize("lower", [0, 5], ids=["on the same lines", "between the lines"])
def test_columns_that_a_pdf_shows_line_by_line_are_whole(load: Load, lower: int) -> None:
    left = [(40, 100 + 15 * number, text) for number, text in enumerate(LEFT)]
    right = [(300, 100 + 15 * number + lower, text) for number, text in enumerate(RIGHT)]
    rows = [piece for row in zip(left, right, strict=True) for piece in row]
    text = load(shown(*rows, (300, 400, "people use."))).body
    assert text == "\n".join(LEFT) + "\n\n" + "\n".join([*RIGHT, "people use."])


def test_what_a_pdf_has_on_the_right_of_some_lines_stays_there(load: Load) -> None:
    left = [(40, 100 + 15 * number, text) for number, text in enumerate(LEFT)]
    pieces = [piece for place in left for piece in ([place, (300, place[1], "2025")] if place[1] % 2 else [place])]
    assert load(shown(*pieces)).body.count(", 2025") == 6


def test_a_pdf_may_have_a_word_without_end(load: Load) -> None:
    line = "x" * 300_000 + " and so on" * 50_000
    assert load(paper.pdf(line)).body == line


PROSE = "built dashboards in Tableau and wrote the queries that they show in SQL " * 5


@pytest.mark.parametrize("line", [PROSE.replace(" ", ""), " ".join(PROSE)], ids=["words", "letters"])
def test_a_pdf_whose_words_cannot_be_told_apart_says_so(refused: Refused, line: str) -> None:
    data = paper.pdf(line)
    hint = "give it the text instead"
    assert refused(data, "x.pdf") == f"x.pdf: is a PDF whose words or letters cannot be told apart; {hint}"


def test_a_pdf_that_only_its_owner_may_change_is_read(load: Load, refused: Refused) -> None:
    assert load(paper.pdf("SQL", locked=False)).body == "SQL"
    hint = "save it without one, or give it the text"
    assert refused(paper.pdf("SQL", locked=True), "x.pdf") == f"x.pdf: is a PDF that needs a password; {hint}"


def test_a_word_document_gives_paragraphs_tables_and_content_controls(load: Load) -> None:
    table = "".join(f"<w:tc>{paper.paragraph(word)}</w:tc>" for word in ("Hours", "37"))
    control = f"<w:sdt><w:sdtContent>{paper.paragraph('We want R.')}</w:sdtContent></w:sdt>"
    body = f"{paper.paragraph('SQL &amp; more')}{control}<w:tbl><w:tr>{table}</w:tr></w:tbl>"
    text = load(paper.word(body), "posting.docx")
    assert text.body.split("\n") == ["SQL & more", "", "We want R.", "", "Hours 37"]
    assert load(paper.word(body)).body == text.body


ATTRIBUTES = "/".join(f"a{i}" for i in range(200_000))
SAVE = "save it as PDF, .docx or text"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "is empty; give it the text of a posting or CV"),
        (b" \n\t\n", "is empty; give it the text of a posting or CV"),
        (b"<html><script>x</script>", "has no text; give it the text of a posting or CV"),
        (b"\x00\x01\x02", "is not text; give it text, Markdown, HTML, PDF or .docx"),
        (b"abc\x81\x8d", "is not UTF-8 text; save it as UTF-8"),
        (b"\x89PNG\r\n", "is a picture; give it the text"),
        (b"\xd0\xcf\x11\xe0", f"is an old Office document, or one with a password; {SAVE}"),
        (rb"{\rtf1 SQL}", f"is a Rich Text document; {SAVE}"),
        (paper.archive("xl/workbook.xml"), f"is an archive, a workbook or another document; {SAVE}"),
        (paper.word(paper.paragraph("x"))[:-9], "is a damaged Word document or archive; save it again"),
        (paper.word("<w:p>"), "is a damaged Word document; save it again, or give it the text"),
        (paper.word(""), "is a Word document without text; give it the text instead"),
        (b"%PDF-1.7 x", "is a damaged PDF; make it again, or give it the text"),
        (paper.pdf(), "is a PDF without text, such as a scan; give it the text instead"),
        ("<div>" * 100_000, "is nested too deeply; give it the text of the posting alone"),
        ("<p>x" * 600_000, "has more than 500,000 tags; give it the text of the posting alone"),
        (f"<p x='>' {ATTRIBUTES}>", "has a tag with more than 500 attributes; give it the text of the posting alone"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 100 else "",
)
def test_what_cannot_be_read_is_one_clear_line(refused: Refused, data: bytes, line: str) -> None:
    name = "x.html" if "tag" in line or "nested" in line else "x"
    assert refused(data, name) == f"{name}: {line}"


def test_a_file_that_is_too_long_is_not_read(refused: Refused) -> None:
    assert (
        refused(b"x" * (MAX_TEXT + 500_000))
        == "posting.txt: has 10.5 MB; at most 10 MB are read: give it the posting alone"
    )


def test_a_document_that_unpacks_to_too_much_is_not_read(refused: Refused) -> None:
    long = "is a Word document with too much in it; give it the posting alone"
    assert refused(paper.word(" " * 30_000_000), "x.docx") == f"x.docx: {long}"
    assert refused(paper.word("<w:p/>" * 100_000), "x.docx") == f"x.docx: {long}"


MUCH = "is a PDF with more than 100 pages, or too much in them; give it the posting alone"


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (b"BT (x) Tj ET", 101),
        (b" " * 30_000_000, 1),
        (b"n " * 200_001, 1),
        (b"BT /F1 12 Tf (" + b"x" * 25_000 + b") Tj ET", 90),
    ],
    ids=["pages", "bytes", "words", "characters"],
)
def test_a_pdf_with_too_much_in_it_is_not_read(refused: Refused, content: bytes, pages: int) -> None:
    assert refused(paper.pdf(content=content, pages=pages), "x.pdf") == f"x.pdf: {MUCH}"


def test_a_pdf_whose_fonts_have_too_much_in_them_is_not_read(refused: Refused) -> None:
    assert refused(paper.typeset("SQL", tables=(b" " * 5_000_000,) * 5), "x.pdf") == f"x.pdf: {MUCH}"
    assert refused(paper.typeset("SQL", tables=(b" " * 30_000_000,)), "x.pdf") == f"x.pdf: {MUCH}"


@pytest.mark.parametrize(
    ("content", "pages"), [(b"BT /F1 12 Tf (x) Tj ET " + b"q Q " * 50_000, 1), (b"1 " * 100_000, 30)]
)
def test_a_pdf_that_takes_too_long_is_not_read(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, content: bytes, pages: int
) -> None:
    seconds = count()
    monkeypatch.setattr("rolefit.extract.pdf.thread_time", lambda: next(seconds))
    assert "too much in them" in refused(paper.pdf(content=content, pages=pages), "x.pdf")


def test_of_a_word_document_nothing_is_read_that_was_not_measured(load: Load, refused: Refused) -> None:
    assert load(paper.word(paper.paragraph("SQL"), main="word/other.xml")).body == "SQL"
    hidden = paper.word(paper.paragraph("SQL"), main="word/document.bin")
    assert refused(hidden, "x.docx") == "x.docx: is a Word document without text; give it the text instead"
    capitals = paper.word("<w:p/>" * 100_000, main="word/OTHER.XML")
    assert refused(capitals, "x.docx").startswith("x.docx: is a Word document with too much in it")


def test_a_note_is_read_once_however_often_a_word_document_refers_to_it(load: Load) -> None:
    references = '<w:p><w:r><w:t>We pay well.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>' * 3
    body = load(paper.word(references, note=paper.paragraph("After a year.")), "x.docx").body
    assert (body.count("We pay well."), body.count("After a year.")) == (3, 1)


def test_entities_neither_explode_nor_read_files(load: Load, refused: Refused) -> None:
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "x" * 100}">' for i in range(9))
    bomb = paper.word(paper.paragraph("&a8;"), f"<!DOCTYPE x [{levels}]>")
    assert refused(bomb, "x.docx").startswith("x.docx: is a damaged Word document")
    outer = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{Path(__file__).as_uri()}">]>'
    assert load(paper.word(paper.paragraph("SQL&a;"), outer)).body == "SQL"


@pytest.mark.parametrize(("kind", "data"), [("PDF", paper.pdf("SQL")), ("Word document", paper.word("<w:p/>"))])
def test_without_the_extra_its_name_is_said(
    refused: Refused, monkeypatch: pytest.MonkeyPatch, kind: str, data: bytes
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.setitem(sys.modules, "pypdf.errors", None)
    monkeypatch.setitem(sys.modules, "mammoth", None)
    assert refused(data, "x") == f"x: is a {kind}; to read it, install: pip install 'rolefit[documents]'"


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("Größe".encode("cp1252"), "Größe"),
        ("Größe".encode("utf-16"), "Größe"),
        ("\ufeffGröße".encode(), "Größe"),
        ('<html><meta charset="windows-1251"><p>Привет'.encode("cp1251"), "Привет"),
        (b'<html><meta charset="idna"><p>\xdf', "ß"),
        (b'<html><meta charset="iso-8859-1"><p>\x80 50', "€ 50"),
    ],
)
def test_other_charsets_are_read(load: Load, data: bytes, body: str) -> None:
    assert load(data).body == body


def test_words_are_whole_and_lines_end_in_one_way() -> None:
    assert text_from("a\r\nb\rc\fd\u2028e", "x").body == "a\nb\nc\nd\ne"
    assert (
        text_from("Py\u00adto\u200brch\u00a0is \ufb01ne, 10²  \n\n\n\nSQL", "x").body == "Pytorch is fine, 10²\n\nSQL"
    )
    assert text_from("scikit\u2011learn, real\u2010time", "x").body == "scikit-learn, real-time"
    assert text_from("\x1b[31mSQL\x1b[0m", "x").body == "\x1b[31mSQL\x1b[0m"


STARTS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<p>", b"\xff\xfe", b'<script type="application/ld+json">{']


@given(st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary()), st.sampled_from(["x", "x.md", "x.html"]))
@example(b"<!doctype html><body><h1>", "x")
def test_any_bytes_give_a_text_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    with suppress(InputError):
        assert load_text(str(path)).body.strip()
