"""A scan, as text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from rich.console import Console
from rich.text import Text

from rolefit.documents.output import escape_control
from rolefit.explain.scan import (
    NUMBERS,
    MatchExplanation,
    RoleEvidence,
    ScanEvidence,
    ScanExplanation,
)
from rolefit.explain.words import effect_in_words
from rolefit.scanning.finder import Finder
from rolefit.scanning.highlight import TextPiece, highlighted_lines
from rolefit.scanning.scanner import ScannedFiles, ScannedText
from rolefit.terminal.console import bullets, heading, indented, print_lines, words, wrapped
from rolefit.terminal.looks import looks_of
from rolefit.terminal.result import ranking_table

COLOURS = ("blue", "yellow", "green", "magenta", "cyan", "red")
"""The colours of roles, in the order of the catalog: those that a terminal shows as its user likes them."""


def print_scans(
    console: Console, scanned: ScannedFiles, explanations: Sequence[ScanExplanation], *, marked: bool = False
) -> None:
    """Print scans one after the other: the verdict, the ranked table, and what the text says for which role.

    Where `marked`, the text itself is printed, with all of that marked in it. Where several texts were named, they are
    listed first.
    """
    lines = list(scan_list(console, explanations)) if scanned.several else []
    for read, explanation in zip(scanned.reads, explanations, strict=True):
        if scanned.several:
            lines += heading(console, explanation.name)
        lines += _scan_lines(console, explanation, read if marked else None)
    print_lines(console, lines)


def _scan_lines(console: Console, explanation: ScanExplanation, to_mark: ScannedText | None) -> Iterator[Text]:
    yield Text()
    yield from wrapped(console, words(explanation.verdict, "bold"))
    for note in explanation.notes:
        yield from wrapped(console, words(note))
    if explanation.ranking:
        yield Text()
        yield from ranking_table(console, explanation.ranking, explanation.fits, looks_of(explanation.titles))
    if explanation.suit:
        yield from suit_lines(console, explanation.suit)
    if to_mark:
        yield from _text_lines(console, to_mark, explanation.titles)
    elif explanation.groups:
        yield from heading(console, "What the text says, and for which role")
        for group in explanation.groups:
            yield from _group_lines(console, group)
        yield Text()
        yield from wrapped(console, words(f"{NUMBERS}.", "dim"))


def _group_lines(console: Console, group: RoleEvidence) -> Iterator[Text]:
    yield from indented(console, words(f"most for {group.title}", "italic"))
    for point in group.points:
        effects = ", ".join(f"{role} {effect_in_words(effect)}" for role, effect in point.effects)
        label = Text.assemble("• ", words(f"{point.topic}: ", "dim"), words(point.text), words(f" {effects}", "dim"))
        yield from indented(console, label, 4)
        yield from indented(console, _quote(point), 6)


def _quote(point: ScanEvidence) -> Text:
    """The sentence, what reveals the option underlined in it, and all that does."""
    quote = Text(f"“{escape_control(point.sentence)}”", "italic")
    for found in Finder(point.signals).find(quote.plain):
        quote.stylize("underline", found.start, found.end)
    return Text.assemble(quote, words(f" ({', '.join(point.signals)})"))


def _text_lines(console: Console, read: ScannedText, titles: Mapping[str, str]) -> Iterator[Text]:
    styles = {role: f"underline {colour}" for role, colour in zip(titles, cycle(COLOURS), strict=False)}
    # Where colours cannot tell the roles apart, their ids do.
    named = not console.is_terminal or console.no_color or len(titles) > len(COLOURS)

    def marked(piece: TextPiece) -> Text:
        if piece.role is None:
            return words(piece.text)
        return Text.assemble(words(piece.text, styles[piece.role]), words(f"[{piece.role}]" if named else "", "dim"))

    yield from heading(console, "The text, with what speaks for each role")
    for role, title in titles.items():
        yield from indented(console, marked(TextPiece(title, role)))
    yield Text()
    for line in highlighted_lines(read.scan, read.text):
        yield from wrapped(console, Text.assemble(*map(marked, line)))


def suit_lines(console: Console, suit: MatchExplanation) -> Iterator[Text]:
    """How one text suits the person."""
    yield from heading(console, "Does it suit you?")
    yield from indented(console, words(suit.sentence))
    lists = {
        "it names, and you chose": suit.shared,
        "it names, and you did not choose": suit.asked,
        "you chose, and it does not name": suit.wanted,
    }
    for title, options in lists.items():
        texts = [Text.assemble(words(f"{option.topic}: ", "dim"), words(option.text)) for option in options]
        yield from indented(console, words(title, "italic"))
        yield from bullets(console, texts, indent=4) or [Text("    –")]


def scan_list(console: Console, explanations: Sequence[ScanExplanation]) -> Iterator[Text]:
    """Several texts: what each reads as, and how well it suits the person if answers were given."""
    best_first = ", those with most in common with you first" if explanations[0].suit else ""
    yield from heading(console, f"The texts{best_first}")
    for explanation in explanations:
        overlap = Text(f"{explanation.suit.overlap:>4} " if explanation.suit else "", "cyan")
        name, reads = words(explanation.name, "bold"), words(f" {explanation.reads}")
        yield from indented(console, Text.assemble(overlap, name, reads))
