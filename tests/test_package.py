"""The package as it is installed, and the rules that its modules keep."""

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import rolefit
from helpers import ROOT
from rolefit import Catalog

SOURCES = sorted((ROOT / "src" / "rolefit").glob("*.py"))
TEMPLATES = sorted((ROOT / "src" / "rolefit" / "templates").iterdir())
CORE = [
    "answers",
    "answers_code",
    "catalog",
    "charts",
    "comparison",
    "contrast",
    "earlier_results",
    "effects",
    "evaluation",
    "labelled",
    "leads",
    "likeness",
    "measures",
    "next_question",
    "picker",
    "quiz",
    "result",
    "resume",
    "robustness",
    "roles",
    "schema_examples",
    "schemas",
    "scoring",
    "signals",
    "simulation",
    "soundness",
    "story",
    "turning",
    "verdict",
]
SCREEN = {"typer", "rich", "prompt_toolkit"}
EVIDENCE = {"numpy", "scipy", "sklearn", "ruamel"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_modules_the_templates_the_catalog_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    modules = {f"rolefit/{path.name}" for path in SOURCES} | {f"rolefit/templates/{path.name}" for path in TEMPLATES}
    data = {f"rolefit/{path.relative_to(ROOT)}" for path in (ROOT / "data").rglob("*.*")}
    assert names == modules | data | {"rolefit/py.typed"}


def test_an_installed_rolefit_finds_its_catalog_and_its_templates(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)

    def installed(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "rolefit", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "300"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert f"{tmp_path}/rolefit/data/roles.yaml is sound." in installed("check", "--random", "10")
    assert '"examples"' in installed("schema", "result")
    installed("compare", "ds", "mle", "--report", "roles.html")
    assert "</html>" in (tmp_path / "roles.html").read_text("utf-8")


@pytest.mark.parametrize("name", rolefit.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(rolefit, name)


def test_the_core_knows_no_screen() -> None:
    for_each = "import sys, importlib\nfor module in sys.argv[1:]:"
    program = f"{for_each}\n  importlib.import_module('rolefit.' + module); print(module, *sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, *CORE], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        module, *loaded = line.split()
        assert not (SCREEN | EVIDENCE) & set(loaded), module
    assert len(done.stdout.splitlines()) == len(CORE)


def test_help_and_version_load_neither_the_catalog_nor_rich() -> None:
    for option in ("--help", "--version"):
        program = f"import sys; from rolefit.main import main; main([{option!r}]); print(*sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert not {"yaml", "rich.console", "rolefit.catalog"} & set(done.stderr.split())


@pytest.mark.parametrize("command", [["compare", "ds", "mle"], ["show", "ds"], ["quiz", "--answers", "-"]])
def test_json_does_not_load_what_only_the_screen_needs(command: list[str]) -> None:
    run = f"from rolefit.main import main; main({[*command, '--json']!r})"
    program = f"import sys; {run}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], input="answers: {horizon: days}", capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("{")
    assert not {"rich.console", "rolefit.console", "rolefit.line_mode", "jinja2", "rolefit.page"} & set(
        done.stderr.split()
    )


def test_what_makes_pages_is_not_loaded_where_none_is_made(tmp_path: Path) -> None:
    for more in ([], ["--report", str(tmp_path / "report.txt")]):
        run = f"from rolefit.main import main; main({['compare', 'ds', 'mle', *more]!r})"
        program = f"import sys; {run}; print(*sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert not {"jinja2", "rolefit.page"} & set(done.stderr.split())


def test_suggested_commands_can_be_typed_where_the_shell_does_not_find_rolefit(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "rolefit"
    done = subprocess.run(
        [program, "quiz", "--answers", str(ROOT / "examples" / "ml-engineer.yaml")],
        env={"PATH": str(tmp_path), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"\n  {program} compare mle as" in done.stdout


def test_no_role_question_or_option_is_named_in_the_code(catalog: Catalog) -> None:
    ids = {role.id for role in catalog.roles} | {question.id for question in catalog.questions}
    ids |= {option.id for question in catalog.questions for option in question.options}
    # Words of the code's own that happen to be ids as well: none of them is compared with an id.
    ids -= {"model", "run", "data", "nothing"}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        expressions = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
        constants = {node for node in ast.walk(tree) if isinstance(node, ast.Constant)} - set(expressions)
        texts = {constant.value for constant in constants}
        assert not ids & texts, path.name
