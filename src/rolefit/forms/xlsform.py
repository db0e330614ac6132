"""A form as XLSForm, the workbook that KoboToolbox and ODK build forms of."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from rolefit.forms.asked import NONE_LABEL, Asked, Form

NONE_NAME = "none_of_these"
"""What stands for none of the options; the same words, with underscores, as in answers."""

_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""When the workbook says that it was made: the same form has the same bytes."""


def xlsform(form: Form) -> bytes:
    """The workbook."""
    sheets: Mapping[str, Sequence[Sequence[str]]] = {
        "survey": [
            ("type", "name", "label", "hint", "constraint", "constraint_message"),
            ("note", "about_this", form.intro, "", "", ""),
            *map(_question, form.questions),
        ],
        "choices": [("list_name", "name", "label"), *_choices(form.questions)],
        "settings": [("form_title", "form_id", "version"), (form.title, form.name, form.version)],
    }
    made = BytesIO()
    # A text that begins with = is no formula, and one that looks like an address no link.
    kept = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(made, kept) as book:
        book.set_properties({"created": _ALWAYS})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 1, 24)
            sheet.set_column(2, 5, 50, wrapped)
            for number, row in enumerate(rows):
                # What is in ${ } would be the answer to the question of that name.
                sheet.write_row(number, 0, [cell.replace("${", "$ {") for cell in row])
    return made.getvalue()


def _question(question: Asked) -> tuple[str, ...]:
    kind = "select_multiple" if question.takes_many else "select_one"
    alone = (
        (f"not(selected(., '{NONE_NAME}')) or count-selected(.) = 1", f"“{NONE_LABEL}” stands alone.")
        if question.takes_many
        else ("", "")
    )
    return (f"{kind} {_name(question.id)}", _name(question.id), question.ask, question.hint, *alone)


def _choices(questions: Sequence[Asked]) -> Iterator[tuple[str, str, str]]:
    for question in questions:
        for option, label in question.options:
            yield _name(question.id), _name(option), label
        if question.takes_many:
            yield _name(question.id), NONE_NAME, NONE_LABEL


def _name(name: str) -> str:
    """An id as XML can name things: it begins with no digit. As names are compared, it is the same."""
    return name if name[0].isalpha() else f"_{name}"
