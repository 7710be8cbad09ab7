"""Sources named beside a clause: "according to X", "as X put it", "in X's view", "X:" before a speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Cues, Sense
from newsledger.attribution.findings import Finding
from newsledger.attribution.kinds import names_medium
from newsledger.attribution.passages import Passage
from newsledger.attribution.sources import source_of, source_span
from newsledger.attribution.syntax import child, clause_top, lemma
from newsledger.attribution.verbal import around
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_SAYS = Sense("says")
_STOPS = frozenset({"ccomp", "parataxis"})
_LABEL = re.compile(r"(?:[A-Z][\w.'\u2019-]*)(?: (?:[A-Z][\w.'\u2019-]*|of|the|de|al|van|for)){0,5}:(?=\s+\S)")

_SHORTEST_LABEL = 4  # "Q:" and "A:" name nobody
# A message put into a page is signed behind a dash with a name and its account.
_SIGNED = re.compile(r"\s[\u2014\u2013-]{1,2}\s+([^\u2014\n]{2,60}?)\s+\(\s?@\w+\s?\)[^\u2014\n]{0,40}$")

_CLOSE = 2  # a comma and a space may stand between marks and the word that follows them


def phrases(passage: Passage, cues: Cues) -> Iterator[Finding]:
    """Every source that a set phrase, an as-clause or a speaker's label names, with the clause it covers."""
    yield from _label(passage)
    yield from _posted(passage)
    for token in passage.tokens:
        word = token.lower_
        if word in cues.sourcing:
            yield from _sourcing(token, passage, cues)
        if word == "as":
            yield from _as_clause(token, passage, cues)
        elif word in cues.possessed:
            yield from _possessed(token, passage, cues)


def _sourcing(token: Token, passage: Passage, cues: Cues) -> Iterator[Finding]:
    for phrase in cues.sourcing.get(str(token.lower_), ()):
        run = passage.tokens[token.i : token.i + len(phrase)]
        if tuple(t.lower_ for t in run) != phrase:
            continue
        noun = child(run[-1], "pobj") or _next_noun(run[-1])
        if noun is not None and noun.i > run[-1].i:
            source = source_span(noun, passage)
            if phrase in cues.sourcing_media and not names_medium(passage.words(source)):
                continue  # per year, via Paris
            content = _covered(token, Span(passage.at(token).start, source.end), passage)
            yield Finding(passage.over(token, run[-1]), token, _SAYS, content, "sourcing", source)


def _next_noun(token: Token) -> Token | None:
    for other in token.doc[token.i + 1 : token.i + 8]:
        if other.pos_ in ("NOUN", "PROPN", "PRON") and other.dep_ != "compound":
            return other
    return None


def _covered(anchor: Token, phrase: Span, passage: Passage) -> Span:
    """The clause a phrase stands beside, without the phrase where it is first or last.

    Where quoted words follow the source ("according to X, which "gave its view ..."), they
    are the source's words too, and the content runs to their end.
    """
    top = clause_top(anchor.head, _STOPS)
    tokens = [t for t in top.subtree if not _inside(passage.at(t), phrase)]
    before = [t for t in tokens if passage.at(t).end <= phrase.start]
    after = [t for t in tokens if passage.at(t).start >= phrase.end]
    if before and not _is_quoted_after(phrase, after, passage) and _ends_clause(after, passage, phrase):
        after = []
    kept = _unpunctuated(before + after)
    if not kept:
        return Span(phrase.start, phrase.start)
    return passage.trimmed(passage.over(kept[0], kept[-1]))


def _inside(span: Span, phrase: Span) -> bool:
    return phrase.contains(span)


def _is_quoted_after(phrase: Span, after: list[Token], passage: Passage) -> bool:
    return bool(after) and any(phrase.end <= q.span.start <= passage.at(after[-1]).end for q in passage.quotations)


def _ends_clause(after: list[Token], passage: Passage, phrase: Span) -> bool:
    """Whether what follows the phrase only adds to the source: a relative clause, an aside."""
    words = [t for t in after if not t.is_punct]
    return not words or _hangs_on(words[0], passage, phrase)


def _hangs_on(token: Token, passage: Passage, phrase: Span) -> bool:
    return any(phrase.contains(passage.at(a)) for a in token.ancestors)


def _unpunctuated(tokens: list[Token]) -> list[Token]:
    tokens = sorted(tokens, key=lambda t: t.i)
    while tokens and tokens[0].is_punct and not tokens[0].is_quote:
        tokens.pop(0)
    while tokens and tokens[-1].is_punct and not tokens[-1].is_quote:
        tokens.pop()
    return tokens


def _as_clause(token: Token, passage: Passage, cues: Cues) -> Iterator[Finding]:
    verb = token.head
    if token.dep_ not in ("mark", "advmod", "prep") or token.i > verb.i:  # describing it *as* cruel
        return
    if lemma(verb) not in cues.as_cues or verb.dep_ != "advcl" or child(verb, "ccomp", "xcomp") is not None:
        return
    noun = source_of(verb, cues)
    if noun is not None:
        content = _words_before(token, passage) or around(verb, clause_top(verb.head, _STOPS), passage)
        yield Finding(passage.at(verb), verb, _SAYS, content, "as clause", source_span(noun, passage))


def _words_before(token: Token, passage: Passage) -> Span | None:
    """A quotation that ends where the as-clause begins: *"a butcher,"* as his deputy put it."""
    start = passage.at(token).start
    return next((q.span for q in passage.quotations if 0 <= start - q.span.end <= _CLOSE), None)


def _possessed(token: Token, passage: Passage, cues: Cues) -> Iterator[Finding]:
    nouns = cues.possessed.get(str(token.lower_))
    noun = child(token, "pobj") if nouns and token.dep_ == "prep" else None
    if noun is None or nouns is None or lemma(noun) not in nouns:
        return
    owner = child(noun, "poss")
    if owner is not None and noun.i - token.i <= 6:
        content = _covered(token, passage.over(token, noun), passage)
        yield Finding(passage.over(token, noun), token, _SAYS, content, "possessed", source_span(owner, passage))


def _label(passage: Passage) -> Iterator[Finding]:
    """MAYOR SMITH: We will. A speaker's name and a colon open the paragraph."""
    found = _LABEL.match(passage.text)
    if found is None or found.end() < _SHORTEST_LABEL:
        return
    colon = passage.offset + found.end() - 1
    tokens = passage.within(Span(colon, colon + 1))
    content = passage.trimmed(Span(colon + 1, passage.offset + len(passage.text)))
    if tokens and content.end > content.start:
        yield Finding(
            Span(colon, colon + 1), tokens[0], _SAYS, content, "label", Span(passage.offset, colon), direct=True
        )


def _posted(passage: Passage) -> Iterator[Finding]:
    """We will not sign. \u2014 Jane Roe (@janeroe) May 3, 2018: who signs a message says all of it."""
    found = _SIGNED.search(passage.text)
    content = passage.trimmed(Span(passage.offset, passage.offset + found.start())) if found else None
    if found is None or content is None or content.end <= content.start:
        return
    mark = passage.offset + found.start() + 1
    source = Span(passage.offset + found.start(1), passage.offset + found.end(1))
    tokens = passage.within(Span(mark, source.start))
    if tokens:
        yield Finding(Span(mark, mark + 1), tokens[0], _SAYS, content, "label", source, direct=True)
