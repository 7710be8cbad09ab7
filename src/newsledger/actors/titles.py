"""The titles and trades around a person's name: "Foreign Minister X", "X, a spokeswoman"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.actors.phrases import appositions, core
from newsledger.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from newsledger.language.tokens import Token

_RULING = frozenset({"head of state", "head of government", "leader", "royal", "party leader"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "OPP"})


def titles(head: Token) -> tuple[str, ...]:
    """Lemmas of the title before a name, then of each noun set beside it."""
    beside = [t for t in appositions(head) if t.ent_type_ != "PERSON"]
    plain = (" ".join(w.lemma_ for w in core(t) if w.ent_type_ != "PERSON") for t in (head, *beside))
    return tuple(words for words in plain if words)


def roles(head: Token) -> frozenset[str]:
    """Roles that a name's title may mean; a president may be a state's head or its government's."""
    told = {role for words in titles(head) if (role := vocabulary().role(words))}
    return frozenset(told | _RULING if told & _RULING else told)


def other_trade(head: Token) -> bool:
    """ "The tennis player Li": a trade before the name that no office has."""
    trades = [t for t in core(head) if t.pos_ == "NOUN" and t.ent_type_ != "PERSON" and t.i != head.i]
    told = vocabulary().sector(" ".join(t.lemma_ for t in trades))
    return bool(trades) and told not in _OFFICIAL


def title_of(head: Token) -> str | None:
    """The words of the title before a name, else of the noun set beside it."""
    words = [t for t in core(head) if t.ent_type_ not in {"PERSON", "NORP", "GPE"} and t.i < head.i]
    if words:
        return " ".join(t.text for t in words)
    beside = next((t for t in appositions(head) if t.ent_type_ != "PERSON" and t.pos_ == "NOUN"), None)
    return " ".join(t.text for t in core(beside)) if beside is not None else None
