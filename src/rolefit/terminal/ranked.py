"""The first postings of a table, as text for the terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from rolefit.errors import excerpt
from rolefit.explain.ranked import RankedExplanation, RankedPosting
from rolefit.terminal.console import GAP, NARROW, indented, label_width, print_lines, row, words, wrapped
from rolefit.terminal.looks import looks_of

READS = 26
"""How many columns what a posting reads as takes where it stands beside its name."""

LEAST_NAME = 16
"""How many columns the name of a posting takes at least."""


def print_ranked(console: Console, ranked: RankedExplanation) -> None:
    """Print the first postings of a table, a row each."""
    lines = [*wrapped(console, words(ranked.verdict, "bold")), *_rows(console, ranked)]
    print_lines(console, [*lines, Text(), *wrapped(console, words(ranked.note, "dim"))])


def _rows(console: Console, ranked: RankedExplanation) -> Iterator[Text]:
    counts = [max(len(head), 8) for head in ranked.heads]
    if console.width < NARROW:
        for posting in ranked.postings:
            told = [f"{count} {head}" for count, head in zip(posting.counts, ranked.heads, strict=True)]
            yield from wrapped(console, Text.assemble(_mark(ranked, posting), " ", words(posting.name, "bold")))
            for each in [*told, posting.reads]:
                yield from indented(console, words(each))
        return
    names = [words(posting.name, "bold") for posting in ranked.postings]
    widths = [*counts, label_width(console, names, sum(counts) + READS + GAP * (len(counts) + 1)), READS]
    if ranked.heads:
        yield from row(console, [*(words(head, "dim") for head in ranked.heads), Text(), Text()], widths)
    for posting in ranked.postings:
        cells = [words(count, "cyan") for count in posting.counts]
        name = words(excerpt(posting.name, max(LEAST_NAME, widths[-2] - 2)), "bold")
        cells.append(Text.assemble(_mark(ranked, posting), " ", name))
        yield from row(console, [*cells, words(posting.reads)], widths)


def _mark(ranked: RankedExplanation, posting: RankedPosting) -> Text:
    return looks_of(ranked.titles)[posting.first].text if posting.first else Text("·", "dim")
