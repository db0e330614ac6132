"""How a text suits a person, as the JSON of `rolefit scan --answers --json` has it."""

from rolefit.models import Model
from rolefit.result import Unit


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
    0.16
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
