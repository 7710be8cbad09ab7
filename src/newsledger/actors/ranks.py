"""Offices by the words that name them: who heads a state, and whose government is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from newsledger.actors.entities import Entity, Term
from newsledger.actors.names import fold
from newsledger.actors.references import references
from newsledger.actors.vocabulary import vocabulary

HEADS = ("head of state", "head of government")


def titled(term: Term, title: str) -> bool:
    """Whether the office bears the title, or its name holds the word."""
    return any(title in fold(name).split() or title == fold(name) for name in (term.office, *term.titles))


def of_other_rank(term: Term, title: str) -> bool:
    """Whether the words ask for another rank: a president where a king heads the state."""
    known, asked = vocabulary(), vocabulary().roles.get(title)
    named = known.roles.get(fold(term.office))
    if asked not in HEADS or term.role not in HEADS:
        return False
    crowned = known.is_crowned(title) != known.is_crowned(term.office) and asked == HEADS[0]
    return crowned or (named in HEADS and named != asked)


def lands_ruled(bearers: Iterable[Entity], government: str, on: date | None) -> Iterator[str]:
    """ "The *Reagan* administration": the one state that those of this name head on the day, or have ever headed."""
    called = references().governments.get(government)
    terms = [t for e in bearers for t in e.terms if t.role in HEADS and not t.body and t.country]
    fitting = [t for t in terms if called is None or t.country in called]
    for held in ([t for t in fitting if on is not None and t.holds(on)], fitting):
        lands = {str(t.country) for t in held}
        if lands:
            yield from lands if len(lands) == 1 else ()
            return
