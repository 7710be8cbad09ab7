"""The project's own kept-back sentences, through the whole coder; and how true its confidence is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from newsledger import Coder
from newsledger.reading import read_row
from newsledger.records import Report, Span
from newsledger.training.sentences import Example, Labelled, examples

_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def _touches(spans: Iterable[Span], wanted: Iterable[Span]) -> bool:
    return any(a.overlaps(b) for a in spans for b in wanted)


def _is_it(report: Report, event: Labelled) -> bool:
    return report.type is event.type and _touches(report.evidence.fields.predicate, [event.trigger])


def _sides_right(report: Report, event: Labelled) -> bool:
    fields = report.evidence.fields
    actor = not event.actor or _touches(fields.actor, event.actor)
    return actor and (not event.recipient or _touches(fields.recipient, event.recipient))


def count(example: Example, reports: tuple[Report, ...], counts: Counter[str]) -> None:
    """Adds one sentence's hits and misses; confidence bins count reports and the right ones among them."""
    counts["true"] += len(example.events)
    counts["said"] += len(reports)
    for report in reports:
        event = next((e for e in example.events if _is_it(report, e)), None)
        typed = any(report.type is e.type for e in example.events)
        number = next(i for i, top in enumerate(_BINS[1:]) if report.confidence < top)
        counts[f"bin {number}"] += 1
        counts[f"bin {number} right"] += typed
        if event is not None:
            counts["right"] += 1
            counts["sides"] += _sides_right(report, event)
            counts["factuality"] += report.factuality is event.factuality
            counts["modes true"] += event.mode is not None
            counts["modes told"] += bool(report.modes)
            counts["modes"] += event.mode in report.modes


def figures(counts: Counter[str]) -> dict[str, float]:
    precision, recall = counts["right"] / max(counts["said"], 1), counts["right"] / max(counts["true"], 1)
    found = {
        "event precision": precision,
        "event recall": recall,
        "event F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "both sides right, of those": counts["sides"] / max(counts["right"], 1),
        "factuality right, of those": counts["factuality"] / max(counts["right"], 1),
        "mode precision, of those": counts["modes"] / max(counts["modes told"], 1),
        "mode recall, of those": counts["modes"] / max(counts["modes true"], 1),
    }
    for i, low in enumerate(_BINS[:-1]):
        if counts[f"bin {i}"]:
            share = counts[f"bin {i} right"] / counts[f"bin {i}"]
            found[f"right at confidence {low:g} to {min(_BINS[i + 1], 1):g} ({counts[f'bin {i}']})"] = share
    return {k: round(v, 3) for k, v in found.items()}


def table(work: Path) -> dict[str, float]:
    kept = [e for e in examples() if e.kept_back]
    rows = [{"id": str(n), "text": e.text} for n, e in enumerate(kept)]
    counts: Counter[str] = Counter()
    for example, coded in zip(kept, Coder().code_many([read_row(r) for r in rows]), strict=True):
        count(example, coded.reports, counts)
    return figures(counts)


if __name__ == "__main__":
    for name, value in table(Path()).items():
        print(f"{name}: {value}")
