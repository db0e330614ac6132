"""How texts suit a person, as text for the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.catalog import Catalog
from rolefit.console import bullets, heading, indented, words
from rolefit.scan_result import Scan
from rolefit.scan_story import SuitStory, Wish, reads_as


def suit_lines(console: Console, suit: SuitStory) -> Iterator[Text]:
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


def _wish(wish: Wish) -> Text:
    return Text.assemble(words(f"{wish.topic}: ", "dim"), words(wish.text))


def scan_list(console: Console, catalog: Catalog, scans: Sequence[Scan]) -> Iterator[Text]:
    """Several texts: what each reads as, and how well it suits the person if answers were given."""
    yield from heading(console, "The texts, those with most in common with you first" if scans[0].suit else "The texts")
    for scan in scans:
        suits = Text(f"{scan.suit.share:4.0%} " if scan.suit else "", "cyan")
        name, reads = words(scan.name or "", "bold"), words(f" {reads_as(catalog, scan)}")
        yield from indented(console, Text.assemble(suits, name, reads))
