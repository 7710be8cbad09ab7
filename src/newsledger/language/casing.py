"""Turns upper-case text to ordinary case, letter by letter, so that offsets stay.

Wire copy of older times and many headlines are in capitals throughout; a parser taught on
ordinary text reads every word there as a name. Names keep their capitals: those of the
registry, of cities, of months and days, and words that no dictionary of English holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsledger.data.loading import load
from newsledger.language.naming import ALWAYS, GREAT, SMALL, WORD, given_names, known_name, longest, lowered, surnames

# Text in which this share of the letters is capital, over at least so many words, is upper-case.
_SHARE, _WORDS = 0.9, 4
_SENTENCE_END = re.compile(
    r"(?<!\b\w)[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*$|^[\"'“‘(\[\s-]*$|[:—]\s+[\"“]$|--\s*(?:\[[^\]]*\]\s*)*$"
)
_CLOSING = re.compile(r"['’](?:S|D|LL|VE|RE|M|T)?$", re.IGNORECASE)
_NOT = ("n't", "n’t")


def is_upper(text: str) -> bool:
    """Whether the text is written in capitals throughout."""
    if len(WORD.findall(text[:200])) < _WORDS:
        return False
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals >= _SHARE * (capitals + small)


def recased(text: str) -> str:
    """The text in ordinary case where it is all in capitals; the same number of characters."""
    return "".join(_pieces(text)) if is_upper(text) else text


@dataclass(frozen=True, slots=True)
class Word:
    """``low``: in lower case, without the owner's "'s" and other endings after an apostrophe."""

    text: str
    start: int
    end: int
    low: str


def words_of(text: str) -> list[Word]:
    """The words in text order."""
    return [Word(m[0], m.start(), m.end(), _CLOSING.sub("", lowered(m[0]))) for m in WORD.finditer(text)]


def _titled(word: str) -> str:
    """ "O'BRIEN" as "O'Brien", "SALVADOR'S" as "Salvador's"."""
    low = lowered(word)
    if len(word) > 2 and word[1] in "'’" and not _CLOSING.fullmatch(word[1:]):
        return word[:3] + low[3:]
    return word[:1] + low[1:]


def _pieces(text: str) -> Iterator[str]:
    words = words_of(text)
    yield from joined(text, words, cased(text, words, [None] * len(words)))


def joined(text: str, words: Sequence[Word], cased: Sequence[str]) -> Iterator[str]:
    """The text's pieces with each word as it is cased."""
    end = 0
    for word, new in zip(words, cased, strict=True):
        yield text[end : word.start]
        yield new
        end = word.end
    yield text[end:]


def cased(text: str, words: Sequence[Word], new: list[str | None]) -> list[str]:
    """Each word in its case: first those of names, then titles before names, then the rest.

    ``new`` holds what is known of a word beforehand, or None; it is filled in.
    """
    for at in range(len(words)):
        if new[at] is None:
            place_name(words, at, new)
    abbreviations = {w.low for w in words if _bracketed(text, w)}
    for at, word in enumerate(words):
        new[at] = new[at] or _alone(text, word, abbreviations, words[at - 1].low if at else "")
    for at in range(len(words) - 2, -1, -1):
        if new[at] is None and words[at].low in _knowledge().titles and _is_borne(words[at + 1], new[at + 1]):
            new[at] = _titled(words[at].text)
    for at in range(len(words) - 1):
        if words[at].low in _knowledge().particles and new[at + 1]:
            new[at] = _particle(words[at], bool(at and new[at - 1]), new[at])
    return [n or opening(text, w) for n, w in zip(new, words, strict=True)]


def _is_borne(word: Word, cased: str | None) -> bool:
    """Whether a title may belong to the word after it: "MAJOR VARGAS", but not "THE MAJOR COLOMBIAN PORT"."""
    known = known_name(word.low)
    return cased is not None and not (known is not None and known.weight >= ALWAYS)


def place_name(words: Sequence[Word], at: int, new: list[str | None], least: int = 1) -> None:
    """Fills in the longest known name of so many words that begins with this one, in that name's own case."""
    for size in range(min(longest(words[at].low), len(words) - at), least - 1, -1):
        known = known_name(" ".join(w.low for w in words[at : at + size]))
        if known is not None and not (size == 1 and _ordinary(words[at].low, known.weight)):
            for place, cased in enumerate(known.words, at):
                new[place] = cased + lowered(words[place].text)[len(cased) :]
            return


