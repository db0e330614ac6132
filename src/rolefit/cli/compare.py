"""`rolefit compare`: roles and people side by side, whatever of them is named."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from rolefit.cli.options import (
    AllOption,
    AnswersOption,
    CatalogOption,
    CodeOption,
    JsonOption,
    ReportOption,
    TopicOption,
    answers_from,
    check_one_screen,
    check_report_path,
    named_topic,
    write_report_file,
)
from rolefit.documents.files import STDIN
from rolefit.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from rolefit.catalog.models import Catalog
    from rolefit.documents.validation import Model
    from rolefit.pages.report import Report
    from rolefit.people.named import Compared


def compare(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ROLE|FILE...", help="Roles, by id, title or alias, and people: files of answers, results or codes."
        ),
    ] = None,
    answers: AnswersOption = None,
    code: CodeOption = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="ROLE", help="The role you hold, for the way from it to another.")
    ] = None,
    everything: AllOption = False,
    topic: TopicOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
    roles: CatalogOption = None,
) -> None:
    """Show roles and people side by side: two roles, you and a role, you then and now, several people."""
    from rolefit.catalog.load import load_catalog
    from rolefit.documents.output import print_json
    from rolefit.people.named import read_compared

    check_one_screen(topic, everything=everything)
    check_report_path(report, answers, roles, *(names or []))
    catalog = load_catalog(roles)
    compared = read_compared(catalog, names or [], answers_from(catalog, answers, code))
    asked = _Asked(catalog, compared, _again(names or [], answers, code, start), start, topic, roles, everything)
    shown = _shown(asked)
    try:
        if as_json:
            print_json(shown.data)
        elif everything or topic is not None:
            from rolefit.terminal.pager import print_paged

            print_paged(shown.show)
        else:
            from rolefit.terminal.console import stdout

            shown.show(stdout())
    finally:
        if report is not None:
            write_report_file(report, shown.report(), quiet=as_json)


@dataclass(frozen=True)
class _Asked:
    """What is to be compared, and what of it is to be shown."""

    catalog: "Catalog"
    compared: "Compared"
    again: "Sequence[str]"
    """What to give to compare to see the same again."""
    start: str | None
    topic: str | None
    catalog_file: str | None
    whole: bool


@dataclass(frozen=True)
class _Shown:
    """A comparison of any kind, ready for every form."""

    data: "Model"
    show: "Callable[[Console], None]"
    report: "Callable[[], Report]"


def _again(names: "Sequence[str]", answers: str | None, code: str | None, start: str | None) -> list[str]:
    options = {"--answers": answers, "--code": code, "--from": start}
    given = (word for name, value in options.items() if value is not None for word in (name, value))
    return [*(f"./{name}" if name.startswith("-") and name != STDIN else name for name in names), *given]


def _shown(asked: _Asked) -> _Shown:
    """What the named roles and people make together. Raises UsageError where they make nothing."""
    roles, people = asked.compared.roles, asked.compared.people
    if len(people) == len(roles) == 1:
        kind = _way
    elif len(people) > 1 and not roles:
        kind = _beside
    else:
        if people and not roles:
            raise UsageError(Problem("only one person is named", "name a role beside, or another person"))
        if len(people) > 1:
            what = f"{len(people)} people and {len(roles)} role{'s' * (len(roles) > 1)} are named"
            raise UsageError(Problem(what, "name people alone, or one person and roles"))
        kind = _roles
    if asked.start is not None and kind is not _way:
        raise UsageError(Problem("--from goes with a person and a role", "as in rolefit compare me.yaml mle --from ds"))
    if asked.topic is not None and kind is not _roles:
        raise UsageError(Problem("--topic goes with roles alone", "name two roles or more"))
    return kind(asked)


def _roles(asked: _Asked) -> _Shown:
    """Roles side by side, perhaps with a person's answers marked."""
    from rolefit.roles.compare import compare
    from rolefit.roles.names import check_several

    people = asked.compared.people
    check_several(asked.catalog, asked.compared.roles)
    answers = people[0].answers if people else None
    compared = compare(asked.catalog, [role.id for role in asked.compared.roles], answers)
    about = named_topic(compared.topics, asked.topic) if asked.topic is not None else None

    def show(console: "Console") -> None:
        from rolefit.explain.compare import explain_comparison
        from rolefit.terminal.compare import print_comparison, print_topic

        again = asked.again if people else ()
        explained = explain_comparison(asked.catalog, compared, asked.catalog_file, asked=again)
        if about:
            print_topic(console, compared, explained, about)
        else:
            print_comparison(console, compared, explained, whole=asked.whole)

    def report() -> "Report":
        from rolefit.pages.report import of_comparison

        return of_comparison(asked.catalog, compared, asked.catalog_file, whole=asked.whole)

    return _Shown(compared, show, report)


def _way(asked: _Asked) -> _Shown:
    """A person beside a role."""
    from rolefit.people.way import way_to

    (person,), (role,) = asked.compared.people, asked.compared.roles
    way = way_to(asked.catalog, person.answers, role.id, asked.start, person.name)

    def show(console: "Console") -> None:
        from rolefit.explain.way import explain_way
        from rolefit.terminal.way import print_way

        explained = explain_way(asked.catalog, way, asked.again, asked.catalog_file)
        print_way(console, way, explained, whole=asked.whole)

    def report() -> "Report":
        from rolefit.pages.report import of_way

        return of_way(asked.catalog, way, asked.again, asked.catalog_file, whole=asked.whole)

    return _Shown(way, show, report)


def _beside(asked: _Asked) -> _Shown:
    """People beside each other, or a person then and now."""
    from rolefit.people.beside import put_beside

    beside = put_beside(asked.catalog, {person.name: person.answers for person in asked.compared.people})

    def show(console: "Console") -> None:
        from rolefit.explain.beside import explain_beside
        from rolefit.terminal.beside import print_beside

        explained = explain_beside(asked.catalog, beside, asked.again, asked.catalog_file)
        print_beside(console, explained, whole=asked.whole)

    def report() -> "Report":
        from rolefit.pages.report import of_beside

        return of_beside(asked.catalog, beside, asked.again, asked.catalog_file, whole=asked.whole)

    return _Shown(beside, show, report)
