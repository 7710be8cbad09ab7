"""Words for generic actors and offices, compiled from the ontology's data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsledger.actors.names import fold
from newsledger.data.loading import load

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sector of each generic actor noun; role of each office noun; qualifying words."""

    sectors: dict[str, str]
    roles: dict[str, str]
    former: frozenset[str]
    lesser: frozenset[str]
    ends: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    named_in_full: frozenset[str] = frozenset()
    crowns: frozenset[str] = frozenset()

    def ends_actor(self, lemma: str) -> bool:
        """Whether some known actor word ends as this lemma does; of most nouns none does."""
        return not self.ends.isdisjoint(fold(lemma).split()[-1:])

    def lemma(self, token: Token) -> str:
        """The word's lemma; a plural that opens its sentence ("Rebels in Chad") is often tagged as a name."""
        single = fold(token.text).removesuffix("s")
        opens = token.pos_ == "PROPN" and token.i == token.sent.start and token.text.endswith("s")
        return single if opens and single in self.sectors else token.lemma_

    def sector(self, phrase: str) -> str | None:
        """The sector for the longest ending of a phrase that is a known actor word, unless a longer one is nobody."""
        words = fold(phrase).split()
        if any(" ".join(words[-n:]) in self.nobody for n in (2, 3, 4)):
            return None
        return _by_ending(self.sectors, phrase)

    def role(self, phrase: str) -> str | None:
        return _by_ending(self.roles, phrase)

    def is_crowned(self, office: str) -> bool:
        """Whether an office is a monarch's by its name."""
        return not self.crowns.isdisjoint(fold(office).split())

    def ended(self, title: str) -> bool:
        """Whether a title says that its office is held no more: "Former FBI Director"."""
        return not self.former.isdisjoint(fold(title).split())

    def lessens(self, title: str) -> bool:
        """Whether a title is a former, an acting or a deputy's one."""
        return not (self.former | self.lesser).isdisjoint(title.split())


def _by_ending(table: dict[str, str], phrase: str) -> str | None:
    words = fold(phrase).split()
    for n in range(min(4, len(words)), 0, -1):
        found = table.get(" ".join(words[-n:]))
        if found:
            return found
    return None


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    page = load("ontology/sectors")["ontology/sectors"]
    sectors, nobody = page["words"], frozenset(map(fold, page["nobody"]))
    titles = load("ontology/titles")["ontology/titles"]
    by_word: dict[str, str] = {}
    for sector, words in sectors.items():
        for word in words:
            by_word.setdefault(fold(word), sector)
    roles = {fold(w): role for role, words in titles["roles"].items() for w in words}
    ends = frozenset(word.split()[-1] for word in by_word if word)
    former, lesser, past, *lists = (
        frozenset(titles[name])
        for name in ("former", "lesser", "ended", "particles", "suffixes", "honorifics", "named_in_full", "crowns")
    )
    return Vocabulary(by_word, roles, former, lesser, ends, past, nobody, *lists)
