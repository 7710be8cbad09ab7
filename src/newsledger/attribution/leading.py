"""Words before a main clause that tell what its subject does: "Singling out the mayor, *she said* ...".

Whom they name is not the pronoun that does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.attribution.passages import Passage
from newsledger.attribution.speakers import head_of
from newsledger.attribution.syntax import child
from newsledger.records import Party, Span

if TYPE_CHECKING:
    from newsledger.language.tokens import Token


def led_by(speaker: Party, passage: Passage) -> str:
    """The words before the clause whose subject the speaker is; empty where there are none."""
    head = head_of(speaker.span, passage) if speaker.span is not None and speaker.span.start >= passage.offset else None
    lead = _lead(head) if head is not None and head.dep_ == "nsubj" else None
    return passage.words(passage.over(lead.left_edge, lead.right_edge)) if lead is not None else ""


def without_lead(told: Span, speaker: Party | None, passage: Passage) -> str:
    """The words of a sentence, or of a part of it, without those that lead up to the speaker's clause."""
    lead = led_by(speaker, passage) if speaker is not None else ""
    return passage.words(told).replace(lead, " ") if lead else passage.words(told)


def _lead(subject: Token) -> Token | None:
    parts = (c for c in subject.head.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i < subject.i)
    return next((c for c in parts if child(c, "nsubj") is None), None)
