"""Answers: read from files, checked against a catalog, written and read back."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers import Run, answers_to
from rolefit import (
    Answers,
    Catalog,
    FormerAnswersWarning,
    InputError,
    Question,
    load_answers,
    load_catalog,
    score_lines,
)
from rolefit.answers.checks import check_answers
from rolefit.answers.load import to_text
from rolefit.answers.models import NONE_CHOSEN, Answer, chosen_options
from rolefit.batch.read_table import TableRecords
from rolefit.batch.table_head import head_of

BUILT_IN = load_catalog()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("answers: {tols: [python]}", "answers.tols: there is no question tols; did you mean tools?"),
        ("answers: {tools: [matlap]}", "answers.tools: there is no option matlap; did you mean matlab?"),
        (
            "answers: {tools: [sql, no-such]}",
            "answers.tools.1: there is no option no-such; it is one of deep-learning,",
        ),
        ("answers: {tools: python}", "answers.tools: there is no option python; it is one of deep-learning,"),
        ("answers: {tools: PyTorch}", "answers.tools: there is no option PyTorch; did you mean deep-learning?"),
        ("answers: {tools: [Power BI, r]}", "answers.tools.0: there is no option Power BI; did you mean bi?"),
        ("answers: {tools: SQL and RStudio}", "answers.tools: there is no option SQL and RStudio"),
        (
            "answers: {tools: SQL and Julia}",
            "answers.tools: there is no option SQL and Julia; it is one of deep-learning,",
        ),
        ("answers: {tools: Bash and the Linux comand line}", "comand line; did you mean bash?"),
        ("answers: {tools: [sql, none of these]}", "no option none of these; none of these stands alone"),
        ("answers: {horizon: [weeks, months]}", "answers.horizon: takes one answer, not 2; keep one of weeks, months"),
        ("answers: {horizon: weeks or days}", "answers.horizon: takes one answer, not 2; keep one of days, weeks"),
        ("answers: {horizon: []}", "answers.horizon: takes one answer, not an empty list; write null to skip it"),
        ("answers: {Tools: sql, tools: r}", "answers.tools: is the same question as Tools; keep one of them"),
        ("answers:\n  Tols: sql", "x.yaml:2: answers.Tols: there is no question Tols; did you mean tools?"),
        ("answers: {3: sql}", "answers.3: must be text, not 3; if it is meant as text, put it in quotes"),
        ("answers: {horizon: 3}", "answers.horizon: must be an option, a list of options, or null, not 3"),
        ("answers: {tools: [3]}", "answers.tools: must be an option, a list of options, or null, not [3]"),
        ("answers: {horizon: yes}", "not True; put words such as yes or 3 in quotes"),
        ("answers: []", "answers: must be a mapping of keys to values, not []"),
        ("[1, 2]", "must be a mapping of keys to values, not [1, 2]"),
        ("{}", "x.yaml:1: has no answers; write a line for each question, such as tools: deep-learning"),
        ("tool: [sql]", "x.yaml:1: has no answers; write a line for each question, such as tools: deep-learning"),
        ("horizon: days\ntools: [sqq]", "x.yaml:2: tools: there is no option sqq; did you mean sql?"),
        ("horizon: days\nmethod: [trees]", "x.yaml:2: method: there is no question method; did you mean methods?"),
        ("horizon: days\nimportance: {tool: high}", "x.yaml:2: importance.tool: there is no question tool"),
        ("answers:\n  horizon: days\n---\nanswers: {}", "x.yaml:3: has a second document; keep one, without the ---"),
        ("answers:\n  ? [a, b]\n  : x", "x.yaml:2: has a list where a key should stand; write key: [a, b]"),
        ("answers: {}\nimportant: {tools: high}", "x.yaml:2: important: is not a known key; did you mean importance?"),
        ("answers: {}\nimportance: {tools: huge}", "importance.tools: should be 'high', 'normal' or 'low', not huge"),
        ("answers: {}\nimportance: {tool: high}", "importance.tool: there is no question tool; did you mean tools?"),
        ("answers: {tools: [sql]}\noffered: {tools: [r]}", "answers.tools: sql is chosen but was not offered"),
        ("answers: {}\noffered: {tools: [sqq]}", "offered.tools: there is no option sqq; did you mean sql?"),
        ('answers: {horizon: "\\e[2J[red]"}', "answers.horizon: there is no option \x1b[2J[red]; it is one of days,"),
    ],
)
def test_answers_that_do_not_fit_are_explained(tmp_path: Path, catalog: Catalog, text: str, said: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_answers(str(file), catalog)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "answers:\n  tools: [SQL, R and RStudio]\n  horizon: Weeks\n",
        "answers:\n  tools: [sql, r]\n  horizon: |\n    weeks\n",
        '{"tools": ["sql", "r"], "horizon": "weeks"}',
        '{"answers": {" TOOLS": "r; sql", "Horizon": ["weeks"]}}',
        "tools: SQL and R\nhorizon: WEEKS\n",
        "tools:\n- R, the language of statisticians\n- sql, to get answers out of databases \nhorizon: [Weeks]\n",
        'Tools: "r,sql"\n"Horizon: how long are you willing to wait for your work to pay off?": weeks',
        "answers: {tools: [sql, SQL, r, R], horizon: [weeks, Weeks]}",
    ],
)
def test_answers_are_read_as_people_write_them(tmp_path: Path, catalog: Catalog, text: str) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(text, encoding="utf-8")
    assert load_answers(file, catalog) == Answers(answers={"tools": ("sql", "r"), "horizon": "weeks"})


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("answers: {tools: Deep_Learning}", {"tools": ("deep-learning",)}),
        ("answers: {tools: DEEP LEARNING}", {"tools": ("deep-learning",)}),
        ("answers: {tools: None of these}", {"tools": ()}),
        ("answers: {tools: [none]}", {"tools": ()}),
        ("tools: ['[]']", {"tools": ()}),
        ("answers: {tools: ''}", {"tools": None}),
        ("answers: {tools: ['']}", {"tools": None}),
        ("answers: {horizon: ' '}", {"horizon": None}),
        ("tools:\nhorizon: days", {"tools": None, "horizon": "days"}),
        ("background: A master\u2019s degree", {"background": "master"}),
    ],
)
def test_an_answer_may_be_nothing_or_in_other_letters(
    tmp_path: Path, catalog: Catalog, text: str, answer: dict[str, str | tuple[str, ...] | None]
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(text, encoding="utf-8")
    assert load_answers(file, catalog).answers == answer


def test_what_stands_beside_bare_answers_is_read_as_well(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("id: me\nTools: sql\nimportance: {Tools: High}\noffered: {tools: [SQL, R]}", encoding="utf-8")
    assert load_answers(file, catalog) == Answers(
        id="me", answers={"tools": ("sql",)}, importance={"tools": "high"}, offered={"tools": ("sql", "r")}
    )


def test_an_earlier_result_that_was_changed_by_hand_is_bad_input(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    result = {"schema": "rolefit/result/1", "catalog": {"digest": "0" * 12}, "answers": {"tools": ["sql"]}}
    for more, said in (
        (
            {"why": [{}, {"question": "tools", "option": ["sql"]}]},
            "why.1.option: must be the id of an option",
        ),
        ({"offered": ["sql"]}, "offered: must be a mapping of keys to values, not ['sql']"),
    ):
        file.write_text(json.dumps({**result, **more}))
        code, out, err = run("quiz", "--answers", str(file))
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert f"{file}:1: {said}" in err


def written(question: Question, option: str, how: int) -> str:
    """An option as somebody may write it."""
    label = question.label(option)
    ways = [option, option.upper(), option.replace("-", " "), f" {option.replace('-', '_')}\n", label, label.upper()]
    return ways[how]


@given(data=st.data(), answers=answers_to(BUILT_IN))
def test_however_it_is_written_every_format_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, answers: Answers
) -> None:
    sound = check_answers(Answers(answers=answers.answers), BUILT_IN)
    told: dict[str, str | list[str] | None] = {}
    cells: dict[str, str] = {}
    for question in BUILT_IN.questions:
        answer = sound.answers.get(question.id)
        name = data.draw(st.sampled_from([question.id, question.name, question.id.upper(), question.ask]))
        chosen = chosen_options(answer)
        texts = [written(question, option, data.draw(st.integers(0, 5))) for option in chosen]
        cells[name] = ";".join(texts) or ("" if answer is None else NONE_CHOSEN)
        told[name] = None if answer is None else texts
        if len(texts) == 1 and data.draw(st.booleans()):
            told[name] = texts[0]
    folder = tmp_path_factory.mktemp("answers")
    for name, text in (("me.json", json.dumps({"answers": told})), ("me.yaml", yaml.safe_dump(told))):
        (folder / name).write_text(text, encoding="utf-8")
        assert given_in(load_answers(folder / name, BUILT_IN)) == given_in(sound)
    assert given_in(check_answers(Answers(answers=told), BUILT_IN)) == given_in(sound)
    (line,) = score_lines([json.dumps({"answers": told})])
    assert json.loads(line) == json.loads(next(score_lines([sound.model_dump_json()])))
    head = head_of(list(cells), BUILT_IN)
    in_csv = TableRecords(BUILT_IN, "", head).columns([list(cells.values())])
    assert in_csv is not None
    replies = zip(BUILT_IN.questions, in_csv.answers, strict=True)
    answered = {question.id: reply for question, (reply,) in replies if reply is not None}
    assert answered == {
        question: frozenset(answer) if isinstance(answer, tuple) else answer
        for question, answer in given_in(sound).items()
    }


def given_in(answers: Answers) -> dict[str, Answer]:
    return {question: answer for question, answer in answers.answers.items() if answer is not None}


def test_bare_former_answers_are_taken_over(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("activity: decide", encoding="utf-8")
    with pytest.warns(FormerAnswersWarning):
        assert load_answers(file, catalog).answers["lifecycle"] == ("understand",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", ":1: is not UTF-8 text; save it as UTF-8"),
        (b"answers: {}\n# \xe9", ":2: is not UTF-8 text"),
        (b"#" * 10_000_001, ": is too long; a file of at most 10 MB is read"),
    ],
    ids=["not text", "latin-1", "long"],
)
def test_a_file_that_is_not_a_short_text_is_refused(
    tmp_path: Path, catalog: Catalog, content: bytes, said: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_answers(str(file), catalog)
    assert str(caught.value).startswith(f"{file}{said}")


@pytest.mark.parametrize("path", ["/", "/no/such/file", "nul\0"])
def test_what_is_not_a_file_is_refused(catalog: Catalog, path: str) -> None:
    with pytest.raises(InputError, match=r"is a directory|No such file|null byte"):
        load_answers(path, catalog)


def test_skipped_and_none_of_these_are_different(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("answers: {tools: null, methods: []}", encoding="utf-8")
    assert load_answers(str(file), catalog).answers == {"tools": None, "methods": ()}


def test_a_byte_order_mark_does_no_harm(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "me.yaml"
    file.write_bytes(b"\xef\xbb\xbfanswers: {horizon: days}")
    assert load_answers(str(file), catalog).answers == {"horizon": "days"}


@given(answers=answers_to(BUILT_IN))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, answers: Answers) -> None:
    file = tmp_path_factory.mktemp("answers") / "me.yaml"
    sound = check_answers(answers, BUILT_IN)
    file.write_text(to_text(sound, file.name), encoding="utf-8")
    assert load_answers(str(file), BUILT_IN) == sound


@given(data=st.data(), answers=answers_to(BUILT_IN))
def test_the_order_and_repetition_of_answers_do_not_matter(data: st.DataObject, answers: Answers) -> None:
    shuffled = {
        question: tuple(data.draw(st.permutations(answer * 2))) if isinstance(answer, tuple) else answer
        for question, answer in data.draw(st.permutations(list(answers.answers.items())))
    }
    importance = dict(data.draw(st.permutations(list(answers.importance.items()))))
    other = answers.model_copy(update={"answers": shuffled, "importance": importance})
    assert to_text(check_answers(other, BUILT_IN), "") == to_text(check_answers(answers, BUILT_IN), "")
