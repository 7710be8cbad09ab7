"""When and where: TIMEX3 values, toponyms, and the day and the place of what pages tell.

``python -m benchmarks.when_where NAME`` prints the speed and memory of reading one set's places.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.shared import OPEN, figure, program, rows, score
from newsledger import Coder
from newsledger.language import pipeline
from newsledger.places import Gazetteer, read_places
from newsledger.places.gazetteer import COMPILED
from newsledger.places.names import bare, fold
from newsledger.reading import read_row
from newsledger.records import Report, When

Figures = dict[str, float]
Row = Mapping[str, Any]

# Times are annotated in these first lines of every page and nowhere below: title, date line, four sentences.
_ANNOTATED_LINES = 6
# A date in an interval longer than this is not told.
_DAYS = 7
# Pages of the set of attacks that are coded, and by which they are drawn.
_SAMPLE, _SEED = 200, 7
# Pages on which the speed of reading places is measured.
_TIMED = 100


def _coded(emit: str, gold: Path, work: Path) -> Path:
    out = work / f"{gold.name}-{emit}-out.jsonl"
    held = gold.read_bytes()
    program("code", "--emit", emit, given=gzip.decompress(held) if gold.suffix == ".gz" else held, out=out)
    return out


def meantime_times(work: Path) -> Figures:
    """TIMEX3 twice: as the scorer gives it, and on the lines that were annotated.

    The gold annotates only the first six lines of each page (no page has an annotation below them), and the
    scorer counts every time read further down as false, right or not. The figures of the first six lines
    alone come from the same program on the same pages cut after their sixth line, all at the same place
    whatever the gold holds there.
    """
    whole = OPEN / "meantime_half.jsonl.gz"
    top = work / "meantime-top.jsonl"
    cropped = [{**r, "text": "\n".join(r["text"].split("\n")[:_ANNOTATED_LINES])} for r in rows(whole)]
    top.write_text("".join(json.dumps(r) + "\n" for r in cropped), encoding="utf-8")
    found = {}
    for gold, of in ((whole, ""), (top, " of the annotated lines")):
        printed = score("times", gold, _coded("times", gold, work))
        found[f"span F1{of}"] = figure(printed, "span (relaxed): P", " F1")
        found[f"value F1{of}"] = figure(printed, "value: P", " F1")
    return found


def _places(name: str, work: Path) -> Figures:
    gold = OPEN / f"{name}.jsonl.gz"
    printed = score("places", gold, _coded("places", gold, work))
    command = [sys.executable, "-m", "benchmarks.when_where", name]
    measured = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return {
        "recognised F1": figure(printed, "recognised: P", " F1"),
        "within 161 km": figure(printed, "within 161 km, of those recognised", "="),
        **json.loads(measured),
    }


def geovirus(work: Path) -> Figures:
    return _places("geovirus", work)


def lgl(work: Path) -> Figures:
    return _places("lgl", work)


def speed_of_places(name: str) -> Figures:
    """Documents a second with the parse and without it, this process's peak memory, the gazetteer's size."""
    documents = [read_row(r) for r in rows(OPEN / f"{name}.jsonl.gz", _TIMED)]
    gazetteer = Gazetteer.default()
    read_places(pipeline().parse(documents[0]), gazetteer)
    start = time.perf_counter()
    parsed = list(pipeline().parse_many(documents))
    parse = time.perf_counter() - start
    start = time.perf_counter()
    for page in parsed:
        read_places(page, gazetteer)
    alone = time.perf_counter() - start
    return {
        "documents a second, parsed": round(len(documents) / alone, 1),
        "documents a second": round(len(documents) / (alone + parse), 1),
        "peak memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "gazetteer MB": round(COMPILED.stat().st_size / 1e6, 1),
    }


def _day(text: str | None) -> date | None:
    """The day of a gold row; None where it gives none, or one that no calendar has."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _holds(when: When, day: date | None) -> bool:
    """The day lies in the interval, and the interval is short enough to tell it."""
    if day is None or when.start is None or when.end is None or (when.end - when.start).days >= _DAYS:
        return False
    return when.start <= day <= when.end


def _names(words: str) -> set[str]:
    return {bare(fold(words)), fold(words)}


def _is_told(report: Report, answers: Sequence[str]) -> bool:
    """The report's place is within the words of an answer, or holds one whole."""
    if report.where is None:
        return False
    mine = _names(report.where.name) | (_names(report.where.text) if report.where.text else set())
    return any(f" {m} " in f" {fold(a)} " or fold(a) == m for m in mine if m for a in answers)


def fivew1h(work: Path) -> Figures:
    """The first report of each page against people's answers to when and where.

    Only answers that more than one person gave are asked for; a page without a report has no place or date.
    """
    given = list(rows(OPEN / "fivew1h.jsonl.gz"))
    counts: Counter[str] = Counter()
    for row, coded in zip(given, Coder().code_many(read_row(r) for r in given), strict=True):
        first = min(coded.reports, key=lambda r: (r.evidence.start, r.report_id), default=None)
        days = [d for w in row["gold"]["when"] if w["coderPhraseCount"] > 1 for d in [_day(w.get("parsed"))] if d]
        towns = [w["text"] for w in row["gold"]["where"] if w["coderPhraseCount"] > 1]
        counts["reached"] += first is not None
        if first is not None and days:
            counts["when"] += 1
            counts["when right"] += any(_holds(first.when, d) for d in days)
        if first is not None and towns:
            counts["where"] += 1
            counts["where right"] += _is_told(first, towns)
    return {
        "pages with a report": round(counts["reached"] / len(given), 3),
        "day of the first report": round(counts["when right"] / max(counts["when"], 1), 3),
        "place of the first report": round(counts["where right"] / max(counts["where"], 1), 3),
    }


def _town(location: str) -> str:
    """The finest name of a template's place: "EL SALVADOR: APOPA (CITY)" is Apopa."""
    return location.split(" - ")[0].split(":")[-1].split("(")[0].strip()


def _attacks(row: Row, reports: Iterable[Report]) -> Iterable[tuple[str, bool]]:
    told = list(reports)
    for template in row["gold"]:
        day = _day(template["date"])
        if day:
            yield "day", any(_holds(r.when, day) for r in told)
        towns = [one for one in template["location"] if ":" in one]
        if towns:
            yield "town", any(_is_told(r, [_town(t)]) for t in towns for r in told)


def muc34(work: Path) -> Figures:
    """Upper-case pages with templates of attacks: is the template's day, and its town, that of some report?

    200 pages that have a template, drawn once; the figures count templates.
    """
    pages = [r for r in rows(OPEN / "muc34_train_dev.jsonl.gz") if r["gold"]]
    drawn = random.Random(_SEED).sample(pages, _SAMPLE)
    counts: Counter[tuple[str, bool]] = Counter()
    silent = 0
    for row, coded in zip(drawn, Coder().code_many(read_row(r) for r in drawn), strict=True):
        counts.update(_attacks(row, coded.reports))
        silent += not coded.reports
    found = {"pages without a report": round(silent / len(drawn), 3)}
    for what in ("day", "town"):
        right, wrong = counts[what, True], counts[what, False]
        found[f"{what} told by a report"] = round(right / max(right + wrong, 1), 3)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(speed_of_places(sys.argv[1])) + "\n")
