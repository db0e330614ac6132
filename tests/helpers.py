"""What several test files use: where things are, running commands in a process of their own, random answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from rolefit import Answers, Catalog
from surroundings import surroundings_without_terminal

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
FIVE_ROLES = EXAMPLES / "with-data-engineer.yaml"

EVIL = (
    "\x1b[2J<script>alert(1)</script>]]>&amp;\"'`*_[a](javascript:alert(1))![b](http://evil.example/x)|www.evil.example"
    " https://evil.example me@evil.example $x$ ~~y~~ \u202eabc\uffff <!-- x --> </style></title></svg><img src=x>"
)
"""Text that is markup, a link or a command to whatever takes text for more than text."""

Outcome = tuple[int, str, str]
"""Exit code, standard output, standard error."""

Run = Callable[..., Outcome]


def shell(*arguments: str, stdin: str = "", **environment: str) -> Outcome:
    """Runs a command in a process of its own, with `stdin` piped into it."""
    done = subprocess.run(
        [sys.executable, "-m", "rolefit", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**surroundings_without_terminal(), **environment},
    )
    return done.returncode, done.stdout, done.stderr


def answers_to(catalog: Catalog) -> st.SearchStrategy[Answers]:
    """Any sound answers, with questions skipped and options not offered."""

    @st.composite
    def draw_answers(draw: st.DrawFn) -> Answers:
        answers: dict[str, str | tuple[str, ...] | None] = {}
        offered: dict[str, tuple[str, ...]] = {}
        for question in catalog.questions:
            options = st.sampled_from([option.id for option in question.options])
            if draw(st.booleans()):
                continue
            if not question.takes_many:
                answers[question.id] = draw(st.none() | options)
                continue
            answers[question.id] = tuple(draw(st.lists(options, unique=True)))
            if draw(st.booleans()):
                more = draw(st.lists(options, min_size=1, unique=True))
                offered[question.id] = tuple({*(answers[question.id] or ()), *more})
        importance = draw(
            st.dictionaries(st.sampled_from([q.id for q in catalog.questions]), st.sampled_from(["high", "low"]))
        )
        return Answers.model_validate({"answers": answers, "offered": offered, "importance": importance})

    return draw_answers()


def poisoned(tmp_path: Path) -> str:
    """A catalog whose every text is hostile, and answers to it."""

    def poison(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poison(below, name) for name, below in value.items()}
        if isinstance(value, list):
            return [poison(below, key) for below in value]
        structure = {"id", "kind", "format", "source", "from", "to"}
        return (
            f"{'- # 1. ' if key == 'title' else ''}{value} {EVIL}"
            if isinstance(value, str) and key not in structure
            else value
        )

    data = poison(yaml.safe_load(FIVE_ROLES.read_text("utf-8")))
    data["sources"]["yan-2020"]["url"] = "javascript:alert(1)"
    file = tmp_path / "evil `*<b>.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "answers.yaml").write_text("answers: {tools: [sql, r], horizon: weeks}", encoding="utf-8")
    return str(file)
