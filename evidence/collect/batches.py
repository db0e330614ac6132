"""Blind batches of postings to read and code: titles, names of roles and employers masked; the key is kept apart.

    python -m evidence.collect.batches postings.jsonl.gz folder key.json

Writes folder/batch-N.jsonl (id and text) for readers who are told nothing but CODEBOOK.md, and key.json (id to role,
employer and year), which nobody looks at before all is read. At most two postings of an employer are taken while that
fills the number, then more. Left out: short texts, those that only list qualifications, and those that share more than
half of their eight-word runs with one taken before. A fifth is read twice, by another reader.
"""

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import StrictStr

from evidence import program
from evidence.collect.texts import FIRST_YEAR, NO_COMPANY
from evidence.program import Posting
from rolefit import load_catalog

PER_ROLE, BATCHES, SEED = 100, 16, 2026

SHORTEST, LONGEST = 900, 5200
"""In letters: less tells nothing of the work, of more only the beginning is read."""

CAPS = (2, 4, 12, 10**6)
"""How many postings of one employer are taken, more only where less does not fill the number."""

MASKED = re.compile(
    r"\b(data|applied|research)\s+(and\s+applied\s+)?scien(tists?|ces?)\b"
    r"|\b(machine learning|ml|ai/ml|ai)\s+(software\s+)?engineers?\b|\bmles?\b|\bresearch engineers?\b",
    re.IGNORECASE,
)

KNOWN = (
    *("Amazon", "AWS", "Alexa", "Microsoft", "Bing", "Meta", "Facebook", "Google", "DeepMind", "Uber"),
    *("Anthropic", "OpenAI", "NVIDIA", "Reddit", "Spotify"),
)
"""Employers, and names of theirs, that are masked in every text."""


class NamedPosting(Posting):
    """A posting with an id."""

    id: StrictStr

    @property
    def employer(self) -> str:
        """Whose it is; a posting without a company is an employer of its own."""
        return self.id if self.company in NO_COMPANY else str(self.company).lower()


def hashed(name: str) -> str:
    """What stands for an id or an employer."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def masked(posting: NamedPosting) -> str:
    """The text of a posting with all that tells its title and employer masked."""
    text = MASKED.sub("[role]", posting.description)
    company = (posting.company or "").strip()
    for name in sorted({company, *company.split()[:1], *KNOWN}):
        if len(name) > 2 and name not in NO_COMPANY:  # shorter ones are words
            text = re.sub(rf"\b{re.escape(name)}\b", "[company]", text, flags=re.IGNORECASE)
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"[ \t]+", " ", text)).strip()[:LONGEST]


def chosen(postings: Iterable[NamedPosting], roles: Iterable[str], per_role: int = PER_ROLE) -> Iterator[NamedPosting]:
    """The postings to read, role by role."""
    recent = [
        each
        for each in postings
        if (each.year or 0) >= FIRST_YEAR
        and len(each.description) >= SHORTEST
        and not each.description.lstrip().lower().startswith("qualifications")
    ]
    random.Random(SEED).shuffle(recent)
    seen: list[set[str]] = []
    for role in roles:
        count: Counter[str] = Counter()
        taken: set[str] = set()
        for cap in CAPS:
            for each in recent:
                if each.role != role or each.id in taken or len(taken) >= per_role or count[each.employer] >= cap:
                    continue
                runs = _runs(each.description)
                if any(len(runs & other) > len(runs) / 2 for other in seen):
                    continue
                seen.append(runs)
                taken.add(each.id)
                count[each.employer] += 1
                yield each


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {" ".join(words[i : i + 8]) for i in range(0, len(words) - 8, 3)}


def batches(taken: list[NamedPosting], number: int = BATCHES) -> Iterator[list[NamedPosting]]:
    """The postings in batches; a fifth of them stand in the next one as well."""
    shuffle = random.Random(SEED)
    shuffle.shuffle(taken)
    again = set(shuffle.sample(range(len(taken)), len(taken) // 5))
    for batch in range(number):
        mine = [each for i, each in enumerate(taken) if i % number == batch]
        mine += [each for i, each in enumerate(taken) if i in again and (i + 1) % number == batch]
        shuffle.shuffle(mine)
        yield mine


def main(arguments: list[str]) -> None:
    """Read postings; write the batches and the key."""
    source, folder, key = arguments
    roles = [role.id for role in load_catalog().roles]
    taken = list(chosen(program.records(source, NamedPosting), roles))
    Path(folder).mkdir(parents=True, exist_ok=True)
    for number, batch in enumerate(batches(taken), 1):
        lines = [json.dumps({"id": hashed(each.id), "text": masked(each)}, ensure_ascii=False) for each in batch]
        (Path(folder) / f"batch-{number}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    known = {hashed(e.id): {"role": e.role, "employer": hashed(e.employer), "year": e.year} for e in taken}
    Path(key).write_text(json.dumps(known, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    program.run(main)
