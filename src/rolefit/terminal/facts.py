"""What sources say, as text for the terminal: statements with the numbers of their sources, and who these are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from rolefit.catalog.models import Disagreement, Relation, Source, Statement
from rolefit.catalog.roles import cited_by, statements
from rolefit.documents.output import escape_control
from rolefit.terminal.console import bullets, heading, indented, marked, words
from rolefit.terminal.looks import Look


@dataclass(frozen=True)
class Facts:
    """Statements, with a number for each of their sources."""

    console: Console
    sources: Mapping[str, Source]

    def text(self, statement: Statement) -> Text:
        """What is said, and by which sources."""
        numbers = sorted(1 + list(self.sources).index(source) for source in statement.sources)
        return Text.assemble(escape_control(statement.text), (f" [{' '.join(map(str, numbers))}]", "dim"))

    def bullets(self, said: Iterable[Statement], indent: int = 2) -> Iterator[Text]:
        """Statements one below the other."""
        yield from bullets(self.console, map(self.text, said), indent=indent)

    def by_role(self, said: Mapping[str, Iterable[Statement]], looks: Mapping[str, Look]) -> Iterator[Text]:
        """Statements of several roles, each with the mark of its role."""
        for role, of_role in said.items():
            yield from marked(
                self.console, [(Text.assemble(looks[role].text, " "), self.text(each)) for each in of_role], indent=2
            )

    def shared(self, said: Iterable[Statement]) -> Iterator[Text]:
        """Statements that are made alike of every role."""
        yield from marked(self.console, [(Text("= "), self.text(each)) for each in said], indent=2)

    def relations(self, relations: Iterable[Relation]) -> Iterator[Text]:
        """Handovers, moves and how teams split roles."""
        for relation in relations:
            yield from heading(self.console, relation.title)
            yield from self.bullets(statements(relation.points))

    def disagreements(self, disagreements: Iterable[Disagreement]) -> Iterator[Text]:
        """On what the sources contradict each other, and who says what."""
        for disagreement in disagreements:
            yield from indented(self.console, words(f"≠ {disagreement.about} The sources disagree:", "italic"))
            yield from self.bullets(disagreement.statements, indent=4)

    def apart(self, disagreements: Iterable[Disagreement]) -> Iterator[Text]:
        """Disagreements that stand under no topic, with a heading of their own."""
        disagreements = list(disagreements)
        if disagreements:
            yield from heading(self.console, "Where the sources disagree")
        yield from self.disagreements(disagreements)

    def listed_sources(self) -> Iterator[Text]:
        """Who the sources are; addresses stay whole, so that they can be copied."""
        if not self.sources:
            return
        yield from heading(self.console, "Sources")
        for number, source in enumerate(self.sources.values(), 1):
            year = f", {source.year}" if source.year else ""
            who = Text.assemble((f"[{number}] ", "dim"), words(f"{source.author}{year}: {source.title}"))
            yield from indented(self.console, who)
            if source.scope:
                yield from indented(self.console, words(source.scope, "dim"), 6)
            if source.url:
                yield Text("      ") + words(source.url)


def used_sources(sources: Mapping[str, Source], said: Iterable[Statement]) -> dict[str, Source]:
    """Those of the sources that say something of this."""
    used = cited_by(said)
    return {name: source for name, source in sources.items() if name in used}
