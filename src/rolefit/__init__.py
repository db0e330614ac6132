"""Which data or ML role fits you: role models with their sources, and scores that add up from their reasons.

The public API is what `__all__` names; everything else may change without notice.

>>> from rolefit import Answers, load_catalog, score
>>> catalog = load_catalog()
>>> result = score(catalog, Answers(answers={"horizon": "years", "deliverables": ["papers"]}))
>>> result.ranking[0].title
'Research scientist'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolefit.answers import Answers, load_answers
    from rolefit.batch import score_lines
    from rolefit.catalog import Catalog, load_catalog
    from rolefit.comparison import Comparison, compare
    from rolefit.errors import InputError, Problem
    from rolefit.evaluation import Evaluation, evaluate
    from rolefit.labelled import load_labelled
    from rolefit.result import Result
    from rolefit.scoring import Scorer, score

__version__ = "0.1.0"

__all__ = [
    "Answers",
    "Catalog",
    "Comparison",
    "Evaluation",
    "InputError",
    "Problem",
    "Result",
    "Scorer",
    "__version__",
    "compare",
    "evaluate",
    "load_answers",
    "load_catalog",
    "load_labelled",
    "score",
    "score_lines",
]

_HOMES = {
    "Answers": "answers",
    "Catalog": "catalog",
    "Comparison": "comparison",
    "Evaluation": "evaluation",
    "InputError": "errors",
    "Problem": "errors",
    "Result": "result",
    "Scorer": "scoring",
    "compare": "comparison",
    "evaluate": "evaluation",
    "load_answers": "answers",
    "load_catalog": "catalog",
    "load_labelled": "labelled",
    "score": "scoring",
    "score_lines": "batch",
}


def __getattr__(name: str) -> Any:
    # Loading the models costs about 0.1 s, which `rolefit --version` should not pay.
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
