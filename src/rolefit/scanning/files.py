"""Files to scan, one or several, and what became of each."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from rolefit.catalog.models import Catalog
from rolefit.documents.validation import Model
from rolefit.errors import InputError, Problem, UsageError
from rolefit.extract.load import Text, load_text
from rolefit.scanning.asides import shared_lines
from rolefit.scanning.kind import warn_of_other_kinds
from rolefit.scanning.person import Person, PersonMatcher
from rolefit.scanning.result import Scan, ScanList
from rolefit.scanning.scanner import Scanner


class ScannedText(NamedTuple):
    """A text that was scanned."""

    scan: Scan
    text: str


class ScannedFiles(NamedTuple):
    """What became of some files."""

    reads: Sequence[ScannedText]
    """In the order in which they were named; those that suit the person best first, where one is known."""
    problems: Sequence[Problem]
    """What is wrong with the files that could not be read."""
    several: bool

    def without_folders(self) -> "ScannedFiles":
        """The same, for others to see: where files are on this machine is nobody's business elsewhere."""
        return self._replace(reads=[read._replace(scan=_without_folders(read.scan)) for read in self.reads])

    @property
    def data(self) -> Model:
        """What --json prints: a scan, or a list of them where several files were named."""
        scans = tuple(read.scan for read in self.reads)
        return ScanList(scans=scans) if self.several else scans[0]


def _without_folders(scan: Scan) -> Scan:
    cv = scan.cv and scan.cv.model_copy(update={"name": PurePath(scan.cv.name or "").name})
    return scan.model_copy(update={"name": PurePath(scan.name or "").name, "cv": cv})


def scan_files(
    catalog: Catalog, paths: Sequence[str], title: str | None = None, person: Person | None = None
) -> ScannedFiles:
    """Scan files; with a title, where there is one file; held against what is known of a person, where something is.

    Raises InputError where the catalog does not say how to read texts, UsageError where a title is given for several
    files. Warns with OtherKindWarning where the CV reads as a posting, or one of the files as a CV.
    """
    if title is not None and len(paths) > 1:
        raise UsageError(Problem("--title is that of one text", f"{len(paths)} are named; scan them one by one"))
    scanner = Scanner(catalog)
    matcher = PersonMatcher(scanner, person) if person else None
    texts: list[Text] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            texts.append(load_text(path))
        except InputError as error:
            problems += error.problems
    reads: list[ScannedText] = []
    for text, shared in zip(texts, shared_lines(text.body for text in texts), strict=True):
        found = scanner.scan(text.body, text.title if title is None else title, text.name, shared)
        reads.append(ScannedText(matcher.beside(found, text.body) if matcher else found, text.body))
    if matcher:
        reads.sort(key=lambda read: -matcher.order_of(read.scan))
    if person and person.cv:
        warn_of_other_kinds(person.cv, texts)
    return ScannedFiles(reads, problems, len(paths) > 1)
