"""Scanning files: each is read and scanned, whatever is wrong with some of them."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from rolefit.answers.models import Answers
from rolefit.catalog.models import Catalog
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem, UsageError
from rolefit.extract.load import load_text
from rolefit.scanning.match import suited
from rolefit.scanning.result import Scan, ScanList
from rolefit.scanning.scanner import Scanner


class ScannedText(NamedTuple):
    """A text that was scanned."""

    scan: Scan
    text: str


class ScannedFiles(NamedTuple):
    """What became of some files."""

    reads: Sequence[ScannedText]
    """In the order in which they were named; those that suit the person best first, where answers were given."""
    problems: Sequence[Problem]
    """What is wrong with the files that could not be read."""
    several: bool

    def without_folders(self) -> "ScannedFiles":
        """The same, for others to see: where files are on this machine is nobody's business elsewhere."""
        names = [PurePath(read.scan.name or "").name for read in self.reads]
        scans = [read.scan.model_copy(update={"name": name}) for read, name in zip(self.reads, names, strict=True)]
        reads = [read._replace(scan=scan) for read, scan in zip(self.reads, scans, strict=True)]
        return self._replace(reads=reads)

    @property
    def data(self) -> Model:
        """What --json prints: a scan, or a list of them where several files were named."""
        scans = tuple(read.scan for read in self.reads)
        return ScanList(scans=scans) if self.several else scans[0]


def scan_files(
    catalog: Catalog, paths: Sequence[str], title: str | None = None, answers: Answers | None = None
) -> ScannedFiles:
    """Scan files; with a title, where there is one file; held against a person's answers, where there are some.

    Raises InputError where the catalog does not say how to read texts, UsageError where a title is given for several
    files.
    """
    if title is not None and len(paths) > 1:
        raise UsageError(Problem("--title is that of one text", f"{len(paths)} are named; scan them one by one"))
    scanner = Scanner(catalog)
    reads: list[ScannedText] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            text = load_text(path)
        except InputError as error:
            problems += error.problems
            continue
        found = scanner.scan(text.body, text.title if title is None else title, name=text.name)
        reads.append(ScannedText(suited(catalog, found, answers) if answers else found, text.body))
    if answers:
        reads.sort(key=lambda read: -(read.scan.suit.share if read.scan.suit else 0))
    return ScannedFiles(reads, problems, len(paths) > 1)
