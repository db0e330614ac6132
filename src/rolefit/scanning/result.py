"""What scanning gives: which role a text describes, as the JSON of `rolefit scan --json` has it."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from rolefit.catalog.models import CatalogRef
from rolefit.documents.validation import Model
from rolefit.scoring.result import Ranked, Reason, Unit, VerdictKind
from rolefit.scoring.use import INTENDED_USE

Because: TypeAlias = Literal["other-language", "other-job", "too-little", "unclear-role", "near-job"]
"""Why a verdict is not clear, where the fits are not all there is to it."""


class ScanVerdict(Model):
    """What the ranking of a text allows to say.

    >>> from rolefit import load_catalog, scan
    >>> verdict = scan(load_catalog(), "Mix flour with sugar and two eggs.").verdict
    >>> verdict.kind, verdict.because
    ('open', 'too-little')
    """

    kind: VerdictKind
    """clear: the text reads as one role; close: as several; open: it describes none of them, or does not tell which."""
    roles: tuple[str, ...]
    """The roles that the text may be about, best first: those whose fit is at least a fifth of the first one's; where
    `because` is unclear-role those that its texts read like as well, and that role, last. One if clear; if open, all
    that texts tell."""
    because: Because | None
    """other-language: few words of the language that signals are in; other-job: it reads as another job; too-little: it
    names too little that tells of any role; unclear-role: one of the roles is not told by texts alone; near-job: it
    reads as a role, but another job cannot be ruled out; null: the fits say it all."""
    about: str | None
    """The language that is read, or the other job, or the id of the role that is unclear."""
    words: tuple[str, ...] = ()
    """Words of its own that the text has of another job, where it reads as one."""


class Mention(Model):
    """A signal in a text.

    >>> from rolefit import load_catalog, scan
    >>> mention = scan(load_catalog(), "You know SQL. We use SQL.").revealed[0].mentions[0]
    >>> mention.signal, mention.sentence, mention.places
    ('SQL', 'You know SQL.', ((9, 12), (21, 24)))
    """

    signal: str
    """As the catalog has it."""
    sentence: str
    """Where it stands first: the sentence, or as much around it as fits into a few lines."""
    places: tuple[tuple[int, int], ...]
    """Everywhere it stands in the text: from which character up to which."""


class Revealed(Model):
    """An option that a text names.

    >>> from rolefit import load_catalog, scan
    >>> revealed = scan(load_catalog(), "You know SQL and MySQL.").revealed[0]
    >>> revealed.question, revealed.option, [mention.signal for mention in revealed.mentions]
    ('tools', 'sql', ['SQL', 'MySQL'])
    """

    question: str
    """Id of the question."""
    option: str
    """Id of the option."""
    mentions: tuple[Mention, ...]
    """The signals that reveal it, in the order of the text."""


class ScanTitle(Model):
    """What the title of a text says. It counts for nothing in the fit.

    >>> from rolefit import load_catalog, scan
    >>> scan(load_catalog(), "We use SQL.", title="Senior Data Scientist").title.roles
    ('ds',)
    """

    text: str
    """The title."""
    roles: tuple[str, ...]
    """Ids of the roles that it names."""
    job: str | None = None
    """The other job that it names, where it names no role."""


class OptionRef(Model):
    """An option, by its ids.

    >>> from rolefit import OptionRef
    >>> OptionRef(question="tools", option="sql").option
    'sql'
    """

    question: str
    """Id of the question."""
    option: str
    """Id of the option."""


class Suit(Model):
    """How a text suits a person: what it asks for against what the person chose.

    Only questions that the person answered count, and options that signals can reveal.

    >>> from rolefit import load_answers, load_catalog, scan, suited
    >>> catalog = load_catalog()
    >>> answers = load_answers("examples/ml-engineer.yaml", catalog)
    >>> round(suited(catalog, scan(catalog, "We use Docker and Java."), answers).suit.share, 2)
    0.15
    """

    share: Unit
    """Of what the text asks for and what the person chose, the part that is both: twice that over the sum of the two,
    each option counting as much as its question matters to the person. 0 where they share nothing."""
    shared: tuple[OptionRef, ...]
    """What the text asks for and the person chose."""
    asked: tuple[OptionRef, ...]
    """What the text asks for and the person did not choose."""
    wanted: tuple[OptionRef, ...]
    """What the person chose and the text does not name."""
    fits: dict[str, Unit]
    """Role id to how well it fits the person."""


class Ask(Model):
    """A question for the interview: what a text leaves unsaid, and would tell its readings apart.

    >>> from rolefit import load_catalog, scan
    >>> scan(load_catalog(), "Data Scientist. We use SQL and Python.").ask[0].text
    'What would I hand over in the first half year, and to whom?'
    """

    question: str
    """Id of the question of the quiz that it is about."""
    option: str | None
    """Id of the option that it is about; null where the whole question is asked."""
    text: str
    """What to ask."""
    information: Annotated[float, Field(ge=0)]
    """How much the answer is expected to tell of the roles that the text may be about, in natural log units."""


class InText(Model):
    """How a text names an option.

    >>> from rolefit import InText
    >>> InText(words=("A/B tests",), sentence="You run A/B tests.").words
    ('A/B tests',)
    """

    words: tuple[str, ...]
    """What names it, as the text has it, in the order of the text; each once."""
    sentence: str
    """Where the first of these stands."""


class CvPoint(Model):
    """An option that a posting asks for, a CV shows, or both.

    >>> from rolefit import CvPoint, InText
    >>> CvPoint(question="tools", option="sql", posting=InText(words=("SQL",), sentence="SQL"), cv=None).option
    'sql'
    """

    question: str
    """Id of the question."""
    option: str
    """Id of the option."""
    posting: InText | None
    """How the posting names it; null where it does not."""
    cv: InText | None
    """How the CV names it; null where it does not."""


class CvMatch(Model):
    """A CV beside what a posting asks for: what tells more, since fewer postings name it, first in each list.

    >>> from rolefit import Scanner, load_catalog, with_cv
    >>> scanner, text = Scanner(load_catalog()), "We use SQL."
    >>> found = with_cv(scanner, scanner.scan(text), text, "Ten years of Java and PostgreSQL").cv
    >>> found.shown[0].posting.words, found.shown[0].cv.words, [each.option for each in found.extra]
    (('SQL',), ('PostgreSQL',), ['java'])
    """

    name: str | None
    """What the CV is called: the name of its file."""
    shown: tuple[CvPoint, ...]
    """What the posting asks for and the CV shows."""
    missing: tuple[CvPoint, ...]
    """What the posting asks for and the CV does not show."""
    extra: tuple[CvPoint, ...]
    """What the CV shows and the posting does not ask for."""
    reads_as: ScanVerdict
    """What may be said of the CV, read as a text itself."""


class Scan(Model):
    """A text, read as that of a job.

    >>> from rolefit import load_catalog, scan
    >>> text = "Build dashboards in Tableau, write SQL, present findings, test hypotheses with statistics"
    >>> result = scan(load_catalog(), text)
    >>> result.ranking[0].role, [each.option for each in result.revealed][:2]
    ('ds', ['sql', 'bi'])
    """

    schema_: Annotated[Literal["rolefit/scan/1"], Field(alias="schema")] = "rolefit/scan/1"
    """The format, and its version."""
    catalog: CatalogRef
    """The catalog that the text was read by."""
    name: str | None
    """What the text is called: the name of the file."""
    title: ScanTitle | None
    """What its title says; null where it has none."""
    ranking: tuple[Ranked, ...]
    """The roles that texts tell, best first; fits add up to 1."""
    verdict: ScanVerdict
    """What the ranking allows to say."""
    revealed: tuple[Revealed, ...]
    """The options that the text names, in the order of the catalog."""
    why: tuple[Reason, ...]
    """What each of them did for every role that texts tell, in the order of the catalog. What a text does not name does
    nothing."""
    left_out: tuple[tuple[int, int], ...] = ()
    """What is not about the work, on the employer, benefits or pay, or shared by several texts, and so not read: from
    which character up to which."""
    suit: Suit | None
    """How it suits a person whose answers were given."""
    ask: tuple[Ask, ...] = ()
    """What to ask in the interview, what tells most first; none where the verdict is clear, or about another job."""
    cv: CvMatch | None = None
    """What a CV shows of what it asks for, where one was given."""
    use: str = INTENDED_USE
    """What this is meant for, and what it is not."""


class ScanList(Model):
    """Several texts, each scanned."""

    schema_: Annotated[Literal["rolefit/scans/1"], Field(alias="schema")] = "rolefit/scans/1"
    """The format, and its version."""
    scans: tuple[Scan, ...]
    """In the order in which the texts were named; best first where answers or a CV were given."""
