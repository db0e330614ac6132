"""Which data or ML role fits you: role models with their sources, and scores that add up from their reasons.

The public API is what `dir(rolefit)` lists, and with the extra `arrow` what `rolefit.arrow.__all__` does; everything
else is private and may change without notice.

What holds data is immutable: read its fields as attributes. Most of it is pydantic models, of which
`model_dump_json(by_alias=True)` gives the JSON that the commands print. Input that cannot be used raises InputError,
which says what is wrong, where, and what would be right; a model made of values of a wrong type raises pydantic's
ValidationError. Both are ValueErrors. Where a file is read, `-` is standard input.

>>> from rolefit import Answers, load_catalog, score
>>> catalog = load_catalog()
>>> result = score(catalog, Answers(answers={"horizon": "years", "deliverables": ["papers"]}))
>>> result.ranking[0].title
'Research scientist'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    # What type checkers and editors read; the name behind `as` says that it is meant to be imported from here.
    from rolefit.answers.load import load_answers as load_answers
    from rolefit.answers.models import Answers as Answers
    from rolefit.batch.scan import scan_lines as scan_lines
    from rolefit.batch.score import score_lines as score_lines
    from rolefit.catalog.load import load_catalog as load_catalog
    from rolefit.catalog.models import Catalog as Catalog
    from rolefit.catalog.models import Option as Option
    from rolefit.catalog.models import Question as Question
    from rolefit.catalog.models import Role as Role
    from rolefit.catalog.models import Share as Share
    from rolefit.catalog.models import Source as Source
    from rolefit.errors import InputError as InputError
    from rolefit.errors import Problem as Problem
    from rolefit.evaluation.evaluate import evaluate as evaluate
    from rolefit.evaluation.labelled import Labelled as Labelled
    from rolefit.evaluation.labelled import LabelledAnswers as LabelledAnswers
    from rolefit.evaluation.labelled import load_labelled as load_labelled
    from rolefit.evaluation.result import Evaluation as Evaluation
    from rolefit.extract.load import Text as Text
    from rolefit.extract.load import load_text as load_text
    from rolefit.roles.compare import Comparison as Comparison
    from rolefit.roles.compare import OptionShares as OptionShares
    from rolefit.roles.compare import compare as compare
    from rolefit.scanning.match import suited as suited
    from rolefit.scanning.result import Mention as Mention
    from rolefit.scanning.result import OptionRef as OptionRef
    from rolefit.scanning.result import Revealed as Revealed
    from rolefit.scanning.result import Scan as Scan
    from rolefit.scanning.result import ScanTitle as ScanTitle
    from rolefit.scanning.result import ScanVerdict as ScanVerdict
    from rolefit.scanning.result import Suit as Suit
    from rolefit.scanning.scanner import Scanner as Scanner
    from rolefit.scanning.scanner import scan as scan
    from rolefit.scoring.result import Ranked as Ranked
    from rolefit.scoring.result import Reason as Reason
    from rolefit.scoring.result import Result as Result
    from rolefit.scoring.result import Verdict as Verdict
    from rolefit.scoring.scorer import Scorer as Scorer
    from rolefit.scoring.scorer import score as score
    from rolefit.scoring.selection import next_question as next_question
else:
    _HOMES = {
        "load_catalog": "catalog.load",
        "Catalog": "catalog.models",
        "Question": "catalog.models",
        "Option": "catalog.models",
        "Role": "catalog.models",
        "Share": "catalog.models",
        "Source": "catalog.models",
        "Answers": "answers.models",
        "load_answers": "answers.load",
        "score": "scoring.scorer",
        "Scorer": "scoring.scorer",
        "score_lines": "batch.score",
        "Result": "scoring.result",
        "Ranked": "scoring.result",
        "Verdict": "scoring.result",
        "Reason": "scoring.result",
        "next_question": "scoring.selection",
        "compare": "roles.compare",
        "Comparison": "roles.compare",
        "OptionShares": "roles.compare",
        "load_labelled": "evaluation.labelled",
        "Labelled": "evaluation.labelled",
        "LabelledAnswers": "evaluation.labelled",
        "scan": "scanning.scanner",
        "Scanner": "scanning.scanner",
        "scan_lines": "batch.scan",
        "Scan": "scanning.result",
        "ScanVerdict": "scanning.result",
        "ScanTitle": "scanning.result",
        "Revealed": "scanning.result",
        "Mention": "scanning.result",
        "load_text": "extract.load",
        "Text": "extract.load",
        "suited": "scanning.match",
        "Suit": "scanning.result",
        "OptionRef": "scanning.result",
        "evaluate": "evaluation.evaluate",
        "Evaluation": "evaluation.evaluate",
        "InputError": "errors",
        "Problem": "errors",
    }
    __all__ = list(_HOMES)

    def __getattr__(name: str) -> Any:
        # Loading the models costs about 0.1 s, which `rolefit --version` should not pay.
        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __dir__() -> list[str]:
        return ["__version__", *_HOMES]
