"""Whole results as rows, quickly: what an answer adds to a row is put into JSON once, whoever gives it.

A row is, byte for byte, what `Result` gives as JSON; its parts stand in the order of the fields of `Result`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress, repeat
from operator import not_
from typing import NamedTuple

from rolefit.answers.code import Coder
from rolefit.answers.models import Answers, Importance
from rolefit.batch.read_json import row_of
from rolefit.batch.records import Columns, RecordName
from rolefit.batch.rows import other_fields
from rolefit.catalog.models import Catalog, Question
from rolefit.documents.output import compact_json
from rolefit.scoring.effects import EffectTable, best_first, evidence_of_answer, question_effects, total_effects
from rolefit.scoring.replies import Qualified, Reply, told
from rolefit.scoring.result import Result
from rolefit.scoring.scorer import Scorer, nearer_job, reasons
from rolefit.scoring.takes import what_roles_take

MOST_PARTS = 5_000
"""Of how many different replies to a question it is remembered what they add: some of them add kilobytes."""


class _Part(NamedTuple):
    """What the reply to one question adds to the fields of a row, as JSON; empty where it adds nothing."""

    by_role: Sequence[str]
    """For each role what the answer did for it; nothing where the question was skipped."""
    why: str
    answers: str
    importance: str
    offered: str
    of_code: int
    """What it adds to the number of the code."""


class _Parts:
    """What replies to one question add."""

    def __init__(self, catalog: Catalog, question: Question, coder: Coder) -> None:
        self._catalog, self._question, self._coder = catalog, question, coder
        self.of = lru_cache(MOST_PARTS)(self._of)
        self._why, self._table = cache(self._why_of), cache(self._table_of)

    def _of(self, reply: Reply) -> _Part:
        """What a reply adds."""
        question, said = self._question, told(reply)
        answer, importance, offered = reply if isinstance(reply, Qualified) else (reply, None, None)
        given, level = _in_order(question, said.answer) if said else None, importance or "normal"
        known = evidence_of_answer(question, said.answer, said.offered) if said and not question.outside_fit else {}
        totals = total_effects(self._table(level), {question.id: known}, len(self._catalog.roles)) if known else ()
        return _Part(
            by_role=[f"{compact_json(question.id)}:{total!r}" for total in totals],
            why=",".join(self._why(option, chosen, level) for option, chosen in known.items()),
            # A reader has a mark of its own where a record does not speak of a question.
            answers=compact_json({question.id: given})[1:-1] if said or answer is None else "",
            importance=compact_json({question.id: importance})[1:-1] if importance else "",
            offered=compact_json({question.id: _in_order(question, offered)})[1:-1] if offered else "",
            of_code=self._coder.part(question.id, given, level),
        )

    def _why_of(self, option: str, chosen: bool, importance: Importance) -> str:
        """What one piece of evidence did for every role."""
        found = reasons(self._catalog, self._table(importance), {self._question.id: {option: chosen}})
        return compact_json([reason.model_dump(mode="json") for reason in found])[1:-1]

    def _table_of(self, importance: Importance) -> EffectTable:
        return {self._question.id: question_effects(self._catalog, self._question, importance)}


class FullRows:
    """Makes rows of people whose answers stand in columns."""

    def __init__(self, catalog: Catalog, scorer: Scorer) -> None:
        self._catalog, self._scorer, self._coder = catalog, scorer, Coder(catalog)
        self._parts = [_Parts(catalog, question, self._coder).of for question in catalog.questions]
        self._takes = lru_cache(MOST_PARTS)(self._takes_of)
        self._outside_fit = [question.outside_fit for question in catalog.questions]
        self._in_fit = list(map(not_, self._outside_fit))
        self._names = [compact_json(question.id) for question in catalog.questions]
        self._ranked = [
            f'{{"role":{compact_json(role.id)},"title":{compact_json(role.title)},"fit":' for role in catalog.roles
        ]
        nobody = scorer.score(Answers(answers={})).model_dump(mode="json", by_alias=True)
        self._fields = {name: compact_json(value) for name, value in nobody.items()}
        """Those of somebody who answered nothing: all there are, in their order."""

    def rows(self, people: Columns) -> bytes:
        """A row for each person."""
        return b"".join(row.encode(errors="backslashreplace") for row in self._rows(people))

    def row(self, name: RecordName, result: Result) -> bytes:
        """The row of one person who was scored."""
        return row_of(result.model_dump(mode="json", by_alias=True), other_fields(name))

    def _rows(self, people: Columns) -> Iterator[str]:
        scores = self._scorer.score_columns(people.answers)
        verdicts = self._scorer.verdicts(people.answers, scores)
        parts = zip(
            *(map(part, replies) for part, replies in zip(self._parts, people.answers, strict=True)), strict=True
        )
        persons = zip(
            people.ids,
            people.about or repeat({}),
            people.noted or repeat({}),
            zip(*people.answers, strict=True),
            parts,
            zip(*scores.totals, strict=True),
            zip(*scores.fits, strict=True),
            verdicts,
            strict=False,
        )
        for i, (name, about, noted, replies, of_person, totals, fits, verdict) in enumerate(persons):
            fields = self._fields | self._of_parts(of_person)
            fields.update(
                id=compact_json(name),
                ranking=self._ranking(of_person, totals, fits),
                verdict=compact_json(verdict.model_dump(mode="json")),
                takes=self._takes(verdict.roles, tuple(compress(replies, self._outside_fit))),
            )
            if job := nearer_job(scores.nearer.get(i)):
                fields["nearer"] = compact_json(job.model_dump(mode="json"))
            if about or noted:
                fields |= other_fields(RecordName(None, about, noted))
            yield "{" + ",".join(f'"{field}":{value}' for field, value in fields.items()) + "}\n"

    def _ranking(self, parts: Sequence[_Part], totals: Sequence[float], fits: Sequence[float]) -> str:
        given = [part.by_role for part in parts if part.by_role]
        ranking = (
            f'{self._ranked[role]}{fits[role]!r},"by_question":{{{",".join(by_role[role] for by_role in given)}}}}}'
            for role in best_first(totals)
        )
        return f"[{','.join(ranking)}]"

    def _of_parts(self, parts: Sequence[_Part]) -> dict[str, str]:
        """The fields that are what replies add, one after the other."""
        asked = [
            (name, bool(part.by_role)) for name, part in compress(zip(self._names, parts, strict=True), self._in_fit)
        ]
        _, why, answers, importance, offered, of_code = zip(*parts, strict=True)
        return {
            "why": f"[{_joined(why)}]",
            "answered": f"[{','.join(name for name, is_answered in asked if is_answered)}]",
            "skipped": f"[{','.join(name for name, is_answered in asked if not is_answered)}]",
            "answers": f"{{{_joined(answers)}}}",
            "importance": f"{{{_joined(importance)}}}",
            "offered": f"{{{_joined(offered)}}}",
            "code": "null" if any(offered) else compact_json(self._coder.of_parts(sum(of_code))),
        }

    def _takes_of(self, roles: Sequence[str], replies: Sequence[Reply]) -> str:
        """What these roles take, beside what somebody brings who replied so to the questions outside the fit."""
        questions = (question.id for question in self._catalog.questions if question.outside_fit)
        said = (reply.answer if isinstance(reply, Qualified) else reply for reply in replies)
        brings = {name: answer for name, answer in zip(questions, said, strict=True) if isinstance(answer, str)}
        taken = what_roles_take(self._catalog, roles, Answers(answers=brings))
        return compact_json([each.model_dump(mode="json") for each in taken])


def _in_order(question: Question, answer: str | Collection[str]) -> str | list[str]:
    """An answer in the order of the catalog."""
    return answer if isinstance(answer, str) else [option for option in question.option_ids if option in answer]


def _joined(parts: Iterable[str]) -> str:
    return ",".join(filter(None, parts))
