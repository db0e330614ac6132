"""Where sentences end."""

import pytest

from rolefit.scanning.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["We use tools, e.g. Python.", "You know R.", "You have a Ph.D. in statistics."],
        ["You have a Ph.D.", "You like it.", "(Really.)", "Yes."],
        ["Experience in Python, SQL, or R.", "Strong communication skills."],
        ["You work for Acme Inc. in Boston.", "Apply now."],
        ["You hold a B.S. or M.S. degree.", "Contact R. Smith."],
        ["You build dashboards, etc.", "You present them."],
        ["No prior experience (e.g. with Kubernetes) is required."],
        ["Salary: $120,000.50 per year.", "See v2.0 of the U.S. site."],
        ["Node.js and .NET are used.", "ASP.NET too!", "Or C#?", "Or C++."],
        ["3+ yrs. of experience vs. 5 yrs.", "Approx. 10 people."],
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_belongs_to_a_word(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_lines_and_points_of_a_list_end_sentences() -> None:
    text = "About the role\n- Build models\n\n- Ship them\nIn a line • or two"
    assert [text[start:end] for start, end in sentences(text)] == [
        "About the role",
        "- Build models",
        "- Ship them",
        "In a line",
        "or two",
    ]
