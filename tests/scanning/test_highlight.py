"""The passages of a text that speak for a role: whole sentences, none too long, those that say most first."""

from hypothesis import given
from hypothesis import strategies as st

from rolefit import Scanner, load_catalog
from rolefit.scanning.highlight import LONGEST, Passage, passages, strongest_first

SCANNER = Scanner(load_catalog())
SIGNALS = ["SQL", "Tableau", "machine learning models", "Docker", "novel", "publish", "A/B tests"]


def passages_of(text: str) -> list[Passage]:
    return passages(SCANNER.scan(text), text)


def shown(passage: Passage) -> str:
    return "".join(f"<{piece.text}>" if piece.role else piece.text for piece in passage.pieces)


def test_only_sentences_that_speak_for_a_role_are_passages() -> None:
    text = "Your work\n\nWe love cats. We use SQL! \n - Docker, and\tKubernetes\n • free lunch\n"
    assert [*map(shown, passages_of(text))] == ["We use <SQL>!", "<Docker>, and <Kubernetes>"]


def test_words_that_stand_on_two_lines_stay_together() -> None:
    assert [*map(shown, passages_of("We put machine\nlearning models to work\nwith care"))] == [
        "We put <machine learning models> to work"
    ]


def test_a_passage_speaks_for_the_role_that_all_its_words_together_speak_for_most() -> None:
    found = passages_of("SQL, SQL and SQL for Docker and Kubernetes\nSQL, Tableau and Docker")
    assert [passage.role for passage in found] == ["mle", "ds"]


def test_a_sentence_without_an_end_is_cut_at_a_comma() -> None:
    text = f"{'we care about people, ' * 9}and about SQL, {'and about what they need ' * 8}and about Docker"
    first, second = map(shown, passages_of(text))
    assert first.endswith("and about <SQL>,…")
    assert second.startswith("…and about what they need")


def test_a_sentence_is_never_cut_within_what_is_marked() -> None:
    for length in range(LONGEST - 60, LONGEST):
        before = f"{'and so on ' * 12}{'on ' * 60}"[:length]
        found = passages_of(f"{before} machine learning models Docker {'and so on ' * 12}")
        assert "".join(map(shown, found)).count("learning models") == 1, length


def test_what_says_something_new_comes_before_what_says_the_same_again() -> None:
    found = passages_of("Docker and SQL\nDocker, Docker and SQL\nTableau\ncats")
    assert [*strongest_first(found)] == [0, 2]


@given(st.lists(st.sampled_from([*SIGNALS, "a", "longer words", ",", ".", "\n", "x" * 150, "•"]), max_size=80))
def test_every_signal_is_in_one_passage_and_none_is_too_long(words: list[str]) -> None:
    text = " ".join(words)
    result = SCANNER.scan(text)
    found = passages(result, text)
    marked = [piece.text for passage in found for piece in passage.pieces if piece.role]
    places = {place for option in result.revealed for mention in option.mentions for place in mention.places}
    assert [" ".join(text[start:end].split()) for start, end in sorted(places)] == marked
    assert all(len(shown(passage).replace("<", "").replace(">", "")) <= LONGEST + 2 + 150 for passage in found)
    first = [*strongest_first(found)]
    assert len(set(first)) == len(first)
