"""A form as a script for Google Apps Script: run once, it builds a Google Form."""

import json

from rolefit.forms.asked import Asked, Form

_HEAD = """\
// Builds a Google Form that asks what `rolefit quiz` asks.
//
// Open script.google.com, make a new project, put this in place of what is there, and choose Run. The log says where
// the form is. Its answers, as CSV or from the linked sheet, are read by `rolefit score`.
"""


def google_script(form: Form) -> str:
    """The script: everything that comes from the catalog stands in it as a string of JavaScript."""
    lines = [
        _HEAD,
        "function buildForm() {",
        f"  const form = FormApp.create({_text(form.title)});",
        f"  form.setDescription({_text(form.intro)});",
        "  form.setProgressBar(true);",
        *map(_item, form.questions),
        "  if (form.setPublished) form.setPublished(true);  // since June 2026 a new form takes no answers until then",
        "  Logger.log('To change it: ' + form.getEditUrl());",
        "  Logger.log('To send it: ' + form.getPublishedUrl());",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _item(question: Asked) -> str:
    add = "addCheckboxItem" if question.takes_many else "addMultipleChoiceItem"
    choices = "".join(f"\n      {_text(label)}," for label in question.labels)
    return (
        f"  form.{add}()\n    .setTitle({_text(question.ask)})\n    .setHelpText({_text(question.hint)})\n"
        f"    .setRequired(false)\n    .setChoiceValues([{choices}\n    ]);"
    )


def _text(text: str) -> str:
    """Text as a string of JavaScript: JSON is one, and without a < nothing that holds the script can be ended."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
