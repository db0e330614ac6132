"""What `rolefit scan` prints of a text: the sentences that say most, on one screen; of several texts a row each."""

import re
from pathlib import Path

import pytest

from helpers import EXAMPLES, Run

POSTINGS = sorted(map(str, (EXAMPLES / "postings").iterdir()))
POSTING = str(EXAMPLES / "postings" / "applied-scientist.txt")
NO_JOB = str(EXAMPLES / "postings" / "not-a-job.txt")
ME = ["--answers", str(EXAMPLES / "ml-engineer.yaml")]
TOO_CLOSE = "Publish papers at NeurIPS, know the literature. Deploy models with Docker, Kubernetes, Terraform and AWS."


def passages(out: str) -> list[str]:
    """The passages of the text that are shown, without marks, each on one line."""
    found = re.findall(r"^  [●■▲◆] (.*)$", out.replace("\n    ", " "), re.MULTILINE)
    return [re.sub("[●■▲◆]", "", passage) for passage in found]


def test_the_sentences_that_say_most_are_shown_whole_and_in_their_order(run: Run) -> None:
    out = run("scan", POSTING, columns=80)[1]
    shown, text = passages(out), Path(POSTING).read_text("utf-8")
    assert [text.index(passage) for passage in shown] == sorted(text.index(passage) for passage in shown)
    assert len(shown) >= 8
    left = re.search(r"(\d+) more such passages, and what each did: --all\n", out)
    everything = passages(run("scan", POSTING, columns=100)[1])
    assert left is None or len(shown) + int(left[1]) >= len(everything)


def test_a_text_without_ends_of_lines_takes_no_more_room_than_another_and_is_quoted_as_it_stands(
    run: Run, tmp_path: Path
) -> None:
    posting = tmp_path / "posting.txt"
    text = " ".join(" ".join(Path(file).read_text("utf-8").replace(".", "").split()) for file in POSTINGS)
    posting.write_text(text)
    for answers in ([], ME):
        out = run("scan", str(posting), *answers, columns=80)[1]
        assert len(out.splitlines()) <= 30
        shown = passages(out)
        assert shown
        assert all(passage.strip("…") in text for passage in shown)


def test_numbers_beside_words_are_shown_only_if_all_is(run: Run) -> None:
    for options, shown in (([], False), (["--marked"], False), (["--all"], True)):
        out = run("scan", POSTING, *options, columns="")[1]
        assert ("Natural log units" in out) is shown
        assert ("Natural log units" in out) is shown
        assert ("A fit says how many of 100 texts" in out) is shown
        assert ("\nWhat you will do\n" in out) is (options != [])


def test_what_is_about_no_role_is_said_in_a_line(run: Run) -> None:
    said, empty, *_ = run("scan", NO_JOB, columns=80)[1].splitlines()
    assert said == "Too little to tell: no words that tell roles apart, and at least 5 are needed."
    assert not re.search("[●■▲◆━]", empty)


@pytest.mark.parametrize("columns", [72, 80, 100])
@pytest.mark.parametrize("answers", [[], ME], ids=["alone", "with answers"])
def test_ten_texts_take_a_row_each_however_many_roles_one_may_be_for(
    run: Run, tmp_path: Path, answers: list[str], columns: int
) -> None:
    files = [tmp_path / str(number) / ("deep" * 30) / f"posting-{number}.txt" for number in range(10)]
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_text(TOO_CLOSE)
    out = run("scan", *map(str, files), *answers, columns=columns)[1]
    assert len(out.splitlines()) <= 14
    assert max(map(len, out.splitlines())) <= columns
    rows = re.findall(r"^ *(?:\d+% )?[●■▲◆] …\S*deep/posting-(\d).txt  .* \(\d+%\) or ", out, re.MULTILINE)
    assert rows == [*"0123456789"]


def test_the_folder_that_all_share_is_left_out_and_a_title_that_misleads_is_named(run: Run) -> None:
    files = [str(EXAMPLES / "postings" / f"{name}.txt") for name in ("data-scientist", "titled-data-scientist")]
    rows = [re.split("  +", line) for line in run("scan", *files)[1].splitlines()[:2]]
    assert rows == [
        ["● data-scientist.txt", "data scientist (>99%)"],
        ["◆ titled-data-scientist.txt", "ML engineer (99%), titled data scientist"],
    ]


@pytest.mark.parametrize("columns", [40, 80])
def test_a_name_cannot_move_the_cursor(run: Run, tmp_path: Path, columns: int) -> None:
    posting = tmp_path / "\x1b[2J[bold].txt"
    posting.write_text("We use SQL.")
    out = run("scan", str(posting), NO_JOB, columns=columns)[1]
    assert "\x1b[2J" not in out
    assert "[2J[bold].txt" in out.replace("\n", "")
