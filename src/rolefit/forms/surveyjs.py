"""A form as JSON for SurveyJS: its results are the answers that `rolefit score` reads, one object for each person."""

import json
from typing import Any

from rolefit.catalog.models import Catalog
from rolefit.documents.output import escape_control
from rolefit.forms.asked import NONE_LABEL, Asked, Form

_IMPORTANCE = "importance"
"""The key of answers that says how much a question matters: a matrix of this name gives it as it is read."""


def surveyjs_form(form: Form, catalog: Catalog) -> str:
    """The JSON that a SurveyJS model is made of: a question on each page, then one on what matters more."""
    pages = [{"name": question.id, "elements": [_question(question)]} for question in form.questions]
    survey = {
        "title": form.title,
        "description": form.intro,
        "showQuestionNumbers": False,
        "showProgressBar": True,
        "progressBarType": "questions",
        "pages": [*pages, {"name": "what-matters", "elements": [_importance(catalog)]}],
    }
    return json.dumps(survey, indent=2, ensure_ascii=False) + "\n"


def _question(question: Asked) -> dict[str, Any]:
    of_kind = (
        {"type": "checkbox", "showNoneItem": True, "noneText": NONE_LABEL}
        if question.takes_many
        else {"type": "radiogroup", "showClearButton": True}
    )
    choices = [{"value": option, "text": label} for option, label in question.options]
    return {"name": question.id, "title": question.ask, "description": question.hint, **of_kind, "choices": choices}


def _importance(catalog: Catalog) -> dict[str, Any]:
    return {
        "type": "matrix",
        "name": _IMPORTANCE,
        "title": "Does one of these matter more to you than the others, or less?",
        "description": "What you leave out counts like the others.",
        "columns": [{"value": "high", "text": "Counts double"}, {"value": "low", "text": "Counts half"}],
        "rows": [{"value": each.id, "text": escape_control(each.name)} for each in catalog.fit_questions],
    }
