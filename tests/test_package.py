"""The package as it is installed, and the rules that its modules keep."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

import rolefit
import shell as manual
from helpers import ROOT
from rolefit import Catalog, load_catalog
from rolefit.catalog.builtin import builtin_path

PACKAGE = ROOT / "src" / "rolefit"
SOURCES = sorted(PACKAGE.rglob("*.py"))
READ = sorted(
    path for folder in ("pages/templates", "forms/templates", "cli/scripts") for path in (PACKAGE / folder).iterdir()
)
READ += sorted((PACKAGE / "schemas").glob("*.json"))
MANUAL = f"rolefit-{rolefit.__version__}.data/data/share/man/man1/rolefit.1"
WITH_A_SCREEN = {"terminal", "pages", "quiz", "cli"}
"""The packages that may know a screen; of the quiz, its engine and what it saves do not."""
CORE = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in SOURCES
    if path.relative_to(PACKAGE).parts[0] not in WITH_A_SCREEN | {"__init__.py", "__main__.py", "arrow.py"}
]
CORE += ["rolefit.pages.charts", "rolefit.quiz.engine", "rolefit.quiz.picker", "rolefit.quiz.saved"]
SCREEN = {"typer", "rich", "prompt_toolkit"}
EVIDENCE = {"scipy", "sklearn", "ruamel"}


def build(root: Path, kind: str, folder: Path) -> Path:
    """What is built of a checkout: a wheel or an sdist."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = (path for path in folder.iterdir() if path.suffix in {".whl", ".gz"})
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_the_modules_and_what_they_read_and_nothing_else(wheel: Path) -> None:
    modules = {f"rolefit/{path.relative_to(PACKAGE)}" for path in SOURCES}
    read = {f"rolefit/{path.relative_to(PACKAGE)}" for path in READ}
    read |= {"rolefit/__init__.pyi", "rolefit/cli/commands.json", "rolefit/py.typed"}
    read |= {"rolefit/data/roles.yaml", "rolefit/data/roles.json"}
    assert names_in(wheel) - {MANUAL} == modules | read


