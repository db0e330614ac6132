"""A result and a comparison as pages: HTML that loads nothing, and Markdown.

Whatever a template is given is made plain and escaped for the page's language; only the templates hold markup.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rolefit import __version__
from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.documents.output import escape_control
from rolefit.explain.result import Explanation
from rolefit.explain.scan import NUMBERS, explain_scan
from rolefit.explain.words import ESTIMATED, MARK_MEANS, listed, percent
from rolefit.pages.charts import BESIDE, effect_chart, series_of
from rolefit.roles.compare import NOTHING_SHARED, Comparison, contrast
from rolefit.scanning.highlight import highlighted_lines
from rolefit.scanning.scanner import ScannedText
from rolefit.scoring.result import Result

HTML = "html"


MARKDOWN = "md"


_BLANK_LINES = re.compile(r"\n{3,}")
"""What loops of a template leave behind; nothing that is written has line ends of its own."""


def result_page(language: str, catalog: Catalog, result: Result, explanation: Explanation) -> str:
    """A result, told as a story, as a page in HTML or MARKDOWN."""
    series = series_of((role.id, role.title) for role in catalog.roles)
    topics = {question.id: question.name for question in catalog.questions}
    return _render(
        "result",
        language,
        catalog=result.catalog,
        explanation=explanation,
        series=series,
        chart=effect_chart(result.ranking, series, topics),
    )


def comparison_page(language: str, comparison: Comparison) -> str:
    """A comparison of roles as a page in HTML or MARKDOWN."""
    return _render(
        "comparison",
        language,
        catalog=comparison.catalog,
        comparison=comparison,
        answers=contrast(comparison),
        series=series_of((role.id, role.title) for role in comparison.roles),
        nothing_shared=NOTHING_SHARED,
    )


def scan_page(language: str, catalog: Catalog, reads: Sequence[ScannedText], *, marked: bool = False) -> str:
    """Scans of texts as a page in HTML or MARKDOWN; with the texts themselves where they are to be `marked`."""
    return _render(
        "scan",
        language,
        catalog=CatalogRef.of(catalog),
        stories=[explain_scan(catalog, read.scan) for read in reads],
        texts=[list(highlighted_lines(read.scan, read.text)) if marked else [] for read in reads],
        series=series_of((role.id, role.title) for role in catalog.roles),
        numbers=NUMBERS,
    )


def _render(name: str, language: str, **given: Any) -> str:
    escapes = {HTML: escape, MARKDOWN: _markdown}[language]
    environment = Environment(
        loader=PackageLoader("rolefit.pages"),
        autoescape=True,
        finalize=lambda value: _safe(value, escapes),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "percent": percent,
        "listed": lambda names: listed(list(names)),
        "shortened": _shortened,
        "effect": _effect,
        "blocks": _blocks,
        "verbatim": lambda text: Markup(escape_control(text)),  # noqa: S704  # only for indented code of Markdown
        "address": _address,
    }
    environment.globals |= {"version": __version__, "estimated": ESTIMATED, "mark_means": MARK_MEANS, "beside": BESIDE}
    return _BLANK_LINES.sub("\n\n", environment.get_template(f"{name}.{language}").render(given))


def _safe(value: Any, escapes: Callable[[str], str]) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(escapes(escape_control(value)))  # noqa: S704  # it has just been escaped
    return value


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


def _markdown(text: str) -> str:
    """Text with everything escaped that GitHub's Markdown would take for markup, a link or HTML."""
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def _shortened(text: str, length: int) -> str:
    text = escape_control(text)
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _effect(effect: float) -> str:
    return f"{effect:+.2f}".replace("-0.00", "+0.00").replace("-", "−")


def _blocks(share: float) -> str:
    return "█" * round(share * 20)


_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~/?#@!$&*+,;=:%-]*)?", re.ASCII)


def _address(url: str | None) -> str:
    """The address if it is one of the web that may be made a link, else nothing."""
    return url if url and _ADDRESS.fullmatch(url) else ""
