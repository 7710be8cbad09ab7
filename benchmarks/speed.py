"""Speed over the volume set, beside spaCy's own pipeline on the same words in the same run."""

from __future__ import annotations

import resource
import time
from pathlib import Path

from benchmarks.shared import OPEN, rows


def volume(work: Path, limit: int = 500) -> dict[str, float]:
    """Documents and words a second of reading and coding; the ratio to ``nlp.pipe``; peak memory in MB."""
    from newsledger import Coder
    from newsledger.language import DEFAULT_MODEL
    from newsledger.language.paragraphs import paragraphs, smooth
    from newsledger.language.pipeline import load
    from newsledger.reading import read_row

    given = list(rows(OPEN / "volume_4000.jsonl.gz", limit))
    # The program runs a quickened copy of the pipeline; the ratio is to the plain one, whole.
    coder, nlp = Coder(), load(DEFAULT_MODEL)
    list(coder.code_many([read_row(given[0])]))
    start = time.perf_counter()
    documents = [read_row(row) for row in given]
    reports = sum(len(coded.reports) for coded in coder.code_many(documents))
    ours = time.perf_counter() - start
    texts = [smooth(s.of(d.text)) for d in documents for z in d.zones if z.coded for s in paragraphs(d.text, z.span)]
    start = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    parser = time.perf_counter() - start
    return {
        "documents a second": round(len(documents) / ours, 2),
        "words a second": round(words / ours),
        "time over spaCy's": round(ours / parser, 3),
        "reports a document": round(reports / len(documents), 2),
        "peak memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