@pytest.mark.parametrize("is_made", [True, False])
def test_a_release_ships_the_manual_and_without_it_there_is_a_wheel_all_the_same(is_made: bool, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", ".gitignore", "README.md", "LICENSE", "src", "data"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, checkout / name)
    if is_made:
        (checkout / "build").mkdir()
        (checkout / "build" / "rolefit.1").write_text(manual.page(), encoding="utf-8")
    source = build(checkout, "sdist", tmp_path / "sdist")
    shutil.unpack_archive(source, tmp_path, filter="data")
    wheel = build(tmp_path / f"rolefit-{rolefit.__version__}", "wheel", tmp_path / "wheel")
    assert (MANUAL in names_in(wheel)) == is_made


def test_what_the_build_makes_of_the_catalog_is_the_catalog(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        digest, contents = archive.read("rolefit/data/roles.json").splitlines()
    built, read = Catalog.model_validate_json(contents), load_catalog(builtin_path())
    assert (built, built.digest) == (read, read.digest)
    assert digest.decode() == sha256(builtin_path().read_bytes()).hexdigest()


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
    # What the build made of another state of the catalog counts no more.
    catalog = tmp_path / "rolefit" / "data" / "roles.yaml"
    catalog.write_text(re.sub(r"(?m)^name: .*$", "name: changed", catalog.read_text("utf-8")), "utf-8")
    assert json.loads(installed("roles", "--json"))["catalog"]["name"] == "changed"


def test_the_core_knows_no_screen_and_the_package_alone_no_model() -> None:
    for_each = "import sys, importlib\nfor module in sys.argv[1:]:"
    program = f"{for_each}\n  importlib.import_module(module); print(module, *sys.modules)"
    modules = ["rolefit", *CORE]
    done = subprocess.run([sys.executable, "-c", program, *modules], capture_output=True, text=True, check=True)
    package, *core = done.stdout.splitlines()
    assert not {"pydantic", "yaml"} & set(package.split())
    for line in core:
        module, *loaded = line.split()
        assert not (SCREEN | EVIDENCE) & set(loaded), module
    assert len(core) == len(CORE)


HEAVY = {
    "jinja2",
    "lxml",
    "mammoth",
    "msgspec",
    "numpy",
    "openpyxl",
    "prompt_toolkit",
    "pyarrow",
    "pydantic",
    "pypdf",
    "rich.console",
    "rich.markdown",
    "rich.table",
    "ruamel",
    "scipy",
    "sklearn",
    "xlsxwriter",
    "yaml",
}
"""What takes long to load."""
NOTHING: set[str] = set()
DATA = {"pydantic"}
TEXT = DATA | {"rich.console"}
ME = str(ROOT / "examples" / "ml-engineer.yaml")
EXAMPLE = str(ROOT / "data" / "example")
PEOPLE = str(ROOT / "examples" / "made-up-people.jsonl")


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        ("--version", NOTHING),
        ("--help", NOTHING),
        ("compare --help", {"pydantic"}),
        ("schema result", {"pydantic"}),
        ("questions --json", DATA),
        ("quiz --template", DATA | {"yaml"}),
        ("roles --json", DATA),
        ("show ds --json", DATA),
        ("compare ds mle --json", DATA),
        (f"quiz --answers {ME} --json", DATA | {"yaml"}),
        ("check --random 10 --json", DATA),
        (f"evaluate {PEOPLE} --resamples 100 --json", DATA),
        (f"score {PEOPLE}", DATA | {"msgspec"}),
        (f"team {PEOPLE} --json", DATA | {"msgspec"}),
        (f"scan --jsonl {PEOPLE} --text role", DATA | {"msgspec"}),
        (f"scan {EXAMPLE}/postings.csv --cv {EXAMPLE}/cv.txt", DATA | {"msgspec"}),
        ("questions", TEXT),
        ("questions --markdown", DATA | {"jinja2"}),
        ("form --to surveyjs", DATA),
        ("form --to html", DATA | {"jinja2"}),
        ("show ds", TEXT),
        ("compare ds mle --report roles.txt", TEXT),
        ("compare ds mle --report roles.html", TEXT | {"jinja2"}),
        (f"quiz --answers {ME}", TEXT | {"yaml"}),
        ("quiz --plain", TEXT),
        (f"team {PEOPLE}", TEXT | {"msgspec"}),
    ],
)
def test_a_command_loads_nothing_heavy_that_it_does_not_need(command: str, needed: set[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rolefit", *command.split()],
        cwd=tmp_path,
        input="q\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert loaded & HEAVY == needed


@pytest.mark.parametrize(
    ("command", "most"),
    [("--help", 110), ("compare ds mle", 380), ("show mle", 380), (f"quiz --answers {ME} --json", 350)],
)
def test_a_command_loads_few_modules(command: str, most: int) -> None:
    """Now 86, 329, 326 and 297 on Python 3.11; other releases of Python and of packages have some more or less."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rolefit", *command.split()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.count("import time:") <= most


def test_suggested_commands_can_be_typed_where_the_shell_does_not_find_rolefit(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "rolefit"
    done = subprocess.run(
        [program, "quiz", "--answers", str(ROOT / "examples" / "ml-engineer.yaml")],
        env={"PATH": str(tmp_path), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"\nNext: {program} compare mle as" in done.stdout


def test_no_role_question_or_option_is_named_in_the_code(catalog: Catalog) -> None:
    ids = {role.id for role in catalog.roles} | {question.id for question in catalog.questions}
    ids |= {option.id for question in catalog.questions for option in question.options}
    # Words of the code's own that happen to be ids as well: none of them is compared with an id.
    ids -= {"bash", "data", "result", "skills"}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        expressions = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
        constants = {node for node in ast.walk(tree) if isinstance(node, ast.Constant)} - set(expressions)
        texts = {constant.value for constant in constants}
        assert not ids & texts, path
