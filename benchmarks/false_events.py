"""Reports where there is no event: ``python -m benchmarks.false_events`` prints each with its why.

Reads three hundred and twenty sentences of sport, business, science and the like, none of
which tells a political event, one document each. Every report on one of them is false.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from newsledger.reading import read_row
from newsledger.records import Coded, Document, Report

SET = Path(__file__).resolve().parent / "sets" / "false_events.yaml"

Code = Callable[[Sequence[Document]], Iterable[Coded]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the set and the field it is from."""

    text: str
    field: str


def sentences(path: Path = SET) -> list[Sentence]:
    return [Sentence(row["s"].strip(), row["field"]) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


def coder() -> Code:
    """The program's own coder, loaded on first use."""
    from newsledger import Coder

    return Coder().code_many


def read(given: Sequence[Sentence], code: Code) -> list[tuple[Sentence, tuple[Report, ...]]]:
    """Each sentence with what ``code`` reported on it, in the set's order."""
    documents = [read_row({"id": str(i), "text": s.text}, source="false events") for i, s in enumerate(given)]
    found = {c.document.input_id: c.reports for c in code(documents)}
    return [(s, found.get(str(i), ())) for i, s in enumerate(given)]


def shares(coded: Sequence[tuple[Sentence, Sequence[Report]]]) -> dict[str, float]:
    """``share with a report`` over all sentences, and the same for each field."""
    fields: Mapping[str, list[bool]] = {s.field: [] for s, _ in coded}
    for sentence, reports in coded:
        fields[sentence.field].append(bool(reports))
    told = [one for of_field in fields.values() for one in of_field]
    return {
        "share with a report": round(sum(told) / len(told), 4),
        **{field: round(sum(of_field) / len(of_field), 4) for field, of_field in fields.items()},
    }


def table(work: Path) -> dict[str, float]:
    """The shares for the program as it stands; ``work`` is not needed."""
    return shares(read(sentences(), coder()))


def lines(coded: Iterable[tuple[Sentence, Sequence[Report]]]) -> Iterable[str]:
    """Each false report: its type, parties and why, under its sentence."""
    for sentence, reports in coded:
        for one in reports:
            actor, recipient = ("; ".join(p.text for p in side) or "-" for side in (one.actor, one.recipient))
            yield f"[{sentence.field}] {sentence.text}"
            yield f"  {one.type} {actor} > {recipient} ({one.factuality}, {one.confidence:.2f})"
            yield f"  why: {one.why.type}; actor: {one.why.actor}; recipient: {one.why.recipient}"


def main() -> int:
    coded = read(sentences(), coder())
    print("\n".join(lines(coded)))
    for what, share in shares(coded).items():
        print(f"{what}: {share:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
