"""Render the README's picture, docs/result.svg, from a real run: `make picture`."""

from pathlib import Path

from rich.console import Console

from rolefit import load_answers, load_catalog, score
from rolefit.pictures import as_picture
from rolefit.result_text import print_result

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "result.svg"
EXAMPLE = "examples/applied-scientist.yaml"


def render() -> str:
    """The picture, as SVG that loads nothing from anywhere."""
    catalog = load_catalog()
    result = score(catalog, load_answers(str(ROOT / EXAMPLE), catalog))

    def show(console: Console) -> None:
        console.print(f"$ rolefit quiz --answers {EXAMPLE}", style="dim")
        print_result(console, catalog, result)

    return as_picture(show)


if __name__ == "__main__":
    PICTURE.write_text(render(), encoding="utf-8")
