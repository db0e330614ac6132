"""A result, a comparison or scans as a page: a template in Markdown each, and HTML made of it that loads nothing.

Whatever a template is given is shown as it is, escaped for Markdown or, in charts, HTML: only templates hold markup.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rolefit import __version__
from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.catalog.questions import QuestionList
from rolefit.catalog.roles import statements
from rolefit.documents.output import escape_control
from rolefit.explain.beside import BesideInWords
from rolefit.explain.compare import ComparisonInWords
from rolefit.explain.questions import what_it_takes
from rolefit.explain.result import Explanation
from rolefit.explain.scan import NUMBERS, explain_scan
from rolefit.explain.team import TeamInWords, rounded
from rolefit.explain.way import WayInWords
from rolefit.explain.words import ESTIMATED, MARK_MEANS, in_sentence, listed, percent
from rolefit.pages.charts import BESIDE, effect_chart, series_of
from rolefit.people.beside import PeopleBeside
from rolefit.people.team_result import Team
from rolefit.people.way import Way
from rolefit.roles.compare import Comparison
from rolefit.scanning.files import ScannedText
from rolefit.scanning.highlight import highlighted_lines
from rolefit.scoring.result import Result
from rolefit.scoring.use import INTENDED_USE

if TYPE_CHECKING:
    from markdown_it.token import Token

Language: TypeAlias = Literal["html", "md"]
"""HTML, or Markdown."""

_BLANK_LINES = re.compile(r"\n{3,}")
"""What loops of a template leave behind; nothing that is written has line ends of its own."""


def result_page(language: Language, catalog: Catalog, result: Result, explanation: Explanation) -> str:
    """A result, explained, as a page."""
    series = series_of((role.id, role.title) for role in catalog.roles)
    effects = effect_chart(result.ranking, series, explanation.topics)
    view = {"catalog": result.catalog, "explanation": explanation, "series": series, "effects": effects}
    return _page("result", language, view, title=explanation.verdict, eyebrow="The result of a quiz")


def comparison_page(language: Language, comparison: Comparison, explained: ComparisonInWords) -> str:
    """A comparison of roles, in words, as a page."""
    looks = series_of(explained.titles.items())
    view = {
        "catalog": comparison.catalog,
        "comparison": comparison,
        "explained": explained,
        "series": {role.id: looks[role.id] for role in comparison.roles},
        "numbers": {name: number for number, name in enumerate(comparison.sources, 1)},
    }
    title = listed([role.title for role in comparison.roles])
    return _page("comparison", language, view, title=title, eyebrow="Roles side by side")


def way_page(language: Language, way: Way, explained: WayInWords) -> str:
    """A person beside a role, in words, as a page."""
    view = {
        "catalog": way.catalog,
        "way": way,
        "explained": explained,
        "numbers": {name: number for number, name in enumerate(way.sources, 1)},
    }
    return _page("way", language, view, title=explained.standing, eyebrow="A person beside a role")


def beside_page(language: Language, beside: PeopleBeside, explained: BesideInWords) -> str:
    """People beside each other, in words, as a page."""
    view = {"catalog": beside.catalog, "explained": explained}
    return _page("beside", language, view, title=explained.agree, eyebrow="People side by side")


def scan_page(language: Language, catalog: Catalog, scanned: Sequence[ScannedText], *, marked: bool = False) -> str:
    """Scans of texts as a page; with the texts themselves where they are to be `marked`."""
    explanations = [explain_scan(catalog, each.scan) for each in scanned]
    view = {
        "catalog": CatalogRef.of(catalog),
        "explanations": explanations,
        "texts": [list(highlighted_lines(each.scan, each.text)) if marked else [] for each in scanned],
        "series": series_of((role.id, role.title) for role in catalog.roles),
        "numbers": NUMBERS,
    }
    alone = explanations[0] if len(explanations) == 1 else None
    title = alone.verdict if alone else listed([each.name for each in explanations])
    return _page("scan", language, view, title=title, eyebrow=alone.name if alone else "Texts side by side")


def team_page(language: Language, team: Team, explained: TeamInWords) -> str:
    """A team in counts, as a page."""
    view = {
        "catalog": team.catalog,
        "team": team,
        "explained": explained,
        "series": series_of(explained.titles.items()),
        "numbers": {name: number for number, name in enumerate(team.sources, 1)},
    }
    return _page("team", language, view, title=explained.head, eyebrow="A team in counts")


def questions_page(listed: QuestionList) -> str:
    """The questions of a catalog in Markdown."""
    return _page("questions", "md", {"listed": listed})


def _page(name: str, language: Language, view: Mapping[str, Any], **frame_words: str) -> str:
    """Render a view in Markdown and, for HTML, that with its charts inside a frame, with links to its parts."""
    in_html = language == "html"
    frame = _environment(escape)

    def chart(macro: str, *given: Any) -> str:
        """A chart as a block of HTML, which ends at the first blank line; nothing in Markdown."""
        if not in_html:
            return ""
        drawn = str(getattr(frame.get_template("charts.html").module, macro)(*given))
        return Markup("\n".join(line for line in drawn.splitlines() if line.strip()))  # noqa: S704  # escaped already

    def html(markup: str) -> str:
        """Markup around parts of a page; nothing in Markdown."""
        return Markup(markup if in_html else "")  # noqa: S704  # only templates call it, with markup of their own

    environment = _environment(as_markdown)
    environment.globals |= {"in_html": in_html, "chart": chart, "html": html}
    text = _BLANK_LINES.sub("\n\n", environment.get_template(f"{name}.md").render(view))
    if not in_html:
        return text
    from markdown_it import MarkdownIt  # noqa: PLC0415  # takes longer to load than Markdown alone should

    # What is given to templates has no < in it that is not escaped: HTML is theirs alone.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(text)
    _name_heads_of_tables(tokens)
    parts: dict[str, Markup] = {}
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h2":
            heading.attrSet("id", f"part-{len(parts) + 1}")
            parts[f"part-{len(parts) + 1}"] = Markup(parser.renderInline(words.content))  # noqa: S704  # as above
    body = Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704  # as above
    return frame.get_template("page.html").render(**frame_words, parts=parts, body=body)


def _name_heads_of_tables(tokens: Sequence["Token"]) -> None:
    """Let a screen reader know the heads of columns, and of each row its first cell of text."""
    has_head = in_head = False
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "tr_open":
            has_head = False
        elif token.type == "td_open" and not has_head and "right" not in str(token.attrGet("style")):
            has_head = in_head = True
            token.tag = "th"
            token.attrSet("scope", "row")
        elif token.type == "td_close" and in_head:
            in_head = False
            token.tag = "th"


def _environment(escapes: Callable[[str], str]) -> Environment:
    def escaped(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Markup):
            return Markup(escapes(escape_control(value)))  # noqa: S704  # it has just been escaped
        return value

    environment = Environment(
        loader=PackageLoader("rolefit.pages"),
        autoescape=True,
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "percent": percent,
        "statements": lambda facts: list(statements(facts)),
        "in_sentence": in_sentence,
        "listed": lambda names: listed(list(names)),
        "shortened": _shortened,
        "what_it_takes": what_it_takes,
        "effect": lambda effect: f"{effect:+.2f}".replace("-0.00", "+0.00").replace("-", "−"),
        "rounded": rounded,
        "blocks": lambda share: "█" * round(share * 20),
        "verbatim": lambda text: Markup(escape_control(text)),  # noqa: S704  # only for indented code of Markdown
        "address": lambda url: url if url and _ADDRESS.fullmatch(url) else "",
    }
    environment.globals |= {
        "use": INTENDED_USE,
        "version": __version__,
        "estimated": ESTIMATED,
        "mark_means": MARK_MEANS,
        "beside": BESIDE,
    }
    return environment


_MARKDOWN = [
    (re.compile(r"&(?=#?\w+;)"), "&amp;"),
    (re.compile(r"<"), "&lt;"),
    (re.compile(r">"), "&gt;"),
    (re.compile(r"([\\`*_\[\]~$])"), r"\\\1"),
    # A table ends its cells at a bar, escaped or not, in some readers.
    (re.compile(r"\|"), "&#124;"),
    # At the beginning of a line these would make headings, lists and rules.
    (re.compile(r"^(#|[+=-](?!\w))"), r"\\\1"),
    (re.compile(r"^(\d+)([.)])(?=\s|$)"), r"\1\\\2"),
    # GitHub makes links of addresses that stand in a text, people of @names and pictures of :names:.
    (re.compile(r"(?<=\w)(\.(?=[^\W\d])|:(?=/))"), r"\\\1"),
    (re.compile(r"(@(?=\w)|:(?=[\w+-]+:))"), r"\1<!-- -->"),
]


def as_markdown(text: str) -> str:
    """Text with everything escaped that GitHub's Markdown would take for markup, a link or HTML."""
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def _shortened(text: str, length: int) -> str:
    text = escape_control(text)
    return text if len(text) <= length else f"{text[: length - 1]}…"


_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~/?#@!$&*+,;=:%-]*)?", re.ASCII)
"""An address of the web that may be made a link."""
