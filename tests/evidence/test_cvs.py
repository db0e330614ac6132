"""How often a CV puts the posting that it was written for first."""

from pathlib import Path

import pytest

from evidence.measure import cvs
from rolefit import Catalog, InputError

PAIRS = {
    "1": ("Deploy models with Docker and Kubernetes, in Java.", "Docker and Java since 2019"),
    "2": ("Publish at NeurIPS; a PhD in linear algebra.", "PhD; papers at NeurIPS"),
    "3": ("Dashboards in Tableau, with SQL.", "Docker, Kubernetes and Java"),
}


def test_of_each_cv_the_place_of_its_own_posting_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, (posting, cv) in PAIRS.items():
        (tmp_path / f"{number}-posting.txt").write_text(posting)
        (tmp_path / f"{number}-cv.md").write_text(cv)
    cvs.main([str(tmp_path)])
    out = capsys.readouterr().out
    assert out.startswith("1-cv.md: 1 of 3\n2-cv.md: 1 of 3\n3-cv.md: 3 of 3\n2 of 3 CVs put their own posting first")


def test_a_folder_without_pairs_is_told(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(InputError, match="has no postings"):
        list(cvs.places(catalog, tmp_path))
    (tmp_path / "1-posting.txt").write_text("We use SQL")
    with pytest.raises(InputError, match="has no CV"):
        list(cvs.places(catalog, tmp_path))
