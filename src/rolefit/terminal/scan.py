"""A scan, as text for the terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from rolefit.documents.output import escape_control
from rolefit.errors import path_excerpt
from rolefit.explain.scan import (
    NUMBERS,
    MatchExplanation,
    OptionWords,
    RoleEvidence,
    ScanEvidence,
    ScanExplanation,
)
from rolefit.explain.words import effect_in_words, in_sentence
from rolefit.scanning.finder import Finder
from rolefit.scanning.highlight import Passage, TextPiece, highlighted_lines, telling_passages
from rolefit.scanning.scanner import ScannedFiles, ScannedText
from rolefit.scoring.use import INTENDED_USE
from rolefit.terminal.console import ENDLESS, NARROW, bullets, heading, indented, marked, print_lines, words, wrapped
from rolefit.terminal.looks import COLOURS, Look, looks_of
from rolefit.terminal.result import ranking_table

ROWS = 30
"""How many rows one text takes at most, unless everything is asked for."""

FEWEST_PASSAGES = 3
"""How many rows of passages there are at least, if there are so many."""

LONGEST_REST = 40
"""How many characters without a mark a passage has on end; of more, the beginning and the end."""


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
        lines[-1] = Text("--all shows each of them whole, --json everything.", "dim")
    print_lines(console, [*lines, *wrapped(console, Text(INTENDED_USE, "dim"))])


def _head(console: Console, explanation: ScanExplanation) -> Iterator[Text]:
    yield from wrapped(console, words(explanation.verdict, "bold"))
    for note in explanation.notes:
        yield from wrapped(console, words(note))
    if explanation.ranking:
        yield Text()
        yield from ranking_table(console, explanation.ranking, explanation.fits, looks_of(explanation.titles))


def _one_screen(console: Console, explanation: ScanExplanation, read: ScannedText) -> Iterator[Text]:
    lines = list(_head(console, explanation))
    if explanation.suit:
        lines += _suit_in_short(console, explanation.suit)
    yield from lines
    passages = telling_passages(read.scan, read.text) if explanation.ranking else []
    if passages:
        yield from heading(console, "What it says, and for which role")
        # The heading, the line below the passages and the one on the use of it all take four rows.
        yield from _passages(console, passages, explanation, max(FEWEST_PASSAGES, ROWS - len(lines) - 4))


def _passages(console: Console, passages: Sequence[Passage], explanation: ScanExplanation, rows: int) -> Iterator[Text]:
    """The passages that tell most, in the order of the text, in so many rows."""
    looks = looks_of(explanation.titles)
    chosen: dict[int, list[Text]] = {}
    for place in sorted(range(len(passages)), key=lambda place: -passages[place].weight):
        passage = passages[place]
        lines = marked(
            console, [(Text.assemble(looks[passage.role].text, " "), _passage(console, passage, looks))], indent=2
        )
        if sum(map(len, chosen.values())) + len(lines) > rows:
            break
        chosen[place] = lines
    for place in sorted(chosen):
        yield from chosen[place]
    left = len(passages) - len(chosen)
    more = f"{left} more such passages, and what each did: --all" if left else "What each of these did: --all"
    yield from indented(console, Text(more, "dim"))


def _passage(console: Console, passage: Passage, looks: Mapping[str, Look]) -> Text:
    """A passage in as few words as show what is marked in it."""
    pieces = [
        _shortened(piece, last=i == len(passage.pieces) - 1, first=i == 0) for i, piece in enumerate(passage.pieces)
    ]
    text = Text.assemble(*(_piece(console, piece, looks) for piece in pieces))
    return text[len(text.plain) - len(text.plain.lstrip(" -*•–·\t")) :]


def _shortened(piece: TextPiece, *, first: bool, last: bool) -> TextPiece:
    text = piece.text
    if piece.role is not None or len(text) <= LONGEST_REST:
        return piece
    if first:
        return piece._replace(text=f"… {_words_of(text, -LONGEST_REST)}")
    if last:
        return piece._replace(text=f"{_words_of(text, LONGEST_REST)} …")
    return piece._replace(text=f"{_words_of(text, LONGEST_REST // 2)} … {_words_of(text, -LONGEST_REST // 2)}")


def _words_of(text: str, length: int) -> str:
    """The whole words at the beginning of a text, or where `length` is below 0 at its end."""
    cut = text[:length] if length > 0 else text[length:]
    return cut.rpartition(" ")[0] or cut if length > 0 else cut.partition(" ")[2] or cut


def _whole(console: Console, explanation: ScanExplanation, read: ScannedText, *, evidence: bool) -> Iterator[Text]:
    """A text with all of it marked, and where the `evidence` is asked for, what each option did."""
    yield from _head(console, explanation)
    if explanation.suit:
        yield from _suit_lines(console, explanation.suit)
    yield from _text_lines(console, read, explanation.titles)
    if evidence and explanation.groups:
        yield from heading(console, "What it says, and for which role")
        for group in explanation.groups:
            yield from _group_lines(console, group)
        yield Text()
        for sentence in filter(None, [f"{NUMBERS}.", explanation.method]):
            yield from wrapped(console, words(sentence, "dim"))


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
    for title, options in _lists(suit).items():
        if options:
            room = console.width - words(title).cell_len - 6
            yield from indented(console, Text.assemble(words(f"{title}: ", "italic"), words(_as_fits(options, room))))


def _as_fits(options: Sequence[OptionWords], room: int) -> str:
    """As many options as there is room for, one at least, and how many there are besides."""
    shown = [option.short for option in options]
    while True:
        left = len(options) - len(shown)
        line = "; ".join(shown) + (f" and {left} more" if left else "")
        if len(shown) == 1 or words(line).cell_len <= room:
            return line
        shown.pop()


def _lists(suit: MatchExplanation) -> Mapping[str, Sequence[OptionWords]]:
    return {"Both": suit.shared, "It asks, you did not choose": suit.asked, "You chose, it does not name": suit.wanted}


def _suit_lines(console: Console, suit: MatchExplanation) -> Iterator[Text]:
    """The same with every option."""
    yield from heading(console, "Does it suit you?")
    yield from indented(console, words(suit.sentence))
    for title, options in _lists(suit).items():
        texts = [Text.assemble(words(f"{option.topic}: ", "dim"), words(option.text)) for option in options]
        yield from indented(console, words(title, "italic"))
        yield from bullets(console, texts, indent=4) or [Text("    –")]


LONGEST_NAME = 40
"""How many columns the name of a text takes in a list."""


def _scan_list(console: Console, explanations: Sequence[ScanExplanation]) -> Iterator[Text]:
    """Several texts: what each reads as, and how well it suits the person if answers were given."""
    if explanations[0].suit:
        yield from wrapped(console, Text("Most in common with you first (overlap)", "bold"))
    looks = looks_of(explanations[0].titles)
    rows = []
    for explanation in explanations:
        overlap = Text(f"{explanation.suit.overlap:>4} " if explanation.suit else "", "cyan")
        look = looks[explanation.first].text if explanation.first else Text("·", "dim")
        fit = f" ({explanation.fits[explanation.first]})" if explanation.first else ""
        name = explanation.name if console.width == ENDLESS else path_excerpt(explanation.name, LONGEST_NAME)
        mark = Text.assemble(overlap, look, " ", words(name, "bold"), "  ")
        rows.append((mark, words(f"{explanation.reads.removeprefix('reads as ')}{fit}")))
    yield from marked(console, rows) if console.width >= NARROW else _stacked(console, rows)


def _stacked(console: Console, rows: Sequence[tuple[Text, Text]]) -> Iterator[Text]:
    for mark, text in rows:
        yield from wrapped(console, mark)
        yield from indented(console, text)
