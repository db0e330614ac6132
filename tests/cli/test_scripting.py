"""docs/scripting.md: its one-liners run as they stand, with the tools that they name, and print what it says."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from helpers import ROOT

PAGE = (ROOT / "docs" / "scripting.md").read_text("utf-8")
TOOLS = ("jq", "xargs", "csvcut", "csvgrep", "csvlook", "csvsort", "csvsql", "csvstat")
CSVKIT = re.compile(r"\bcsv(?:cut|grep|look|sort|sql|stat)\b")
PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def one_liners() -> Iterator[tuple[str, str]]:
    """The code of each block that can be run, with what should be printed; empty where the page does not say."""
    blocks = [(token.info, token.content) for token in MarkdownIt().parse(PAGE) if token.type == "fence"]
    for (language, code), (following, output) in pairwise([*blocks, ("", "")]):
        if language == "sh":
            yield code, output if following == "text" else ""
        if language == "yaml":
            steps = [
                step["run"] for job in yaml.safe_load(code)["jobs"].values() for step in job["steps"] if "run" in step
            ]
            yield "\n".join(step for step in steps if not step.startswith("pip ")), ""


ONE_LINERS = list(one_liners())
NUMBERED = [
    pytest.param(code, output, id=str(number), marks=[pytest.mark.engines] if CSVKIT.search(code) else [])
    for number, (code, output) in enumerate(ONE_LINERS, start=1)
]


def test_there_are_ten() -> None:
    assert re.findall(r"^## (\d+)\. ", PAGE, flags=re.MULTILINE) == [str(i + 1) for i in range(len(ONE_LINERS))]
    assert len(ONE_LINERS) >= 10
    assert not [tool for tool in ("jq", "csvlook", "xargs", "for ", "ubuntu") if tool not in PAGE]


@pytest.mark.parametrize(("code", "output"), NUMBERED)
def test_a_one_liner_does_what_the_page_says(code: str, output: str, tmp_path: Path) -> None:
    missing = [tool for tool in TOOLS if tool in code and not shutil.which(tool, path=PATH)]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = subprocess.run(
        ["bash", "-e", "-c", code],
        cwd=tmp_path,
        env={"PATH": PATH, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    if output:
        assert done.stdout == output
