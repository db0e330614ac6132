"""Writing a form in the format that is asked for. What a format needs is imported where it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rolefit.catalog.models import Catalog
from rolefit.errors import InputError, Problem
from rolefit.forms.asked import form_of

FormFormat: TypeAlias = Literal["html", "surveyjs", "xlsform", "google", "markdown"]


@dataclass(frozen=True)
class _Writer:
    ending: str
    write: Callable[[Catalog, str | None], str | bytes]
    """Makes the form of a catalog, which the user may have named in --roles."""


def write_form(catalog: Catalog, to: FormFormat, catalog_file: str | None = None) -> bytes:
    """A form that asks what a catalog asks, as the bytes of a file; text is UTF-8.

    `catalog_file` is what the user gave as --roles. Raises InputError where what writes the format is not installed.
    """
    made = _WRITERS[to].write(catalog, catalog_file)
    return made.encode() if isinstance(made, str) else made


def ending_of(to: FormFormat) -> str:
    """How the names of files of a format end."""
    return _WRITERS[to].ending


def is_text(to: FormFormat) -> bool:
    """Whether a format is text, which a terminal can show."""
    return to != "xlsform"


def _html(catalog: Catalog, catalog_file: str | None) -> str:
    from rolefit.forms.html import html_page

    return html_page(form_of(catalog), catalog, catalog_file)


def _surveyjs(catalog: Catalog, _: str | None) -> str:
    from rolefit.forms.surveyjs import surveyjs_form

    return surveyjs_form(form_of(catalog), catalog)


def _xlsform(catalog: Catalog, _: str | None) -> bytes:
    try:
        from rolefit.forms.xlsform import xlsform
    except ImportError as error:
        hint = "to write it, install: pip install 'rolefit[tables]'"
        raise InputError(Problem("xlsform is a workbook", hint, key="--to")) from error

    return xlsform(form_of(catalog))


def _google(catalog: Catalog, _: str | None) -> str:
    from rolefit.forms.google import google_script

    return google_script(form_of(catalog))


def _markdown(catalog: Catalog, _: str | None) -> str:
    from rolefit.forms.markdown import markdown_form

    return markdown_form(form_of(catalog), catalog)


_WRITERS: Mapping[FormFormat, _Writer] = {
    "html": _Writer(".html", _html),
    "surveyjs": _Writer(".json", _surveyjs),
    "xlsform": _Writer(".xlsx", _xlsform),
    "google": _Writer(".gs", _google),
    "markdown": _Writer(".md", _markdown),
}
