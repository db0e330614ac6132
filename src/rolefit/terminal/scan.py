"""A scan, as text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from os.path import commonprefix

from rich.console import Console
from rich.text import Text

from rolefit.documents.output import escape_control
from rolefit.errors import path_excerpt
from rolefit.explain.scan import (
    NUMBERS,
    MatchExplanation,
    RoleEvidence,
    ScanEvidence,
    ScanExplanation,
)
from rolefit.explain.words import effect_in_words, in_sentence
from rolefit.scanning.files import ScannedFiles, ScannedText
from rolefit.scanning.finder import Finder
from rolefit.scanning.highlight import Passage, TextPiece, highlighted_lines, passages, strongest_first
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import NARROW, bullets, fitting, heading, indented, marked, print_lines, words, wrapped
from rolefit.terminal.cv import cv_in_short, cv_lines
from rolefit.terminal.looks import COLOURS, Look, looks_of
from rolefit.terminal.result import ranking_table

ROWS = 30
"""How many rows one text takes at most, unless everything is asked for."""

MOST_ROWS = 12
"""How many of them passages take at most."""

FEWEST_ROWS = 3
"""How many passages may take in any case; the strongest is there however long it is."""


FEWEST_ASKED = 2
"""How many questions are asked where a CV takes the room."""


def print_scans(
    console: Console,
    scanned: ScannedFiles,
    explanations: Sequence[ScanExplanation],
    *,
    as_marked: bool = False,
    whole: bool = False,
) -> None:
    """Print a scan: the verdict, the ranked table, and the passages that tell most; of several texts a row each.

    Where `as_marked`, the text itself is printed, with all of that marked in it; `whole` adds what each option did, for
    every text.
    """
    lines = [*_scan_list(console, explanations), Text()] if scanned.several else []
    for read, explanation in zip(scanned.reads, explanations, strict=True):
        if as_marked or whole:
            lines += heading(console, explanation.name) if scanned.several else []
            lines += _whole(console, explanation, read, evidence=whole)
            lines.append(Text())
        elif not scanned.several:
            lines += _one_screen(console, explanation, read)
    if scanned.several and not (as_marked or whole):
        lines[-1:] = wrapped(console, Text("--all shows each of them whole, --json everything.", "dim"))
    print_lines(console, [*lines, *wrapped(console, Text(INTENDED_USE, "dim"))])


def _head(console: Console, explanation: ScanExplanation) -> Iterator[Text]:
    yield from wrapped(console, words(explanation.verdict, "bold"))
    for note in explanation.notes:
        yield from wrapped(console, words(note))
    if explanation.ranking:
        yield Text()
        yield from ranking_table(console, explanation.ranking, explanation.fits, looks_of(explanation.titles))


def _one_screen(console: Console, explanation: ScanExplanation, read: ScannedText) -> Iterator[Text]:
    lines, asked = (
        list(_head(console, explanation)),
        _asked(console, explanation, FEWEST_ASKED if explanation.cv else None),
    )
    if explanation.cv:
        # The heading, and the line on the use of it all, take four rows.
        yield from [*lines, *cv_in_short(console, explanation.cv, ROWS - len(lines) - len(asked) - 4), *asked]
        return
    if explanation.suit:
        lines += _suit_in_short(console, explanation.suit)
    yield from lines
    found = passages(read.scan, read.text) if explanation.ranking else []
    if found:
        yield from heading(console, "What it says, and for which role")
        # The heading, the line below the passages and the one on the use of it all take four rows.
        room = min(MOST_ROWS, ROWS - len(lines) - len(asked) - 4) if console.width >= NARROW else MOST_ROWS
        yield from _passages(console, found, explanation, max(FEWEST_ROWS, room))
    yield from asked


def _asked(console: Console, explanation: ScanExplanation, most: int | None = None) -> list[Text]:
    """What to ask in the interview: all, or so many that tell most."""
    if not explanation.ask:
        return []
    return [*heading(console, "Ask them:"), *bullets(console, map(words, explanation.ask[:most]), indent=2)]


def _passages(console: Console, found: Sequence[Passage], explanation: ScanExplanation, rows: int) -> Iterator[Text]:
    """The passages that tell most, in the order of the text, in so many rows."""
    looks = looks_of(explanation.titles)
    chosen: dict[int, list[Text]] = {}
    for place in strongest_first(found):
        passage = found[place]
        text = Text.assemble(*(_piece(console, piece, looks) for piece in passage.pieces))
        lines = marked(console, [(Text.assemble(looks[passage.role].text, " "), text)], indent=2)
        if len(lines) <= rows or not chosen:
            chosen[place] = lines
            rows -= len(lines)
        if rows <= 0:
            break
    for place in sorted(chosen):
        yield from chosen[place]
    left = len(found) - len(chosen)
    more = (
        f"{left} more such passage{'s' * (left > 1)}, and what each did: --all"
        if left
        else "What each of these did: --all"
    )
    yield from indented(console, Text(more, "dim"))


def _whole(console: Console, explanation: ScanExplanation, read: ScannedText, *, evidence: bool) -> Iterator[Text]:
    """A text with all of it marked, and where the `evidence` is asked for, what each option did."""
    yield from _head(console, explanation)
    if explanation.suit:
        yield from _suit_lines(console, explanation.suit)
    if explanation.cv:
        yield from cv_lines(console, explanation.cv)
    yield from _text_lines(console, read, explanation.titles)
    if evidence and explanation.groups:
        yield from heading(console, "What it says, and for which role")
        for group in explanation.groups:
            yield from _group_lines(console, group)
        yield Text()
        for sentence in filter(None, [f"{NUMBERS}.", explanation.method]):
            yield from wrapped(console, words(sentence, "dim"))
    yield from _asked(console, explanation)


def _group_lines(console: Console, group: RoleEvidence) -> Iterator[Text]:
    yield from indented(console, words(f"most for {in_sentence(group.title)}", "italic"))
    for point in group.points:
        effects = ", ".join(f"{role} {effect_in_words(effect)}" for role, effect in point.effects)
        yield from indented(console, _quote(point), 4)
        label = Text.assemble(words(point.text), words(f" {effects}", "dim"))
        yield from indented(console, label, 6)


def _quote(point: ScanEvidence) -> Text:
    """The sentence, what reveals the option underlined in it, and all that does."""
    quote = Text(f"“{escape_control(point.sentence)}”", "italic")
    for found in Finder(point.signals).find(quote.plain):
        quote.stylize("underline", found.start, found.end)
    return Text.assemble(quote, words(f" ({', '.join(point.signals)})"))


def _piece(console: Console, piece: TextPiece, looks: Mapping[str, Look]) -> Text:
    """A piece of a text; what it speaks for by colour, and where there is none by the mark of the role."""
    if piece.role is None:
        return words(piece.text)
    look = looks[piece.role]
    named = not console.is_terminal or console.no_color or len(looks) > len(COLOURS)
    return Text.assemble(words(piece.text, f"underline {look.colour}"), Text(look.mark, "dim") if named else "")


def _text_lines(console: Console, read: ScannedText, titles: Mapping[str, str]) -> Iterator[Text]:
    looks = looks_of(titles)
    yield from heading(console, "The text, with what speaks for each role")
    legend = [Text.assemble(look.text, words(f" {titles[role]}", look.colour)) for role, look in looks.items()]
    yield from indented(console, Text("  ").join(legend))
    yield Text()
    for line in highlighted_lines(read.scan, read.text):
        yield from wrapped(console, Text.assemble(*(_piece(console, piece, looks) for piece in line)))


def _suit_in_short(console: Console, suit: MatchExplanation) -> Iterator[Text]:
    """How one text suits the person: a sentence, and what both have and have not, in a line each."""
    yield from heading(console, "Does it suit you?")
    yield from indented(console, words(suit.sentence))
    for title, options in suit.lists.items():
        if options:
            room = console.width - words(title).cell_len - 6
            yield from indented(
                console,
                Text.assemble(
                    words(f"{title}: ", "italic"), words(fitting([option.short for option in options], room))
                ),
            )


def _suit_lines(console: Console, suit: MatchExplanation) -> Iterator[Text]:
    """The same with every option."""
    yield from heading(console, "Does it suit you?")
    yield from indented(console, words(suit.sentence))
    for title, options in suit.lists.items():
        texts = [Text.assemble(words(f"{option.topic}: ", "dim"), words(option.text)) for option in options]
        yield from indented(console, words(title, "italic"))
        yield from bullets(console, texts, indent=4) or [Text("    –")]


LEAST_NAME = 16
"""How many columns the name of a text takes at least in a list, if it has so many."""


_ORDER = {
    (False, True): "Most in common with you first (overlap)",
    (True, False): "Best first, by what each asks and your CV shows",
    (True, True): "Best first, by what each asks, your CV shows and you want (overlap)",
}
"""In which order several texts stand, with a CV or not, and with answers or not."""


def _scan_list(console: Console, explanations: Sequence[ScanExplanation]) -> Iterator[Text]:
    """Several texts: what each reads as, and how well it suits the person if answers were given."""
    has_cv = any(explanation.cv for explanation in explanations)
    has_suit = any(explanation.suit for explanation in explanations)
    if has_cv or has_suit:
        yield from wrapped(console, Text(_ORDER[has_cv, has_suit], "bold"))
    looks = looks_of(explanations[0].titles)
    # Whoever named them knows the folder that they share.
    start = commonprefix([explanation.name for explanation in explanations])  # noqa: RUF071  # cut at a slash below
    shared = start.rfind("/") + 1
    reads = [words(explanation.in_a_row) for explanation in explanations]
    overlaps = [_overlap(explanation, has_cv=has_cv, has_suit=has_suit) for explanation in explanations]
    beside = max(read.cell_len for read in reads) + overlaps[0].cell_len + 4
    rows = []
    for explanation, read, overlap in zip(explanations, reads, overlaps, strict=True):
        look = looks[explanation.first].text if explanation.first else Text("·", "dim")
        # Where lines are short, what it reads as stands below.
        room = console.width - beside if console.width >= NARROW else console.width - overlap.cell_len - 4
        name = path_excerpt(explanation.name[shared:], max(LEAST_NAME, room))
        rows.append((Text.assemble(overlap, look, " ", words(name, "bold"), "  "), read))
    yield from marked(console, rows) if console.width >= NARROW else _stacked(console, rows)


def _overlap(explanation: ScanExplanation, *, has_cv: bool, has_suit: bool) -> Text:
    """What the CV shows of a text, and how well the text suits the person; blank where that is not told of it."""
    shown, overlap = (
        explanation.cv.count if explanation.cv else "",
        explanation.suit.overlap if explanation.suit else "",
    )
    return Text((f"{shown:>8} " if has_cv else "") + (f"{overlap:>4} " if has_suit else ""), "cyan")


def _stacked(console: Console, rows: Sequence[tuple[Text, Text]]) -> Iterator[Text]:
    for mark, text in rows:
        yield from wrapped(console, mark)
        yield from indented(console, text)
