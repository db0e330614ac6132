"""Text in, role out: which options a text names, what they speak for, and what may be evidence of it.

The model is multinomial naive Bayes, but of the mean of what signals say. For role r, the n signals s in the text, the
option o(s) that a signal reveals, the share t(r,o) of an option among the signals in texts about the role, a weight w
and a tilt b(r):

    score(r) = sum over s of  (w * log t(r, o(s)) + b(r)) / max(n, least_signals)
    fit(r)   = exp(score(r)) / sum over roles of exp(score)

A signal counts once, however often it stands in the text, and what the text does not name does nothing. Names of roles,
and its title, count for nothing. What an option did for a role is its term less the mean of that term over the roles.
A role that texts do not tell has no fit. Whether the text is about the roles at all is asked first (gate.py).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolefit.catalog.models import Catalog, CatalogRef
from rolefit.scanning.gate import JobGate
from rolefit.scanning.interview import Interview
from rolefit.scanning.reader import KeywordSpans, OptionKey, TextEvidence, TextReader
from rolefit.scanning.result import Ask, Mention, Revealed, Scan, ScanTitle, ScanVerdict
from rolefit.scanning.sentences import sentence_at
from rolefit.scanning.verdict import TextStanding, decide_text_verdict
from rolefit.scoring.effects import Effects, best_first, in_grains, text_effects
from rolefit.scoring.result import Ranked, Reason
from rolefit.scoring.scorer import softmax


def scan(catalog: Catalog, text: str, title: str | None = None) -> Scan:
    """Tell which role a text describes. For many texts, make one Scanner.

    Without a `title`, the first line is taken for it if it looks like one. Raises InputError where the catalog does not
    say how to read texts.

    >>> from rolefit import load_catalog, scan
    >>> result = scan(load_catalog(), "Publish novel research at NeurIPS and ICML.", title="Data Scientist")
    >>> result.title.roles, result.ranking[0].role
    (('ds',), 'rs')
    """
    return Scanner(catalog).scan(text, title)


@dataclass(frozen=True)
class TextScores:
    """How the roles that texts tell stand after one, in the order of the catalog."""

    totals: Sequence[float]
    """Scores less their mean, in natural log units."""
    fits: Sequence[float]
    """From 0 to 1; they add up to 1."""
    verdict: ScanVerdict
    """What they allow to say."""
    title: ScanTitle | None
    """What the title says."""
    named: Mapping[OptionKey, KeywordSpans]
    """The options that the text names, and the signals that reveal them."""


class Scanner:
    """Scans many texts by one catalog.

    >>> from rolefit import Scanner, load_catalog
    >>> scanner = Scanner(load_catalog())
    >>> [scanner.scan(text).revealed[0].option for text in ("We use SQL", "A PhD is a plus")]
    ['sql', 'doctorate']
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._ref = CatalogRef.of(catalog)
        self._reader = TextReader(catalog)
        self._effects = text_effects(catalog, self._reader.texts)
        texts = self._reader.texts
        self._gate = JobGate(catalog, texts, texts.gate) if texts.gate else None
        self._interview = Interview(catalog)

    def scan(self, text: str, title: str | None = None, name: str | None = None, shared: Collection[str] = ()) -> Scan:
        """Tell which role a text describes, as the function `scan` does.

        `name` is what the text is called, `shared` are lines that count for nothing, as other texts have them too.
        """
        # A lone surrogate, half a character, cannot be written anywhere.
        text = text.encode(errors="replace").decode()
        evidence = self._reader.read(text, title and title.encode(errors="replace").decode(), shared)
        did = self._did(evidence)
        scores = self._scores(evidence, did)
        return Scan(
            catalog=self._ref,
            name=name,
            title=evidence.title,
            ranking=tuple(self._ranking(scores, did)),
            verdict=scores.verdict,
            revealed=tuple(
                Revealed(question=question, option=option, mentions=tuple(_mentions(text, found)))
                for (question, option), found in ((key, evidence.options[key]) for key in did)
            ),
            why=tuple(self._reasons(did)),
            left_out=tuple(sorted({(start, end) for start, end in evidence.left_out})),
            suit=None,
            ask=self._asks(evidence, scores, did),
        )

    def standing(self, text: str, title: str | None = None) -> TextScores:
        """How the roles stand after a text, without the evidence."""
        evidence = self._reader.read(text, title)
        return self._scores(evidence, self._did(evidence))

    def _asks(self, evidence: TextEvidence, scores: TextScores, did: Collection[OptionKey]) -> tuple[Ask, ...]:
        """What to ask about a text; of one that says nothing of any role, nor by its title, nothing: it is no job's."""
        if not evidence.signals and not (evidence.title and evidence.title.roles):
            return ()
        fits = {role.id: fit for role, fit in zip(self.catalog.told_in_texts, scores.fits, strict=True)}
        return self._interview.questions(scores.verdict, fits, did)

    def _did(self, evidence: TextEvidence) -> Mapping[OptionKey, Effects]:
        """What each option that a text names did for the roles that texts tell, in the catalog's order of options."""
        each = 1 / max(self._reader.texts.least_signals, evidence.signals)
        found = {}
        for key, effects in self._effects.items():
            if named := evidence.options.get(key):
                found[key] = in_grains([effect * len(named) * each for effect in effects])
        return found

    def _scores(self, evidence: TextEvidence, did: Mapping[OptionKey, Effects]) -> TextScores:
        by_role = list(zip(*did.values(), strict=True)) or [()] * len(self.catalog.told_in_texts)
        totals = [sum(effects) for effects in by_role]
        strengths = [sum(effect for effect in effects if effect > 0) for effects in by_role]
        fits = softmax(totals)
        other = self._gate.read(evidence) if self._gate else None
        standing = TextStanding(evidence.signals, evidence.other_language, fits, strengths, other)
        verdict = decide_text_verdict(self.catalog, self._reader.texts, standing)
        return TextScores(totals, fits, verdict, evidence.title, evidence.options)

    def _ranking(self, scores: TextScores, did: Mapping[OptionKey, Effects]) -> Iterator[Ranked]:
        by_question: dict[str, list[float]] = {}
        for (question, _), effects in did.items():
            totals = by_question.setdefault(question, [0.0] * len(scores.totals))
            for i, effect in enumerate(effects):
                totals[i] += effect
        for i in best_first(scores.totals):
            role = self.catalog.told_in_texts[i]
            of_role = {question: totals[i] for question, totals in by_question.items()}
            yield Ranked(role=role.id, title=role.title, fit=scores.fits[i], by_question=of_role)

    def _reasons(self, did: Mapping[OptionKey, Effects]) -> Iterator[Reason]:
        for (question, option), effects in did.items():
            for role, effect in zip(self.catalog.told_in_texts, effects, strict=True):
                yield Reason(question=question, option=option, chosen=True, role=role.id, effect=effect)


def _mentions(text: str, found: KeywordSpans) -> Iterator[Mention]:
    for keyword, spans in found.items():
        yield Mention(signal=keyword, sentence=sentence_at(text, *spans[0]), places=tuple(spans))