def _particle(word: Word, inside: bool, as_is: str | None) -> str | None:
    """ "San Luis de la Reina", but "in La Reina": an article opens a name, and is small inside one."""
    if inside:
        return lowered(word.text) if as_is else as_is
    return _titled(word.text) if word.low in _knowledge().articles else as_is


def _bracketed(text: str, word: Word) -> bool:
    around = text[word.start - 1 : word.start] + text[word.end : word.end + 1]
    return around in {"()", "[]"} and 2 <= len(word.text) <= 6 and not is_english(word.low)


def _by_number(text: str, word: Word) -> bool:
    """ "MAY 5", "5 MAY"."""
    return bool(re.match(r"\.?\s+\d{1,4}\b", text[word.end :])) or bool(re.search(r"\b\d{1,2}\s+$", text[: word.start]))


def _alone(text: str, word: Word, abbreviations: Collection[str], before: str) -> str | None:
    """The case of a word by itself; None where it is an ordinary word."""
    low = word.low
    if lowered(word.text).endswith(_NOT):
        return None
    if "." in word.text or low in abbreviations or (len(low) == 1 and low != "a" and "'" not in word.text):
        return word.text
    if (
        low in _knowledge().proper
        or (low in _knowledge().dated and _by_number(text, word))
        or (low in surnames() and (before in _knowledge().titles or before in given_names()))
    ):
        return _titled(word.text)
    if low in _knowledge().lower or is_english(low):
        return None
    consonants = len(low) > 1 and not set(low) & set("aeiouyáéíóúäöü")
    return word.text if consonants else _titled(word.text)


def is_common(low: str) -> bool:
    """Whether a word in lower case is one of grammar, or a month that is an ordinary word besides."""
    return low in _lexicon()[2] or low in _knowledge().lower or low in _knowledge().dated


def opening(text: str, word: Word) -> str:
    """An ordinary word: with a capital where a sentence begins."""
    low = lowered(word.text)
    if low == "i" or low.startswith(("i'", "i’")):
        return "I" + low[1:]
    opens = _SENTENCE_END.search(text[max(0, word.start - 40) : word.start]) is not None
    return _titled(word.text) if opens else low


@dataclass(frozen=True, slots=True)
class _Casing:
    lower: frozenset[str]
    proper: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    dated: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def _knowledge() -> _Casing:
    held = load("casing")["casing"]
    return _Casing(
        *(
            frozenset(map(str, held[k]))
            for k in ("lower", "proper", "titles", "particles", "articles", "dated", "common")
        )
    )


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Mapping[str, Sequence[tuple[str, str]]], Mapping[str, Collection[str]], frozenset[str]]:
    """The parser's lemma rules and word lists by part of speech, and its words of grammar."""
    from newsledger.language.pipeline import pipeline

    nlp = pipeline().nlp
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    rules, index, odd = (tables.get_table(f"lemma_{name}") for name in ("rules", "index", "exc"))
    words = {k: frozenset(index[k]) | frozenset(odd[k]) for k in ("noun", "verb", "adj", "adv")}
    return {k: rules[k] for k in words if k in rules}, words, frozenset(nlp.Defaults.stop_words)


@lru_cache(maxsize=1 << 14)
def is_english(low: str) -> bool:
    """Whether a word in lower case is one of the language, a name though it may be too."""
    _, words, grammar = _lexicon()
    return low in grammar or any(_listed(low, kind) for kind in words)


@lru_cache(maxsize=1 << 14)
def _listed(low: str, kind: str) -> bool:
    """The word, or what its ending leaves of it, is in the list of this part of speech."""
    rules, words, _ = _lexicon()
    if low in words[kind]:
        return True
    endings = [(old, new) for old, new in rules.get(kind, ()) if old and low.endswith(old)]
    return any(low[: -len(old)] + new in words[kind] for old, new in endings)


@lru_cache(maxsize=1 << 14)
def _ordinary(low: str, weight: int) -> bool:
    """A word that is no name by itself although a name of this weight is spelt so."""
    if weight >= ALWAYS:
        return low in _lexicon()[2]
    if low in _lexicon()[2] or low in _knowledge().lower or any(_listed(low, kind) for kind in ("verb", "adj", "adv")):
        return True
    return _listed(low, "noun") and (weight < SMALL or (weight < GREAT and low in _knowledge().common))
