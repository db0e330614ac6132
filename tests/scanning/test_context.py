"""Signals of more than one meaning, in any spelling."""

import subprocess
import sys

import pytest

from rolefit import Scanner, load_catalog
from rolefit.catalog.spelling import spellings

SCANNER = Scanner(load_catalog())


def named(text: str) -> set[str]:
    return {each.option for each in SCANNER.scan(text).revealed}


@pytest.mark.parametrize(
    "text",
    [
        "Our offices are in Boston, MA, and Lansing, MI.",
        "Proficient in MS Office and MS Teams.",
        "C.H. Miller & Sons is our parent.",
        "This role reports to the CFO.",
        "A platform serving small businesses.",
        "A learning budget for conferences.",
        "Visual Basic is a plus.",
        "Financial modeling and threat modeling.",
        "A publishing house.",
        "Quarterly team events.",
        "Series C, level C and plan C.",
        "Contact R. Smith or C. Jones.",
        "Section R. Vitamin C.",
        "We are Research & Design GmbH, R & D.",
        "Shipping and receiving of goods in our warehouse.",
        "An account executive.",
        "A food production line.",
        "Power transformer design.",
        "Support agents in our call center.",
        "Go to market.",
    ],
)
def test_a_word_that_means_something_else_is_no_signal(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Python, SQL, or R. Strong communication.", "r"),
        ("Skills\n- Python\n- R\n- SQL", "r"),
        ("Skills\n• Python\n• R\n• SQL", "r"),
        ("Skills\n1. Python\n2. R\n3. SQL", "r"),
        ("You program in C, C++ or Rust.", "c-cpp"),
        ("Java, Go or Scala", "java"),
        ("MS in computer science", "master"),
        ("BA/BS or MA in economics", "master"),
        ("B.S. degree in statistics", "up-to-bachelor"),
        ("Model serving and online serving of predictions", "serving"),
        ("Publications at top conferences", "papers"),
        ("Statistical modelling of demand", "modelling"),
        ("Write reports with your findings", "documents"),
        ("AI agents that use tools", "llm-apps"),
        ("Drift of models in production", "monitoring"),
    ],
)
def test_the_same_word_counts_where_its_context_is_right(text: str, option: str) -> None:
    assert option in named(text)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("RAG", "llm-apps"),
        ("retrieval-augmented generation", "llm-apps"),
        ("retrieval augmented generation", "llm-apps"),
        ("LangChain", "llm-apps"),
        ("prompt engineering", "llm-apps"),
        ("vector databases", "llm-apps"),
        ("agents built on LLMs", "llm-apps"),
        ("Model Context Protocol", "llm-apps"),
        ("RLHF", "llm-training"),
        ("DPO for post-training of LLMs", "llm-training"),
        ("LoRA fine-tuning", "llm-training"),
        ("finetuning", "llm-training"),
        ("pretraining", "llm-training"),
        ("pre-training", "llm-training"),
        ("evals", "evaluations"),
        ("dbt", "pipelines"),
        ("Ray and Spark", "big-data"),
        ("Bayesian", "statistics"),
        ("scikit-learn", "modelling"),
        ("Rust", "software"),
        ("Amazon Bedrock on AWS", "ml-platform"),
        ("SageMaker", "ml-platform"),
        ("natural-language processing", "language"),
        ("large language models", "language"),
        ("personalisation", "system-code"),
        ("visualisations", "visualisations"),
        ("analysing data", "understand"),
    ],
)
def test_words_of_the_field_today_count_in_any_spelling(text: str, option: str) -> None:
    assert option in named(text)


def test_an_abbreviation_and_its_long_form_are_one_signal() -> None:
    found = SCANNER.scan("LLMs: large language models, a large language model, an LLM").revealed
    assert [(mention.signal, len(mention.places)) for each in found for mention in each.mentions] == [("LLM", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "No prior experience (e.g. with Kubernetes) is required.",
        "No Ph.D. in statistics required",
        "You need no degree, i.e. no PhD.",
    ],
)
def test_an_abbreviation_does_not_end_a_denial(text: str) -> None:
    assert named(text) == set()


def test_a_form_of_two_keywords_is_always_that_of_the_same() -> None:
    program = (
        "from rolefit.scanning.finder import Finder\n"
        "print([found.keyword for found in Finder({'back-end', 'backend', 'c'}).find('backends')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1


def test_no_form_is_that_of_two_keywords_of_the_catalog() -> None:
    catalog = load_catalog()
    signals = [signal for q in catalog.questions for option in q.options for signal in option.signals]
    owner: dict[str, str] = {}
    for signal in signals:
        for form in spellings(signal):
            assert owner.setdefault(form, signal) == signal
    for neighbour in catalog.texts.neighbours if catalog.texts else ():
        for word in neighbour.signals:
            assert word not in signals
            assert owner.get(word) is None, "an option would be a word of its own as well"


def test_a_denial_in_brackets_ends_with_them() -> None:
    assert named("Python (no PhD) and Kubernetes") == {"containers"}
