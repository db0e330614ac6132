"""What of a text is not about the work."""

from pathlib import Path

import pytest

from helpers import Run
from rolefit import Scanner, load_catalog
from rolefit.scanning.asides import shared_lines
from rolefit.scanning.files import scan_files

CATALOG = load_catalog()
SCANNER = Scanner(CATALOG)


def options(text: str) -> list[str]:
    return [each.option for each in SCANNER.scan(text).revealed]


@pytest.mark.parametrize(
    "text",
    [
        "About us\nWe use SQL.",
        "# About Acme\nWe use SQL.",
        "**Benefits:**\n- SQL courses",
        "What we offer\n\nA year of SQL.\n\nMore SQL.",
        "We are an equal opportunity employer, of SQL too.",
        "A learning budget for SQL conferences.",
        "Dental, 401k, SQL.",
        "Perks: courses in SQL and Docker",
        "1. About us\nWe use SQL.",
        "Your tasks\n\nAcme is the leading home of SQL. Founded in 2017, it has offices full of Docker.\n",
    ],
)
def test_what_an_employer_says_of_itself_and_what_it_offers_is_not_read(text: str) -> None:
    assert options(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "About the role\nWe use SQL.",
        "About us\nWe bake.\nWhat you'll do\nSQL.",
        "Benefits\n- Cake\n\nRequirements:\n- SQL",
        "About half of your time goes into SQL.",
        "We offer you SQL.",
        "Dental care is paid. We use SQL.",
        "Our benefits are good, and so is our SQL: a data set of benefits that people claim, of which you write.",
        "Senior Engineer\nLocation: Berlin\nSalary: 100k\nSQL every day",
        "About Acme\nAcme sells shoes.\n\nYou write SQL.",
        "- Pay attention to detail\n- SQL",
        "- SQL\n- Docker\n- Security clearance",
        "SQL\nBase salary: 100k",
        "# About me\nI write SQL.",
        "You care for\n- Compensation\n- SQL",
        "About the Bank\nIt lends.\nPurpose of the role\nTo answer questions with SQL.",
        "About the Bank\nIt lends.\nPrincipal accountabilities\n1. Answer questions with SQL.",
        "Benefits\nLeave.\nPerson specification – Essential\n• SQL",
    ],
)
def test_a_section_ends_with_the_next_head_and_a_set_phrase_with_its_sentence(text: str) -> None:
    assert "sql" in options(text)


ABOUT = "We make maps of the sea floor, with Docker and Kubernetes."
WORK = {
    "first": "You write SQL and build dashboards in Tableau, every day of the week.",
    "second": "You train neural networks on pictures of fish, in PyTorch and in JAX.",
    "third": "You ask what ships need, and tell product managers in clear presentations.",
}


def test_lines_that_several_texts_share_are_left_out_of_each(tmp_path: Path) -> None:
    files = []
    for name, work in WORK.items():
        file = tmp_path / f"{name}.txt"
        file.write_text(f"{ABOUT}\n{work}\n")
        files.append(str(file))
    together = [{each.option for each in read.scan.revealed} for read in scan_files(CATALOG, files).reads]
    alone = [{each.option for each in scan_files(CATALOG, [file]).reads[0].scan.revealed} for file in files]
    assert all("containers" in found for found in alone)
    assert [found - {"containers"} for found in alone] == together
    two = [{each.option for each in read.scan.revealed} for read in scan_files(CATALOG, files[:2]).reads]
    assert two == alone[:2], "two may seek the same"


def test_a_text_that_is_nearly_the_same_as_others_is_read_all_the_same() -> None:
    first = f"{ABOUT}\nYou write SQL for reports that people read every day.\nSenior."
    texts = [first, first.replace("Senior", "Junior"), first.replace("Senior", "Staff")]
    assert shared_lines(texts) == [frozenset()] * 3


def test_short_lines_are_headings_and_shared_by_many() -> None:
    assert shared_lines(["Requirements\nSQL and R, and many more words", "Requirements\nDocker and Go"]) == [
        frozenset(),
        frozenset(),
    ]


def test_the_marks_of_a_text_are_where_it_stands_whatever_is_left_out(run: Run, tmp_path: Path) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("About us\n\nWe love Docker.\n\nYour work\n\nYou use Docker.\n")
    out = run("scan", str(posting), "--marked")[1]
    assert "We love Docker.\n" in out
    assert "You use Docker◆." in out


def test_where_too_little_is_left_it_is_said_what_was_left_out(run: Run, tmp_path: Path) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("Data Scientist\n\nBenefits\nKubernetes, Docker, AWS, PyTorch, MLflow\n")
    out = run("scan", str(posting), columns=100)[1]
    assert out.startswith("Too little to tell: no words that tell roles apart, and at least 5 are needed.\n")
    assert "2 lines are left out: on the employer, benefits or pay" in out
