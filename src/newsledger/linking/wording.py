"""Words made comparable: folded, without stop words, and without their endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from newsledger.linking.knowledge import words
from newsledger.records import Report

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LEAST = 3
# Endings, longest first, with what stands in their place.
_ENDINGS = (("ations", "e"), ("ation", "e"), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("es", "e"))
_SHORT_ENDINGS = (("ed", ""), ("s", ""))


def folded(text: str) -> str:
    """Lower case, without accents, with plain apostrophes."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def tokens(text: str) -> Iterator[str]:
    """Folded words without a possessive ending."""
    for found in _WORD.finditer(folded(text)):
        yield found[0].removesuffix("'s")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A crude stem: enough to bring an English verb's and noun's forms together."""
    if word in words().irregular:
        return words().irregular[word]
    for ending, instead in (*_ENDINGS, *_SHORT_ENDINGS):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not word.endswith("ss"):
            return _bare(word[: -len(ending)] + instead)
    return _bare(word)


def _bare(stemmed: str) -> str:
    """Without a final e and without a doubled consonant: "stopp" and "stop", "arrive" and "arriv"."""
    short = stemmed.removesuffix("e") if len(stemmed) > _LEAST else stemmed
    return short[:-1] if len(short) > _LEAST and short[-1] == short[-2] and short[-1] not in "aeiouls" else short


def content(text: str) -> frozenset[str]:
    """Stems of the words that say something: no stop words, none shorter than three letters but numbers."""
    return frozenset(
        stem(word) for word in tokens(text) if word not in words().stop and (len(word) >= _LEAST or word.isdigit())
    )


def name_tokens(name: str) -> frozenset[str]:
    """The words of a name, without titles; all of them where there is nothing else."""
    found = frozenset(tokens(name))
    return found - words().titles or found


def predicate_words(report: Report) -> tuple[str, ...]:
    """The words of what was done, folded, as its sentence has them."""
    evidence = report.evidence
    spans = (s for s in evidence.fields.predicate if evidence.start <= s.start < evidence.end)
    said = " ".join(evidence.sentence[s.start - evidence.start : s.end - evidence.start] for s in spans)
    return tuple(tokens(said))


def predicate_stems(report: Report) -> frozenset[str]:
    """Stems of the words of what was done that say something."""
    return content(" ".join(predicate_words(report)))
