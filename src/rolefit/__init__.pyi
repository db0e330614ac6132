# The public API, each name once: type checkers and editors read it here, and __init__.py where a name is to be found.
# The name behind `as` says that it is meant to be imported from rolefit.
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
from rolefit.errors import FormerAnswersWarning as FormerAnswersWarning
from rolefit.errors import InputError as InputError
from rolefit.errors import Problem as Problem
from rolefit.errors import SeveralPostingsWarning as SeveralPostingsWarning
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
from rolefit.scoring.result import NearerJob as NearerJob
from rolefit.scoring.result import Ranked as Ranked
from rolefit.scoring.result import Reason as Reason
from rolefit.scoring.result import Result as Result
from rolefit.scoring.result import Taken as Taken
from rolefit.scoring.result import Verdict as Verdict
from rolefit.scoring.scorer import Scorer as Scorer
from rolefit.scoring.scorer import score as score
from rolefit.scoring.selection import next_question as next_question

__version__: str
