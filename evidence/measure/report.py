"""Put the measured figures into docs/METHODOLOGY.md, and draw its pictures.

    python -m evidence.measure.report

Takes figures.json, which validate.py prints. Each table of the page stands between a line that names it and a line that
ends it; everything between them is replaced.
"""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evidence import program
from evidence.measure.tables import Table

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "METHODOLOGY.md"

BLOCK = re.compile(r"(<!-- figures: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def load_figures() -> dict[str, Table]:
    """The tables that were measured last."""
    found: dict[str, Table] = json.loads(Path(__file__).with_name("figures.json").read_text("utf-8"))
    return found


def filled(page: str, figures: Mapping[str, Table]) -> str:
    """The page with the current tables in it; KeyError where it names one that there is not."""
    return BLOCK.sub(lambda block: f"{block[1]}\n{markdown(figures[block[2]])}\n{block[3]}", page)


def markdown(table: Table) -> str:
    """A table in Markdown."""
    rows = [table["columns"], ["---"] * len(table["columns"]), *table["rows"]]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def pictures(figures: Mapping[str, Table]) -> dict[str, str]:
    """File name in docs/ to SVG."""
    return {"reliability.svg": _reliability(figures["reliability"]), "confusion.svg": _confusion(figures["confusion"])}


_STYLE = "font: 13px system-ui, sans-serif"
_BLUE = "#2b6cb0"


def _svg(width: int, height: int, title: str, shapes: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" style="{_STYLE}">'
    ground = f'<rect width="{width}" height="{height}" fill="white"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, *shapes, "</svg>"]) + "\n"


def _text(x: float, y: float, words: Any, anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="#222">{escape(str(words))}</text>'


def _reliability(table: Table) -> str:
    left, top, side = 60, 20, 300

    def x(share: float) -> float:
        return round(left + side * share, 1)

    def y(share: float) -> float:
        return round(top + side * (1 - share), 1)

    shapes = [f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#999" stroke-dasharray="4 4"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        shapes += [
            f'<line x1="{x(0)}" y1="{y(tick)}" x2="{x(1)}" y2="{y(tick)}" stroke="#ddd"/>',
            _text(x(tick), y(0) + 20, f"{tick:.0%}"),
            _text(x(0) - 8, y(tick) + 4, f"{tick:.0%}", "end"),
        ]
    for _, people, told, true, interval in table["rows"]:
        at, height = _share(told), _share(true)
        low, high = map(_share, interval.split(" to "))
        radius = 3 + int(people.replace(",", "")) ** 0.5 / 8
        shapes += [
            f'<line x1="{x(at)}" y1="{y(low)}" x2="{x(at)}" y2="{y(high)}" stroke="{_BLUE}" stroke-width="2"/>',
            f'<circle cx="{x(at)}" cy="{y(height)}" r="{radius:.1f}" fill="{_BLUE}"/>',
        ]
    shapes += [
        _text(x(0.5), y(0) + 45, "what people were told: the fit of their first role"),
        f'<g transform="rotate(-90 16 {y(0.5)})">{_text(16, y(0.5), "how many of them hold it")}</g>',
    ]
    return _svg(left + side + 20, top + side + 60, "Reliability: fits told against roles held", shapes)


def _confusion(table: Table) -> str:
    left, top, width, height = 150, 40, 110, 50
    names = [title.removeprefix("taken for ") for title in table["columns"][1:-1]]
    shapes = [_text(left + width * (j + 0.5), top - 12, f"taken for {name}") for j, name in enumerate(names)]
    for i, (role, *cells, _) in enumerate(table["rows"]):
        counts = [int(cell.replace(",", "")) for cell in cells]
        shapes.append(_text(left - 10, top + height * (i + 0.5) + 5, role, "end"))
        for j, count in enumerate(counts):
            part = count / sum(counts)
            at = f'x="{left + width * j}" y="{top + height * i}" width="{width - 2}" height="{height - 2}"'
            shapes += [
                f'<rect {at} fill="{_BLUE}" fill-opacity="{part:.2f}"/>',
                _text(left + width * (j + 0.5), top + height * (i + 0.5) + 5, f"{part:.0%}"),
            ]
    return _svg(
        left + width * len(names) + 10, top + height * len(table["rows"]) + 10, "Who was taken for whom", shapes
    )


def _share(percentage: str) -> float:
    return float(percentage.removesuffix("%")) / 100


def main(_: list[str]) -> None:
    """Write the page and its pictures."""
    figures = load_figures()
    PAGE.write_text(filled(PAGE.read_text("utf-8"), figures), "utf-8")
    for name, picture in pictures(figures).items():
        (DOCS / name).write_text(picture, "utf-8")


if __name__ == "__main__":
    program.run(main)
