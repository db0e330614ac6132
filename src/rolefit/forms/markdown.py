"""A form in Markdown, for paper: boxes to tick."""

from collections.abc import Iterator

from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.forms.asked import Form
from rolefit.pages.page import as_markdown

_MATTERS = (
    "Does a question matter more to you than the others? Put a + beside its number: it counts double. Less? A −: half."
)


def markdown_form(form: Form, catalog: Catalog) -> str:
    """The form, a heading and a list of boxes for each question."""
    return "\n".join(_lines(form, CatalogRef.of(catalog))) + "\n"


def _lines(form: Form, catalog: CatalogRef) -> Iterator[str]:
    yield f"# {as_markdown(form.title)}"
    yield ""
    yield as_markdown(f"{form.intro} {_MATTERS}")
    yield ""
    yield "Name: ______________________________"
    for number, question in enumerate(form.questions, 1):
        yield ""
        yield f"## {number}. {as_markdown(question.ask)}"
        yield ""
        yield f"*{as_markdown(question.hint)}*"
        yield ""
        for label in question.labels:
            yield f"- [ ] {as_markdown(label)}"
    yield ""
    yield "---"
    yield ""
    yield as_markdown(f"Catalog: {catalog.name}, version {catalog.version} ({catalog.digest}).")
