"""Questions in words: what each takes, and a file to fill in with answers to them."""

from collections.abc import Iterator

from rolefit.answers.models import NONE_CHOSEN
from rolefit.catalog.models import Catalog, Question
from rolefit.catalog.questions import QuestionSummary
from rolefit.documents.output import escape_control
from rolefit.explain.words import rolefit_command


def what_it_takes(question: Question | QuestionSummary) -> str:
    """How many answers a question takes, and whether they stand beside the fit."""
    how_many = "one answer" if question.kind == "one" else "any number of answers"
    return f"{how_many}, told beside the fit" if question.outside_fit else how_many


def answers_template(catalog: Catalog, catalog_file: str | None = None) -> str:
    """An answers file, in YAML, in which every question is skipped and every option stands in a comment.

    Whoever takes the # away from an option chooses it. `catalog_file` is what the user gave as --roles.
    """
    return "".join(f"{line}\n" for line in _template_lines(catalog, catalog_file))


def _template_lines(catalog: Catalog, catalog_file: str | None) -> Iterator[str]:
    command = rolefit_command("quiz", "--answers me.yaml", catalog_file, here=False)
    yield _comment(f"Answers to {catalog.name}, version {catalog.version}.")
    yield _comment("Take the # away before an option to choose it; a question of which no option is chosen is skipped.")
    yield _comment(f"Then, if this file is me.yaml: {command}")
    yield "answers:"
    for question in catalog.questions:
        rows = [(option.id, option.label) for option in question.options]
        if question.takes_many:
            rows.append((NONE_CHOSEN, "asked, and nothing of this chosen"))
        ids = [_scalar(name) for name, _ in rows]
        width = max(map(len, ids))
        yield ""
        yield f"  {_comment(question.ask)}"
        yield f"  {_comment(f'Takes {what_it_takes(question)}.')}"
        yield f"  {_scalar(question.id)}:"
        for name, (_, label) in zip(ids, rows, strict=True):
            yield f"    #- {name.ljust(width)}  {_comment(label)}"
    first = catalog.questions[0].id
    yield ""
    yield _comment("A question counts double if it is of high importance, half if it is of low importance.")
    yield f"#importance: {{{_scalar(first)}: high}}"


def _comment(text: str) -> str:
    return f"# {escape_control(text)}"


def _scalar(text: str) -> str:
    """Text as YAML reads it back: in quotes where it would be a number, or true or false."""
    import yaml  # noqa: PLC0415  # for a template alone

    return str(yaml.safe_dump(text).splitlines()[0])
