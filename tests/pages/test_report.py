"""Reports: a file to share in every form, safe whatever a catalog says, and a page that works in a real browser."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from helpers import EVIL, EXAMPLES, FIVE_ROLES, Run, poisoned, shell

ENDINGS = ["html", "md", "svg", "txt", "json"]
QUIZ = ["quiz", "--answers", str(EXAMPLES / "applied-scientist.yaml")]
COMPARE = ["compare", "ds", "mle"]
FIVE = ["--roles", str(FIVE_ROLES)]
POSTINGS = EXAMPLES / "postings"
VOID = {"meta", "br", "link", "img", "hr", "input"}


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Callable[..., str]:
    """Runs a command with --report, and gives the report."""

    def make(ending: str, *arguments: str) -> str:
        file = tmp_path / f"report.{ending}"
        # The quickest output: what is on standard output makes no difference.
        assert run(*arguments, "--json", "--report", str(file))[0] == 0
        return file.read_text("utf-8")

    return make


class Page(HTMLParser):
    """Reads a page: its elements are closed in order; which tags and attributes it has, and what it says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.said = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said += data

    def values(self, *names: str) -> set[str]:
        """The values of attributes of these names."""
        return {value for _, name, value in self.attributes if name in names}


def loads_nothing(page: Page) -> bool:
    """Whether a page has no part that runs or that fetches something; links that wait for a click may be there."""
    links = {value for tag, name, value in page.attributes if (tag, name) == ("a", "href")}
    others = page.values("href", "src", "srcset", "data", "action", "poster", "xlink:href") - links
    handlers = [name for _, name, _ in page.attributes if name.startswith("on")]
    risky = {"script", "img", "link", "iframe", "object", "embed", "base", "form", "image", "use", "foreignobject"}
    return not others and not handlers and not risky & set(page.tags)


@pytest.mark.parametrize(("command", "ending"), [*((QUIZ, ending) for ending in ENDINGS), (COMPARE, "html")])
def test_a_report_comes_beside_the_output(run: Run, tmp_path: Path, command: list[str], ending: str) -> None:
    file = tmp_path / f"report.{ending.upper()}"
    code, out, err = run(*command, "--report", str(file))
    assert (code, out, err) == (0, run(*command)[1], f"The report is in {file}.\n")
    assert file.stat().st_size > 800
    assert list(tmp_path.iterdir()) == [file]


def test_the_same_input_gives_the_same_report_whatever_the_environment(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / f"quiz.{ending}" for ending in ENDINGS] + [tmp_path / "compare.html"]
    commands = [[*(QUIZ if file.stem == "quiz" else COMPARE), "--json", "--report", str(file)] for file in files]
    for command in commands:
        run(*command)
    before = [file.read_bytes() for file in files]
    loud = {"PYTHONHASHSEED": "7", "FORCE_COLOR": "1", "COLUMNS": "200", "TERM": "xterm-256color", "LC_ALL": "C"}
    program = f"from rolefit.cli.main import main; [main(command) for command in {commands!r}]"
    subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, cwd=tmp_path, env={**os.environ, **loud}
    )
    assert [file.read_bytes() for file in files] == before


@pytest.mark.parametrize("command", [QUIZ, COMPARE, [*QUIZ, "--explain"]], ids=["quiz", "compare", "explain"])
def test_json_and_text_are_what_the_command_prints(run: Run, made: Callable[..., str], command: list[str]) -> None:
    assert made("json", *command) == run(*command, "--json")[1]
    assert made("txt", *command) == run(*command)[1]


@pytest.mark.parametrize("command", [QUIZ, COMPARE, [*QUIZ, "--explain"]], ids=["quiz", "compare", "explain"])
def test_the_picture_shows_what_the_terminal_shows(run: Run, made: Callable[..., str], command: list[str]) -> None:
    svg = made("svg", *command)
    texts = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314  # our own
    shown = " ".join("".join(text.itertext()) for text in texts).split()
    assert {word for word in run(*command, columns=84)[1].split() if re.search(r"\w", word)} <= set(shown)
    assert "@font-face" not in svg
    assert re.findall(r"(?:href|src|url)\W*http", svg) == []


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "me.pdf",
            "me.pdf: has no ending that says what kind of report it is to be; end it in .html, .md, .svg, .txt or",
        ),
        ("me", "me: has no ending"),
        (".html", ".html: has no ending"),
        ("", "'': has no ending"),
        ("-", "-: has no ending"),
        ("/no/such/me.html", "/no/such/me.html: is in a folder that does not exist; make the folder first"),
    ],
)
@pytest.mark.parametrize("command", [["quiz"], COMPARE], ids=["quiz", "compare"])
def test_a_report_that_cannot_be_is_told_before_anything_is_asked(
    run: Run, command: list[str], file: str, said: str
) -> None:
    code, out, err = run(*command, "--report", file)
    assert (code, out) == (2, "")
    assert err.startswith(f"rolefit: {said}")
    assert err.count("\n") == 1


