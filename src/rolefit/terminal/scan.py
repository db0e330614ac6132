"""A scan, as text for the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.catalog.models import Catalog
from rolefit.documents.output import escape_control
from rolefit.explain.scan import (
    NUMBERS,
    MatchExplanation,
    OptionWords,
    RoleEvidence,
    ScanEvidence,
    explain_scan,
    reads_as,
)
from rolefit.scanning.files import ScannedFiles, ScannedText
from rolefit.scanning.finder import Finder
from rolefit.scanning.highlight import TextPiece, highlighted_lines
from rolefit.scanning.result import Scan
from rolefit.terminal.console import bullets, heading, indented, print_lines, words, wrapped
from rolefit.terminal.result import ranking_table

COLOURS = ("blue", "yellow", "green", "magenta", "cyan", "red")
"""The colours of roles, in the order of the catalog: those that a terminal shows as its user likes them."""


def print_scans(console: Console, catalog: Catalog, scanned: ScannedFiles, *, marked: bool = False) -> None:
    """Print scans one after the other: the verdict, the ranked table, and what the text says for which role.

    Where `marked`, the text itself is printed, with all of that marked in it. Where several texts were named, they are
    listed first.
    """
    lines = list(scan_list(console, catalog, [read.scan for read in scanned.reads])) if scanned.several else []
    for read in scanned.reads:
        if scanned.several:
            lines += heading(console, read.scan.name or "")
        lines += _scan_lines(console, catalog, read, marked=marked)
    print_lines(console, lines)


def _scan_lines(console: Console, catalog: Catalog, read: ScannedText, *, marked: bool) -> Iterator[Text]:
    explanation = explain_scan(catalog, read.scan)
    yield Text()
    yield from wrapped(console, words(explanation.verdict, "bold"))
    for note in explanation.notes:
        yield from wrapped(console, words(note))
    if explanation.ranking:
        yield Text()
        yield from ranking_table(console, explanation.ranking)
    if explanation.suit:
        yield from suit_lines(console, explanation.suit)
    if marked:
        yield from _text_lines(console, catalog, read)
    elif explanation.groups:
        yield from heading(console, "What the text says, and for which role")
        for group in explanation.groups:
            yield from _group_lines(console, group)
        yield Text()
        yield from wrapped(console, words(f"{NUMBERS}.", "dim"))


def _group_lines(console: Console, group: RoleEvidence) -> Iterator[Text]:
    yield from indented(console, words(f"most for {group.title}", "italic"))
    for point in group.points:
        did = ", ".join(f"{role} {effect}" for role, effect in point.did)
        label = Text.assemble("• ", words(f"{point.topic}: ", "dim"), words(point.text), words(f" {did}", "dim"))
        yield from indented(console, label, 4)
        yield from indented(console, _quote(point), 6)


def _quote(point: ScanEvidence) -> Text:
    """The sentence, what reveals the option underlined in it, and all that does."""
    quote = Text(f"“{escape_control(point.sentence)}”", "italic")
    for found in Finder(point.signals).find(quote.plain):
        quote.stylize("underline", found.start, found.end)
    return Text.assemble(quote, words(f" ({', '.join(point.signals)})"))


def _text_lines(console: Console, catalog: Catalog, read: ScannedText) -> Iterator[Text]:
    looks = {role.id: f"underline {COLOURS[i % len(COLOURS)]}" for i, role in enumerate(catalog.roles)}
    # Where colours cannot tell the roles apart, their ids do.
    named = not console.is_terminal or console.no_color or len(looks) > len(COLOURS)

    def shown(piece: TextPiece) -> Text:
        look, name = looks.get(piece.role or "", ""), f"[{piece.role}]" if piece.role and named else ""
        return Text.assemble(words(piece.text, look), words(name, "dim"))

    yield from heading(console, "The text, with what speaks for each role")
    for role in catalog.roles:
        yield from indented(console, shown(TextPiece(role.title, role.id)))
    yield Text()
    for line in highlighted_lines(read.scan, read.text):
        yield from wrapped(console, Text.assemble(*map(shown, line)))


def suit_lines(console: Console, suit: MatchExplanation) -> Iterator[Text]:
    """How one text suits the person."""
    yield from heading(console, "Does it suit you?")
    yield from indented(console, words(suit.sentence))
    lists = {
        "it names, and you chose": suit.shared,
        "it names, and you did not choose": suit.asked,
        "you chose, and it does not name": suit.wanted,
    }
    for title, wishes in lists.items():
        yield from indented(console, words(title, "italic"))
        yield from bullets(console, map(_wish, wishes), indent=4) or [Text("    –")]


def _wish(wish: OptionWords) -> Text:
    return Text.assemble(words(f"{wish.topic}: ", "dim"), words(wish.text))


def scan_list(console: Console, catalog: Catalog, scans: Sequence[Scan]) -> Iterator[Text]:
    """Several texts: what each reads as, and how well it suits the person if answers were given."""
    yield from heading(console, "The texts, those with most in common with you first" if scans[0].suit else "The texts")
    for scan in scans:
        suits = Text(f"{scan.suit.share:4.0%} " if scan.suit else "", "cyan")
        name, reads = words(scan.name or "", "bold"), words(f" {reads_as(catalog, scan)}")
        yield from indented(console, Text.assemble(suits, name, reads))
