"""Render the README's picture, docs/result.svg, from a real run: `make picture`."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from rolefit import load_answers, load_catalog, score
from rolefit.result_text import print_result

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "result.svg"
EXAMPLE = "examples/applied-scientist.yaml"


def render() -> str:
    """The picture, as SVG that loads nothing from anywhere."""
    console = Console(
        file=io.StringIO(), record=True, width=84, force_terminal=True, color_system="truecolor", highlight=False
    )
    catalog = load_catalog()
    console.print(f"$ rolefit quiz --answers {EXAMPLE}", style="dim")
    print_result(console, catalog, score(catalog, load_answers(str(ROOT / EXAMPLE), catalog)))
    svg = console.export_svg(title="rolefit", theme=MONOKAI)
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(render(), encoding="utf-8")
