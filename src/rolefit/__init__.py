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
    from rolefit.answers import Answers as Answers
    from rolefit.answers import load_answers as load_answers
    from rolefit.batch import score_lines as score_lines
    from rolefit.catalog import Catalog as Catalog
    from rolefit.catalog import Option as Option
    from rolefit.catalog import Question as Question
    from rolefit.catalog import Role as Role
    from rolefit.catalog import Share as Share
    from rolefit.catalog import Source as Source
    from rolefit.catalog import load_catalog as load_catalog
    from rolefit.comparison import Comparison as Comparison
    from rolefit.comparison import OptionShares as OptionShares
    from rolefit.comparison import compare as compare
    from rolefit.errors import InputError as InputError
    from rolefit.errors import Problem as Problem
    from rolefit.evaluation import Evaluation as Evaluation
    from rolefit.evaluation import evaluate as evaluate
    from rolefit.labelled import Labelled as Labelled
    from rolefit.labelled import LabelledAnswers as LabelledAnswers
    from rolefit.labelled import load_labelled as load_labelled
    from rolefit.outlook import next_question as next_question
    from rolefit.result import Ranked as Ranked
    from rolefit.result import Reason as Reason
    from rolefit.result import Result as Result
    from rolefit.result import Verdict as Verdict
    from rolefit.scan_batch import scan_lines as scan_lines
    from rolefit.scan_result import Mention as Mention
    from rolefit.scan_result import Revealed as Revealed
    from rolefit.scan_result import Scan as Scan
    from rolefit.scan_result import ScanTitle as ScanTitle
    from rolefit.scan_result import ScanVerdict as ScanVerdict
    from rolefit.scanning import Scanner as Scanner
    from rolefit.scanning import scan as scan
    from rolefit.scoring import Scorer as Scorer
    from rolefit.scoring import score as score
    from rolefit.suit_result import OptionRef as OptionRef
    from rolefit.suit_result import Suit as Suit
    from rolefit.suiting import suited as suited
    from rolefit.texts import Text as Text
    from rolefit.texts import load_text as load_text
else:
    _HOMES = {
        "load_catalog": "catalog",
        "Catalog": "catalog",
        "Question": "catalog",
        "Option": "catalog",
        "Role": "catalog",
        "Share": "catalog",
        "Source": "catalog",
        "Answers": "answers",
        "load_answers": "answers",
        "score": "scoring",
        "Scorer": "scoring",
        "score_lines": "batch",
        "Result": "result",
        "Ranked": "result",
        "Verdict": "result",
        "Reason": "result",
        "next_question": "outlook",
        "compare": "comparison",
        "Comparison": "comparison",
        "OptionShares": "comparison",
        "load_labelled": "labelled",
        "Labelled": "labelled",
        "LabelledAnswers": "labelled",
        "scan": "scanning",
        "Scanner": "scanning",
        "scan_lines": "scan_batch",
        "Scan": "scan_result",
        "ScanVerdict": "scan_result",
        "ScanTitle": "scan_result",
        "Revealed": "scan_result",
        "Mention": "scan_result",
        "load_text": "texts",
        "Text": "texts",
        "suited": "suiting",
        "Suit": "suit_result",
        "OptionRef": "suit_result",
        "evaluate": "evaluation",
        "Evaluation": "evaluation",
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
