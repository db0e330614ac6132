"""What of postings is named and not counted, and what it would cost to count it: denials, asides, other meanings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidence.collect.texts import Sample, clear_roles
from evidence.measure.classifiers import MEASURES, cross_validate, mean_figures, signal_model
from evidence.measure.tables import Table, number, table
from rolefit.catalog.models import Texts
from rolefit.catalog.texts import Asides

KINDS: Mapping[str, Mapping[str, Any]] = {
    "what is denied": {"denials": (), "denials_after": ()},
    "sections on the employer, benefits and pay, and set phrases": {"asides": Asides()},
    "words that mean something else there": {"contexts": ()},
}
"""What is left out, to what of a catalog says so."""


def tables(sample: Sample, partitions: int) -> dict[str, Table]:
    """How many signals are left out of postings for each reason, and how roles are told if they are not."""
    texts = sample.catalog.texts
    if texts is None:
        return {}
    counted = {name: _sample_without(sample, texts, [name]) for name in KINDS}
    counted["any of these"] = _sample_without(sample, texts, list(KINDS))
    return {
        "scan-left-out": table("left out", "signals", "of all", rows=_counts(sample, counted)),
        "scan-costs": _costs({"none of these": sample, **counted}, partitions),
    }


def _sample_without(sample: Sample, texts: Texts, names: Sequence[str]) -> Sample:
    """The sample as it would be if some of it were not left out."""
    changes: dict[str, Any] = {}
    for name in names:
        changes |= KINDS[name]
    denials: dict[str, Any] = {key: changes.pop(key) for key in [*changes] if key.startswith("denials")}
    changed = texts.model_copy(update={**changes, "language": texts.language.model_copy(update=denials)})
    return Sample.of(sample.catalog.model_copy(update={"texts": changed}), sample.postings)


def _counts(sample: Sample, counted: Mapping[str, Sample]) -> Iterator[Sequence[str]]:
    kept = int(sample.signals.sum())
    for name, each in counted.items():
        count = int(each.signals.sum()) - kept
        yield name, f"{count:,}", f"{100 * count / (kept + count):.1f}%"


def _costs(samples: Mapping[str, Sample], partitions: int) -> Table:
    rows = []
    for name, sample in samples.items():
        figures = mean_figures(cross_validate(sample, signal_model, clear_roles(sample.catalog), partitions))
        rows.append([name, *map(number, figures)])
    return table("counted all the same", *MEASURES.values(), rows=rows)
