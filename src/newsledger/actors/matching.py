"""Finds registry names among the tokens of a sentence, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.actors.entities import NameUse
from newsledger.actors.names import fold
from newsledger.actors.references import references
from newsledger.actors.registry import Registry
from newsledger.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``start`` to ``end`` (indices in the spaCy doc) bear a registry name."""

    start: int
    end: int
    uses: tuple[NameUse, ...]

    def covers(self, token: Token) -> bool:
        return self.start <= token.i < self.end


# Tags of words that can begin a name; verbs and function words that share one are left alone.
_NAMING = frozenset({"PROPN", "ADJ", "NOUN"})


def _capital(token: Token) -> bool:
    return any(c.isupper() for c in token.text[:2])


def _words(tokens: Iterable[Token]) -> list[tuple[Token, str]]:
    return [(t, fold(t.text)) for t in tokens]


def _uses(found: tuple[NameUse, ...], tokens: list[Token]) -> tuple[NameUse, ...]:
    upper = "".join(t.text for t in tokens).replace(".", "").isupper()
    return tuple(u for u in found if upper or not u.exact_case)


def _longest(words: list[tuple[Token, str]], at: int, registry: Registry) -> Match | None:
    key, best = "", None
    for i in range(at, min(at + 2 * registry.longest, len(words))):
        token, word = words[i]
        if not word and (i == at or token.text not in {"-", ".", "–", "'", "’"}):
            break
        key = f"{key}{word}" if token.tag_ == "POS" else f"{key} {word}".strip() if word else key
        if key not in registry.prefixes:
            if f"{key}{_possessive(words, i + 1)}" in registry.prefixes:
                continue
            break
        uses = registry.uses.get(key)
        if word and uses and (kept := _uses(uses, [t for t, _ in words[at : i + 1]])):
            best = Match(words[at][0].i, token.i + 1, kept)
    return best


def _possessive(words: list[tuple[Token, str]], at: int) -> str:
    """The folded "'s" at this place, without which "People's Army" has no beginning "People"."""
    return words[at][1] if at < len(words) and words[at][0].tag_ == "POS" else "-"


def matches(tokens: Iterable[Token], registry: Registry) -> tuple[Match, ...]:
    """Non-overlapping matches in text order; each begins with a capitalised naming word."""
    words = _words(tokens)
    found = tuple(_parted(_scan(words, registry), words, registry))
    shared = [m for one in found if (m := _sharing(one, words, registry)) is not None]
    taken = {i for one in found for i in range(one.start, one.end)}
    return tuple(sorted([*found, *(m for m in shared if m.start not in taken)], key=lambda m: m.start))


def _parted(found: Iterable[Match], words: list[tuple[Token, str]], registry: Registry) -> Iterator[Match]:
    """ "Azerbaijani and *Armenian forces*" are those of both: the second adjective names its state, and no body."""
    place, before = {t.i: n for n, (t, _) in enumerate(words)}, None
    for match in found:
        run = words[place[match.start] - 1 : place[match.end - 1] + 1]
        uses = registry.uses.get(run[1][1], ()) if before and _shares_noun(before, match, run) else ()
        yield Match(match.start, match.start + 1, uses) if _is_demonym(uses) else match
        before = match


def _shares_noun(before: Match, match: Match, run: list[tuple[Token, str]]) -> bool:
    """Whether "and" and an adjective of another people stand before a name in the plural; ``run`` starts with "and"."""
    beside = before.end + 1 == match.start and run[0][1] in {"and", "or"} and _is_demonym(before.uses)
    return beside and len(run) > 2 and run[-1][0].tag_ in {"NNS", "NNPS"}


def _is_demonym(uses: tuple[NameUse, ...]) -> bool:
    return any(u.use == "demonym" for u in uses)


def _sharing(match: Match, words: list[tuple[Token, str]], registry: Registry) -> Match | None:
    """ "North and South Korea": the first word shares the last word of the name after "and"."""
    at = next(n for n, (t, _) in enumerate(words) if t.i == match.start)
    if at < 2 or match.end - match.start < 2 or words[at - 1][1] not in {"and", "or"} or not _capital(words[at - 2][0]):
        return None
    rest = " ".join(w for t, w in words[at + 1 : at + match.end - match.start] if w)
    uses = registry.uses.get(f"{words[at - 2][1]} {rest}")
    first = words[at - 2][0]
    return Match(first.i, first.i + 1, uses) if uses else None


def _scan(words: list[tuple[Token, str]], registry: Registry) -> Iterator[Match]:
    at = 0
    while at < len(words):
        token, word = words[at]
        found = _longest(words, at, registry) if _starts(token, word, registry) else None
        if found and _believable(found, words, at, registry):
            yield found
            at += found.end - found.start
        else:
            at += 1