def test_a_report_never_replaces_another_file_of_the_command(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "me.json"
    mine.write_text('{"answers": {"horizon": "weeks"}}', encoding="utf-8")
    for option in ("--answers", "--save", "--roles"):
        code, out, err = run("quiz", option, str(mine), "--report", f"{tmp_path}/./me.json")
        assert (code, out) == (2, "")
        if option != "--roles":
            assert err.endswith("me.json: is in use by another option; name another file to write\n")
    assert mine.read_text("utf-8") == '{"answers": {"horizon": "weeks"}}'


def test_a_report_that_fails_loses_neither_the_result_nor_the_answers(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run(*QUIZ)[1]
    page = tmp_path / "me.html"
    page.write_text("before")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    assert run(*QUIZ, "--report", str(page)) == (
        1,
        printed,
        f"rolefit: {page}: cannot be written: No space left on device; name another file\n",
    )
    assert page.read_text() == "before"


def test_a_quiz_that_was_asked_is_reported(tmp_path: Path) -> None:
    page, saved = tmp_path / "me.html", tmp_path / "me.yaml"
    code, out, err = shell("quiz", "--save", str(saved), "--report", str(page), stdin="3\n5 6\nq\n")
    assert code == 0
    assert err.endswith(f"The report is in {page}.\n")
    verdict = out.splitlines()[0]
    assert verdict.startswith("Close: ML engineer")
    assert verdict in " ".join(Page(page.read_text("utf-8")).said.split())


def test_whoever_reads_only_the_first_line_still_gets_the_report(tmp_path: Path) -> None:
    page = tmp_path / "me.html"
    command = f"python -m rolefit {' '.join(COMPARE)} --report {page} | head -1"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run(["bash", "-c", command], check=True, capture_output=True, env={**os.environ, "PATH": path})
    assert page.exists()


def test_the_page_of_a_result_says_what_the_terminal_says_and_more(run: Run, made: Callable[..., str]) -> None:
    said = " ".join(Page(made("html", *QUIZ)).said.split())
    result = json.loads(run(*QUIZ, "--json")[1])
    printed = run(*QUIZ, "--explain", columns=4000)[1]
    sentences = [line.strip() for line in printed.splitlines() if line.endswith(".") and "At the ends" not in line]
    assert len(sentences) > 4
    assert [sentence for sentence in sentences if sentence not in said] == []
    assert printed.splitlines()[0] in said
    assert all(f"{role['role']} {role['title']}" in said for role in result["ranking"])
    assert f"rolefit quiz --code {result['code']}" in said
    assert (
        f"{result['catalog']['name']}, version {result['catalog']['version']} ({result['catalog']['digest']})" in said
    )
    assert "A document on the design, method and experiments of a system" in said


def test_what_the_named_roles_take_is_told_in_the_terminal_and_on_the_page(run: Run, made: Callable[..., str]) -> None:
    section = run(*QUIZ, columns=4000)[1].partition("It takes  ")[2].partition("How sure")[0]
    printed = [line.strip(" ■◆") for line in section.splitlines()]
    assert len(printed) == 2
    markdown = made("md", *QUIZ).replace("\\", "")
    for shown in (Page(made("html", *QUIZ)).said, markdown):
        assert "No part of your fit" in shown
        assert "You: a doctorate." in shown
        assert all(line in " ".join(shown.split()) for line in printed)


def test_another_job_that_is_nearer_is_told_in_the_terminal_and_on_the_page(
    run: Run, made: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(
        "answers: {tools: [sql], deliverables: [dashboards], horizon: days, success: decision}", encoding="utf-8"
    )
    command = ["quiz", "--answers", str(file)]
    verdict, because = run(*command, columns=4000)[1].strip().splitlines()[:2]
    assert "data analyst's job may be nearer to you than any of the 4 roles" in verdict
    assert "are a data analyst's week" in because
    for shown in (Page(made("html", *command)).said, made("md", *command).replace("\\", "")):
        assert verdict in shown
        assert because in shown
    assert verdict in " ".join(made("txt", *command).split())


def test_answers_are_told_with_what_is_particular_about_them(made: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    answers = {"answers": {"tools": ["sql"], "networks": []}, "importance": {"tools": "high", "networks": "low"}}
    file.write_text(json.dumps({**answers, "offered": {"tools": ["sql", "r"]}}), encoding="utf-8")
    for ending in ("html", "md"):
        report = made(ending, "quiz", "--answers", str(file))
        for note in ("counts double", "counts half", "2 of 10 answers were on offer", "none of these", "skipped"):
            assert note in report
        assert "--code" not in report


def test_a_page_says_nothing_about_where_files_are(made: Callable[..., str], tmp_path: Path) -> None:
    catalog = tmp_path / "my roles.yaml"
    shutil.copy(FIVE_ROLES, catalog)
    answers = tmp_path / "me.yaml"
    answers.write_text("answers: {horizon: weeks}", encoding="utf-8")
    for ending in ("html", "md", "svg", "txt"):
        report = html.unescape(made(ending, "quiz", "--answers", str(answers), "--roles", str(catalog)))
        words = " ".join(report.split())
        assert "--roles 'my roles.yaml' --code" in words or ending == "svg"  # which places each line
        assert str(tmp_path) not in report


def test_the_page_of_a_comparison_says_what_the_terminal_says(run: Run, made: Callable[..., str]) -> None:
    said = set(re.findall(r"[\w%~-]+", Page(made("html", *COMPARE)).said))
    printed = set(re.findall(r"[\w%~-]+", run(*COMPARE, "--all", columns=4000)[1])) - {"for", "of", "0%", "100%"}
    assert printed <= said
    assert set(re.findall(r"[\w%~-]+", made("md", *COMPARE).replace("\\", ""))) >= {
        word for word in printed - {"http", "https"} if not word.isdecimal()
    }


@pytest.mark.parametrize(
    "command",
    [QUIZ, COMPARE, ["quiz", "--answers", "{tmp}/none.yaml"], ["compare", "ds", "as", "rs", "mle"]],
    ids=["quiz", "compare", "nothing", "four"],
)
def test_a_page_is_whole_and_loads_nothing(made: Callable[..., str], tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "none.yaml").write_text("answers: {}", encoding="utf-8")
    text = made("html", *(part.replace("{tmp}", str(tmp_path)) for part in command))
    page = Page(text)
    assert loads_nothing(page)
    assert not re.search(r"url\(|@import", text)
    assert ("html", "lang", "en") in page.attributes
    assert ("svg", "role", "img") in page.attributes
    assert page.tags.count("h1") == 1
    assert "default-src 'none'" in " ".join(page.values("content"))
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {name for value in page.values("aria-labelledby") for name in value.split()} <= set(ids)
    assert {value[1:] for value in page.values("href") if value.startswith("#")} <= set(ids)
    assert all(value.startswith(("#", "https://", "http://")) for value in page.values("href"))


@pytest.mark.parametrize(
    "command", [["quiz", "--answers", "{tmp}/answers.yaml"], ["compare", "ds", "as"]], ids=["quiz", "compare"]
)
def test_hostile_text_stays_text(made: Callable[..., str], tmp_path: Path, command: list[str]) -> None:
    roles = ["--roles", poisoned(tmp_path)]
    command = [part.replace("{tmp}", str(tmp_path)) for part in command]
    page = Page(made("html", *command, *roles))
    assert loads_nothing(page)
    assert "\\x1b[2J<script>alert(1)</script>]]>&amp;\"'`*_[a](javascript:alert(1))" in page.said
    assert "javascript:alert(1)" not in page.values("href")
    for ending in ENDINGS[:-1]:
        assert not {"\x1b", "\u202e", "\uffff"} & set(made(ending, *command, *roles))
    ET.fromstring(made("svg", *command, *roles))  # noqa: S314  # our own
    assert harmless_markdown(made("md", *command, *roles), "\\x1b[2J<script>alert(1)</script>]]>&amp;\"'`*_[a](java")


@pytest.mark.parametrize("command", [["quiz", "--answers", "{tmp}/answers.yaml"], ["compare", "ds", "as", "rs"]])
def test_a_page_shows_text_as_it_is_and_makes_nothing_of_it(
    made: Callable[..., str], tmp_path: Path, command: list[str]
) -> None:
    roles = ["--roles", poisoned(tmp_path)]
    page = Page(made("html", *(part.replace("{tmp}", str(tmp_path)) for part in command), *roles))
    shown = EVIL.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e").replace("\uffff", "\\uffff")
    assert page.said.count(shown) > 20
    # It is also shortened, and in lower case.
    rest = re.sub(rf"{re.escape(shown)}|\\[^\n…]*…", "", page.said, flags=re.IGNORECASE)
    assert not re.search(r"\\|<!--|&\w+;|&#", rest)
    assert "evil.example" not in "".join(page.values("href"))
    assert not {"del", "s", "img"} & set(page.tags)


@pytest.mark.parametrize("command", [QUIZ, COMPARE, ["scan", *map(str, sorted(POSTINGS.iterdir())), "--marked"]])
def test_a_page_has_its_headings_in_order_and_heads_of_rows_and_columns(
    made: Callable[..., str], command: list[str]
) -> None:
    page = Page(made("html", *command))
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    scopes = [value for tag, name, value in page.attributes if (tag, name) == ("th", "scope")]
    assert len(scopes) == page.tags.count("th")
    assert scopes.count("row") == page.tags.count("tr") - page.tags.count("table")
    assert ("svg", "aria-labelledby") in {(tag, name) for tag, name, _ in page.attributes}
    assert "mark" in page.tags or command[0] != "scan"


def harmless_markdown(text: str, said: str) -> bool:
    """Whether hostile text in a Markdown page is text to a reader that makes links of all that looks like one."""
    parser = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
    blocks = parser.parse(text)
    inline = [token for block in blocks for token in block.children or ()]
    links = [token for token in inline if token.type == "link_open"]
    allowed = re.compile(r"<br>|<!-- -->")
    assert {token.type for token in blocks} & {"html_block", "blockquote_open", "ordered_list_open", "fence"} == set()
    assert all(allowed.fullmatch(token.content) for token in inline if token.type == "html_inline")
    assert not {token.type for token in inline} & {"image", "code_inline", "s_open"}
    assert [str(link.attrs["href"]) for link in links if "evil" in str(link.attrs["href"])] == []
    assert "~~" not in text
    shown = "".join(token.content for token in inline if token.type == "text")
    assert said in shown
    return True


def test_markdown_keeps_its_tables(made: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    roles = ["--roles", poisoned(tmp_path)]
    for arguments, tables in ([*QUIZ], 3), (["compare", "ds", "as", *roles], 2):
        text = made("md", *arguments)
        rows = [line for line in text.splitlines() if line.startswith("|")]
        parser = MarkdownIt("commonmark").enable("table")
        assert sum(token.type == "table_open" for token in parser.parse(text)) == tables
        assert sum(token.type == "tr_open" for token in parser.parse(text)) == len(rows) - tables


# In a real browser


HARNESS = """<!DOCTYPE html><meta charset="utf-8"><title>harness</title>
<style>iframe {{ border: 0; height: 600px; }}</style>
{frames}
<pre id="measured"></pre>
<script>
function measure(frame) {{
  const page = frame.contentDocument, root = page.documentElement, width = root.clientWidth;
  const box = each => each.getBoundingClientRect();
  const labels = [...page.querySelectorAll('svg.chart text')].map(box);
  const bars = [...page.querySelectorAll('svg.chart .bar, svg.chart .mark')].map(box);
  const touching = [...page.querySelectorAll('svg.chart')].some(chart => {{
    const boxes = [...chart.querySelectorAll('text')].map(box);
    return boxes.some((a, i) => boxes.slice(0, i).some(b =>
      a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom));
  }});
  return {{
    width, wide: root.scrollWidth, charts: page.querySelectorAll('svg.chart').length,
    unseen: bars.filter(b => b.height < 5).length, drawn: bars.length, touching,
    outside: [...labels, ...bars].filter(b => b.left < -0.5 || b.right > width + 0.5).length,
    ground: getComputedStyle(page.body).backgroundColor, ink: getComputedStyle(page.body).color,
    fetched: frame.contentWindow.performance.getEntriesByType('resource').length, scripts: page.scripts.length,
    title: page.title,
  }};
}}
addEventListener('load', () => {{
  const found = [...document.querySelectorAll('iframe')].map(measure);
  document.getElementById('measured').textContent = JSON.stringify(found);
}});
</script>
"""

CHROMIUM = shutil.which("chromium")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to open pages in")


def chromium(folder: Path, *arguments: str) -> str:
    """Starts the browser without a window on a profile of its own; gives what it prints."""
    quiet = ["disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-sync"]
    quiet += ["disable-component-update", "no-sandbox", "headless", "host-resolver-rules=MAP * ~NOTFOUND"]
    quiet += [f"user-data-dir={folder / 'profile'}"]
    done = subprocess.run(
        [str(CHROMIUM), *(f"--{each}" for each in quiet), *arguments],
        # It makes a socket in the temporary folder, and the path of a socket must be short.
        env={**os.environ, "TMPDIR": "/tmp"},  # noqa: S108
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def measured(folder: Path, pages: list[str], *arguments: str) -> list[dict[str, Any]]:
    """Opens pages and measures them: each 360 and 1100 pixels wide by day, then each 360 pixels wide by night."""
    ways = [(360, "light"), (1100, "light"), (360, "dark")]
    frames = [
        f'<iframe width="{width}" style="color-scheme: {scheme}" srcdoc="{html.escape(page)}"></iframe>'
        for width, scheme in ways
        for page in pages
    ]
    harness = folder / "harness.html"
    harness.write_text(HARNESS.format(frames="\n".join(frames)), encoding="utf-8")
    dump = chromium(folder, *arguments, "--dump-dom", harness.as_uri())
    found: list[dict[str, Any]] = json.loads(html.unescape(dump.partition('id="measured">')[2].partition("</pre>")[0]))
    return found


@in_a_browser
def test_pages_fit_a_phone_and_a_desk_by_day_and_by_night(made: Callable[..., str], tmp_path: Path) -> None:
    long = tmp_path / "long.yaml"
    text = FIVE_ROLES.read_text("utf-8").replace("title: Data scientist", f"title: {'Long titles ' * 30}{'x' * 300}")
    long.write_text(re.sub(r"\bde\b", "a-role-with-a-long-id", text), encoding="utf-8")
    nothing = tmp_path / "nothing.yaml"
    nothing.write_text("answers: {}", encoding="utf-8")
    evil = poisoned(tmp_path)
    few = ["quiz", "--answers", str(tmp_path / "answers.yaml"), "--roles"]
    commands = [
        QUIZ,
        ["quiz", "--answers", str(EXAMPLES / "research-scientist.yaml")],
        [*few, evil],
        [*few, str(long)],
        ["quiz", "--answers", str(nothing)],
        ["compare", "ds", "as", "rs", "mle"],
        ["compare", "ds", "a-role-with-a-long-id", "--roles", str(long)],
    ]
    pages = [made("html", *command) for command in commands]
    log = tmp_path / "net.json"
    opened = measured(tmp_path, pages, f"--log-net-log={log}")
    for found in opened:
        assert found["wide"] <= found["width"], found
        assert (found["unseen"], found["outside"], found["touching"]) == (0, 0, False), found
        assert (found["fetched"], found["scripts"]) == (0, 0), found
        assert found["charts"] >= 1, found
    assert [opened[0]["charts"], opened[0]["drawn"]] == [2, 4 + 4 * 12]
    day, night = opened[: 2 * len(pages)], opened[2 * len(pages) :]
    for part in ("ground", "ink"):
        assert len({found[part] for found in day}) == len({found[part] for found in night}) == 1
        assert day[0][part] != night[0][part]
    asked_for = log.read_text("utf-8")
    assert "harness.html" in asked_for
    assert not [host for host in ("evil.example", "eugeneyan.com", "neptune.ai", "kaggle.com") if host in asked_for]


@in_a_browser
def test_a_page_prints(made: Callable[..., str], tmp_path: Path) -> None:
    made("html", *QUIZ)
    pdf = tmp_path / "me.pdf"
    chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", (tmp_path / "report.html").as_uri())
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF-")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 6
