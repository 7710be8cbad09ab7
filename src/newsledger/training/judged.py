"""The kept-back sentences before the judge, everything believed: what the small models are fitted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsledger.actors import Mentions, Registry
from newsledger.coding.codebook import codebook
from newsledger.coding.gate import worth_reading
from newsledger.coding.head import Head
from newsledger.coding.judging import Judge
from newsledger.coding.parts import Casting
from newsledger.coding.referee import trusting
from newsledger.coding.sides import read
from newsledger.language import pipeline
from newsledger.reading import read_row
from newsledger.training.sentences import Example


def judges(examples: Sequence[Example], head: Head, cast: Casting | None = None) -> Iterator[tuple[int, Judge]]:
    """A judge for each sentence that could yield a report, with its example's number."""
    documents = [read_row({"id": str(n), "text": e.text}) for n, e in enumerate(examples)]
    for number, parsed in enumerate(pipeline().parse_many(documents)):
        mentions = Mentions(parsed, Registry.default())
        for sentence in worth_reading(parsed.sentences, mentions, None):
            yield number, Judge(read(sentence, head), mentions, codebook(), head, trusting(), cast)
