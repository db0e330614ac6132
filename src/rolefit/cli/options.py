"""What several commands take, and what becomes of it: answers, a report, another catalog."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from rolefit.cli.problems import say
from rolefit.errors import InputError, Problem, UsageError, excerpt, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolefit.answers.models import Answers
    from rolefit.catalog.models import Catalog
    from rolefit.pages.report import Report
    from rolefit.roles.compare import TopicComparison
    from rolefit.roles.show import TopicStatements
    from rolefit.scanning.person import Person


_T = TypeVar("_T", "TopicComparison", "TopicStatements")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]

AnswersOption = Annotated[
    str | None, typer.Option("--answers", metavar="FILE", help="Mark what was answered in FILE (- for stdin).")
]

CodeOption = Annotated[
    str | None, typer.Option("--code", metavar="CODE", help="Mark what was answered, from its code.")
]

AllOption = Annotated[bool, typer.Option("--all", help="Show every fact, with its source.")]

TopicOption = Annotated[
    str | None, typer.Option("--topic", metavar="NAME", help="Show what the sources say under one heading.")
]

OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all.")
]

FormatOption = Annotated[
    Literal["jsonl", "csv", "xlsx", "parquet", "arrow"] | None,
    typer.Option("--from", help="The format of FILE, if its name does not tell."),
]

IdOption = Annotated[
    str | None, typer.Option("--id", metavar="COLUMN", help="The column that names the person, if not id.")
]

StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first bad record, with exit code 2.")]

CatalogOption = Annotated[str | None, typer.Option("--roles", metavar="FILE", help="Use another catalog.")]

ReportOption = Annotated[
    str | None,
    typer.Option("--report", metavar="FILE", help="Also write it to FILE, as .html, .md, .svg, .txt or .json."),
]


def answers_from(catalog: "Catalog", answers: str | None, code: str | None) -> "Answers | None":
    """The answers from a file or a code; None where neither is named."""
    if answers is not None and code is not None:
        raise UsageError(Problem("--answers and --code both give answers", "use one of them"))
    if code is not None:
        from rolefit.answers.code import from_code

        return from_code(code, catalog)
    if answers is not None:
        from rolefit.answers.load import load_answers

        return load_answers(answers, catalog)
    return None


def person_from(catalog: "Catalog", answers: str | None, code: str | None, cv: str | None) -> "Person | None":
    """What is known of a person: answers from a file or a code, a CV, or both; None where nothing is named."""
    given = answers_from(catalog, answers, code)
    if given is None and cv is None:
        return None
    from rolefit.scanning.cv import load_cv
    from rolefit.scanning.person import Person

    return Person(given, None if cv is None else load_cv(cv))


def check_one_screen(topic: str | None, *, everything: bool) -> None:
    """Raise UsageError where both one topic and every fact are asked for."""
    if topic is not None and everything:
        raise UsageError(Problem("--topic and --all contradict each other", "use one of them"))


def named_topic(topics: "Iterable[_T]", name: str) -> "_T":
    """The topic with this id or title, in any case; raises InputError, with the near names, if there is none."""
    from rolefit.catalog.names import normalized_name

    topics = list(topics)
    for topic in topics:
        if normalized_name(name) in (normalized_name(topic.topic), normalized_name(topic.title)):
            return topic
    hint = one_of(name, [topic.topic for topic in topics])
    raise InputError(Problem(f"there is no topic {excerpt(name)}", hint, key="--topic"))


def check_report_path(path: str | None, *others: str | None) -> None:
    """Raise InputError, before any work is done, where a report is asked for that cannot be written."""
    if path is not None:
        from rolefit.pages.report import check_report

        check_report(path, *others)


def check_output_path(path: str | None, *others: str | None) -> None:
    """Raise InputError, before any work is done, where rows are to replace a file that the command reads besides."""
    if path is not None:
        from rolefit.documents.files import check_unused

        check_unused(path, *others)


def write_report_file(path: str, report: "Report", *, quiet: bool) -> None:
    """Write a report and, unless `quiet`, say on standard error where it is."""
    from rolefit.pages.report import write_report

    write_report(path, report)
    if not quiet:
        say(f"The report is in {path}.")
