"""What the finders hand to one another: a cue with its content and its source, as tokens and spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsledger.attribution.cues import Sense
from newsledger.records import Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Finding:
    """One attribution before its speaker is resolved.

    ``source`` is the noun phrase that speaks; ``pronoun`` the relative pronoun that stands for
    it beside the cue ("the judge, *who* said"), where one does. ``form`` is the frame or
    preposition the content came in, or the name of the set phrase.
    """

    cue: Span
    head: Token
    sense: Sense
    content: Span
    form: str
    source: Span | None = None
    pronoun: Span | None = None
    addressee: Span | None = None
    negated: bool = False
    direct: bool = False
