"""The forms in which a keyword is found."""

import pytest

from rolefit.catalog.spelling import spellings


@pytest.mark.parametrize(
    ("keyword", "forms"),
    [
        ("fine-tuning", {"fine-tuning", "fine tuning", "finetuning"}),
        ("deep learning", {"deep learning", "deep-learning"}),
        ("dashboard", {"dashboard", "dashboards"}),
        ("study", {"study", "studies"}),
        ("API", {"API", "APIs"}),
        ("modeling", {"modeling", "modelling"}),
        ("visualize", {"visualize", "visualizes", "visualise", "visualises"}),
        ("analyze", {"analyze", "analyzes", "analyse", "analyses"}),
        ("behavior", {"behavior", "behaviors", "behaviour", "behaviours"}),
        ("R", {"R"}),
        ("C++", {"C++"}),
        ("analysis", {"analysis"}),
        ("training", {"training"}),
    ],
)
def test_a_keyword_stands_for_its_spellings(keyword: str, forms: set[str]) -> None:
    assert spellings(keyword)[0] == keyword
    assert set(spellings(keyword)) == forms
