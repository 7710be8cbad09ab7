"""What the program knows and has done: the codebook, the registry, runs and what they could not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select

from newsledger.actors import Entity, Registry
from newsledger.data.own import load, remembered
from newsledger.desk.asking.columns import TYPES
from newsledger.desk.asking.quads import QUADS, types
from newsledger.desk.serving.answers import Answer, Asked, Table, page
from newsledger.desk.serving.marks import Piece, marked_sentence
from newsledger.desk.serving.problems import missing
from newsledger.ledger.codec import loads
from newsledger.ledger.schema import quarantine, reports
from newsledger.records import Report

_EXAMPLES = 6
_LOOKED_AT = 200
_FOUND = 100
_DIFFERENCES = 300


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A PLOVER type as the codebook has it, with the number of its events here."""

    name: str
    quad: int
    score: float
    cameo: str
    meaning: str
    modes: Mapping[str, Mapping[str, Any]]
    words: int
    events: int


@remembered
def _codebook() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = load("codebook")
    return {str(page["type"]): page for page in rows.values() if "type" in page and "entries" in page}


def _lines(asked: Asked) -> Iterator[TypeLine]:
    numbers = np.bincount(asked.desk.columns().type, minlength=len(TYPES)).tolist()
    for name, number in zip(TYPES, numbers, strict=True):
        facts, book = types()[name], _codebook().get(name, {"entries": ()})
        words = sum(len(e.get("verbs") or ()) + len(e.get("nouns") or ()) for e in book["entries"])
        yield TypeLine(
            name, int(facts["quad"]), float(facts["score"]), str(facts["cameo"]), str(book.get("meaning", "")),
            facts["modes"], words, number,
        )  # fmt: skip


def codebook(asked: Asked) -> Answer:
    """The sixteen types."""
    lines = tuple(_lines(asked))
    names = ("type", "quad", "score", "cameo", "meaning", "modes", "words", "events")
    data = [{**_type_data(line), "modes": sorted(line.modes)} for line in lines]
    rows = ({**row, "modes": " | ".join(row["modes"])} for row in data)
    context = {"lines": sorted(lines, key=lambda line: (line.quad, -line.score))}
    return Answer("codebook.html", context, lambda: {"types": data}, lambda: Table(names, rows))