def _starts(token: Token, word: str, registry: Registry) -> bool:
    """A capital, or a small article before one: "al-Qaeda", "al Shabaab". "Anti-Syria" is not Syria."""
    if not word or word not in registry.prefixes or _joined_by(token, references().against) or _of_region(token, word):
        return False
    if _elsewhere(token, word):
        return False
    if _capital(token):
        return token.pos_ in _NAMING
    following = token.doc[token.i + 1 : token.i + 3].text
    joined = following.startswith("-") and following[1:2].isupper()
    return joined or (word in registry.particles and following[:1].isupper())


def _of_region(token: Token, word: str) -> bool:
    """ "Latin American", "Pan-American": with the word before it, past a hyphen, it names a region."""
    at = token.i - 1 - (token.i > 1 and token.nbor(-1).text == "-")
    return at >= token.sent.start and f"{fold(token.doc[at].text)} {word}" in references().regions


def _elsewhere(token: Token, word: str) -> bool:
    """ "The Gulf of *Mexico*", "New *Mexico*": with the words before it, it names another place."""
    before = [fold(t.text) for t in token.doc[max(token.sent.start, token.i - 2) : token.i]]
    known = references()
    return " ".join(before) in known.waters or " ".join([*before[-1:], word]) in known.elsewhere


def _joined_by(token: Token, words: frozenset[str]) -> bool:
    """Whether a hyphen joins one of these words to the token's front."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in words


def _believable(match: Match, words: list[tuple[Token, str]], at: int, registry: Registry) -> bool:
    """A known name inside a longer unknown one is part of that, not itself.

    "Jordan Peele" is not Jordan, the "Tigray People's Liberation Front" is not the
    "People's Liberation Front" of another land, nor the "Trades Union Congress" a "Congress".
    A demonym before a name qualifies it.
    """
    size = sum(1 for t, _ in words[at:] if t.i < match.end)
    if all(u.use == "demonym" for u in match.uses):
        after = words[at + size][0] if at + size < len(words) else None
        return size > 1 or after is None or after.ent_type_ != "PERSON" or not _same_name(words[at][0], after)
    before = words[at - 1][0] if at else None
    people = all(u.entity.startswith("person/") for u in match.uses)
    if before is not None and names_a_body(match) and words[at - 1][1] in registry.uses:
        before = None
    if (size > 1 or names_a_body(match)) and not people and before is not None and _same_name(before, words[at][0]):
        return False
    following = words[at + size][0] if at + size < len(words) else None
    if following is not None and (
        _names_a_medium(match, following)
        or _names_a_school(match, following)
        or _is_given(words[at : at + size], following, registry)
    ):
        return False
    return size > 1 or following is None or following.ent_type_ != "PERSON" or not _same_name(words[at][0], following)


def _is_given(name: list[tuple[Token, str]], following: Token, registry: Registry) -> bool:
    """Whether a state's name is a person's given name here: "*Chad* Littlefield"."""
    if len(name) != 1 or name[0][1] not in references().given or following.pos_ != "PROPN":
        return False
    word, told = fold(following.text), following.ent_type_
    known = word in registry.prefixes or vocabulary().ends_actor(word) or vocabulary().role(word) is not None
    return (
        following.head.i >= following.i and told in {"", "PERSON", name[0][0].ent_type_} and told != "ORG" and not known
    )


def _names_a_school(match: Match, following: Token) -> bool:
    """Whether a capital's name is only the first part of a place of learning's, a bridge's, a treaty's."""
    capital = bool(match.uses) and all(u.use == "capital" for u in match.uses)
    return capital and following.text[:1].isupper() and following.lower_ in references().called_after


def _names_a_medium(match: Match, following: Token) -> bool:
    """Whether an abbreviation of a body is only the first part of a newspaper's or a broadcaster's name."""
    short = all(u.exact_case for u in match.uses) and names_a_body(match)
    return short and following.text[:1].isupper() and following.lower_ in references().media


def names_a_body(match: Match) -> bool:
    """Whether all that bear the name are bodies, neither states nor people."""
    return all("/" in u.entity and not u.entity.startswith("person/") for u in match.uses)


def _same_name(first: Token, second: Token) -> bool:
    """Neighbouring proper nouns that the tagger takes for one named thing."""
    proper = first.pos_ == "PROPN" and second.pos_ == "PROPN"
    return proper and second.ent_iob_ == "I" and first.ent_type_ == second.ent_type_ and first.ent_type_ != ""
