"""Two states of one name: "the North" and "the South" on a page about the Koreas, and "the two Koreas"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsledger.actors.entities import Entity, NameUse
from newsledger.actors.matching import Match
from newsledger.actors.names import fold
from newsledger.actors.references import references
from newsledger.actors.registry import Registry

if TYPE_CHECKING:
    from newsledger.language import Sentence
    from newsledger.language.tokens import Token

Matches = Mapping[int, tuple[Match, ...]]


def with_directions(found: Matches, sentences: Sequence[Sentence], registry: Registry) -> dict[int, tuple[Match, ...]]:
    """The matches of each sentence with those of "the North", where the page names both states of one name in full."""
    meant = _meant(found, sentences, registry)
    if not meant:
        return dict(found)
    return {s.index: _sorted((*found[s.index], *_bare(s, found[s.index], meant))) for s in sentences}


def both(head: Token, registry: Registry) -> tuple[Entity, ...]:
    """ "The two Koreas": the two states that share the name, if there are two."""
    name = fold(head.text)
    if head.tag_ not in {"NNPS", "NNS"} or not head.text[:1].isupper() or not name.endswith("s"):
        return ()
    for first, second in references().opposite.items():
        pair = [_state(f"{d} {name[:-1]}", registry) for d in (first, second)]
        if pair[0] and pair[1]:
            return tuple(registry.entities[uses[0].entity] for uses in pair)
    return ()


def _meant(found: Matches, sentences: Sequence[Sentence], registry: Registry) -> dict[str, tuple[NameUse, ...]]:
    """By direction the state that the page names by it, if it names the other one too."""
    words = {s.index: {t.i: t.text for t in s.words} for s in sentences}
    named = {
        fold(" ".join(words[n].get(i, "") for i in range(m.start, m.end))) for n, held in found.items() for m in held
    }
    meant: dict[str, tuple[NameUse, ...]] = {}
    for name in sorted(named):
        direction, _, shared = name.partition(" ")
        other = references().opposite.get(direction)
        if other is not None and shared and f"{other} {shared}" in named and (uses := _state(name, registry)):
            meant.setdefault(direction, uses)
    return meant


def _state(name: str, registry: Registry) -> tuple[NameUse, ...]:
    return tuple(u for u in registry.named(name) if u.use == "name" and registry.entities[u.entity].kind.is_state)


def _bare(sentence: Sentence, held: Sequence[Match], meant: Mapping[str, tuple[NameUse, ...]]) -> Iterator[Match]:
    """ "The North" and "the North's", not "the North Sea"."""
    taken = {i for match in held for i in range(match.start, match.end)}
    for token in sentence.words:
        uses = meant.get(fold(token.text)) if token.text[:1].isupper() and token.i not in taken else None
        if uses and _after_article(token) and not _goes_on(token):
            yield Match(token.i, token.i + 1, uses)


def _after_article(token: Token) -> bool:
    return token.i > token.sent.start and token.nbor(-1).lower_ == "the"


def _goes_on(token: Token) -> bool:
    last = token.i + 1 >= token.sent.end
    return not last and token.nbor(1).pos_ == "PROPN" and token.nbor(1).text[:1].isupper()


def _sorted(found: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple(sorted(found, key=lambda m: m.start))