def _type_data(line: TypeLine) -> dict[str, Any]:
    return {
        "type": line.name, "quad": line.quad, "score": line.score, "cameo": line.cameo, "meaning": line.meaning,
        "words": line.words, "events": line.events,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the codebook: words, and what they make."""

    words: tuple[str, ...]
    mode: str | None
    cameo: str | None
    notes: tuple[str, ...]


_FLAGS = ("reciprocal", "party_object", "weak", "joint", "solo", "violent", "infinitive")


def code_type(asked: Asked) -> Answer:
    """One type: its modes, its words, and sentences of the ledger that were coded so."""
    name = asked.named("type").upper()
    if name not in TYPES:
        raise missing("type", name)
    line = next(each for each in _lines(asked) if each.name == name)
    entries = tuple(_entry(row) for row in _codebook().get(name, {"entries": ()})["entries"])
    context = {"line": line, "entries": entries, "examples": _examples(asked, name), "quad": QUADS[line.quad]}
    data = {
        **_type_data(line),
        "modes": {mode: dict(facts) for mode, facts in line.modes.items()},
        "entries": [{"words": e.words, "mode": e.mode, "cameo": e.cameo, "notes": e.notes} for e in entries],
    }
    rows = ({"words": " | ".join(e.words), "mode": e.mode, "cameo": e.cameo} for e in entries)
    return Answer("codetype.html", context, lambda: data, lambda: Table(("words", "mode", "cameo"), rows))


def _entry(row: Mapping[str, Any]) -> Entry:
    words = (*(str(w) for w in row.get("verbs") or ()), *(f"{w} (noun)" for w in row.get("nouns") or ()))
    places = row.get("recipient")
    notes = [flag.replace("_", " ") for flag in _FLAGS if row.get(flag)]
    notes += [f"recipient: {', '.join(map(str, places))}"] if places else []
    return Entry(words, row.get("mode"), row.get("cameo"), tuple(notes))


def _examples(asked: Asked, name: str) -> tuple[tuple[Report, tuple[Piece, ...]], ...]:
    """The surest reports of a type, no sentence twice."""
    recent = select(reports.c.record, reports.c.confidence).where(reports.c.type == name).limit(_LOOKED_AT).subquery()
    with asked.desk.ledger.reading() as connection:
        rows = connection.execute(select(recent.c.record).order_by(recent.c.confidence.desc())).scalars().all()
    found = {report.evidence.sentence: report for report in reversed([loads(Report, row) for row in rows])}
    best = sorted(found.values(), key=lambda r: (-r.confidence, r.report_id))[:_EXAMPLES]
    return tuple((report, marked_sentence(report.evidence)) for report in best)


# The registry


def registry(asked: Asked) -> Answer:
    """What a name means; without one, the states."""
    held, name = Registry.default(), asked.given("q", 200)
    found = _named(held, name) if name else _states(held)
    rows = [_entity(each) for each in found]
    context = {"q": name, "rows": rows, "number": len(held.entities)}
    return Answer(
        "registry.html", context, lambda: {"entities": rows}, lambda: Table(("id", "name", "kind", "country"), rows)
    )


def _named(held: Registry, name: str) -> list[Entity]:
    exact = [candidate.entity for candidate in held.candidates(name)]
    words = name.lower().split()
    alike = (e for e in held.entities.values() if all(word in e.name.lower() for word in words))
    return list({e.id: e for e in (*exact, *alike)}.values())[:_FOUND]


def _states(held: Registry) -> list[Entity]:
    return sorted((e for e in held.entities.values() if e.kind.value == "state"), key=lambda e: e.name)


def _entity(each: Entity) -> dict[str, Any]:
    return {"id": each.id, "name": each.name, "kind": each.kind.value, "country": each.country}


# Runs


def runs(asked: Asked) -> Answer:
    """Every ingest, the latest first."""
    made = asked.desk.ledger.runs()
    cases = asked.desk.ledger.quarantine()
    data = [run.to_dict() for run in made]
    names = ("run", "started", "finished", "coder", "version", "codebook")
    rows = ({**row, **row["coder"], "coder": row["coder"]["name"]} for row in data)
    return Answer("runs.html", {"runs": made, "cases": cases}, lambda: {"runs": data}, lambda: Table(names, rows))


def run(asked: Asked) -> Answer:
    """One ingest: inputs, versions, what it could not read, and what it changed."""
    number = _number(asked.named("run"))
    made = {each.run: each for each in asked.desk.ledger.runs()}
    if number not in made:
        raise missing("run", asked.named("run"))
    cases = _cases(asked, number)
    earlier = max((each for each in made if each < number), default=None)
    changes = list(_first(asked.desk.ledger.differences(earlier, number))) if earlier else []
    context = {"run": made[number], "cases": cases, "changes": changes, "earlier": earlier, "most": _DIFFERENCES}
    data = {
        "run": made[number].to_dict(),
        "quarantine": cases,
        "changes": [change.to_dict() for change in changes],
    }
    return Answer("run.html", context, lambda: data, lambda: Table(("source", "reason", "mend"), cases))


def _first(changes: Iterator[Any]) -> Iterator[Any]:
    for _, change in zip(range(_DIFFERENCES), changes, strict=False):
        yield change


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise missing("run", given)
    return int(given)


def _cases(asked: Asked, number: int) -> list[dict[str, Any]]:
    wanted = select(quarantine).where(quarantine.c.run == number).order_by(quarantine.c.source).limit(500)
    with asked.desk.ledger.reading() as connection:
        rows = connection.execute(wanted).all()
    return [{"source": r.source, "reason": r.reason, "mend": r.mend, "mended": r.mended} for r in rows]


ROUTES = [
    *page("/codebook", codebook),
    *page("/codebook/{type}", code_type),
    *page("/registry", registry),
    *page("/runs", runs),
    *page("/runs/{run}", run),
]
