"""Whether a paragraph speaks in its page's own voice or in the even one of a news report."""

from __future__ import annotations

import re

from newsledger.reading.cues import cues

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|``.*?''", re.DOTALL)


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks: quoted people may say "I"."""
    return _QUOTED.sub(" ", text)


def score(text: str) -> int:
    """Points for personal, informal and judging words outside quotation marks."""
    spoken = unquoted(text)
    return sum(points for points, words in cues().voice.patterns if words.search(spoken))


def titled(text: str) -> frozenset[str]:
    """Surnames that the text gives a courtesy title."""
    return frozenset(cues().voice.courtesy.findall(text))


def drops_title(text: str, names: frozenset[str]) -> bool:
    """Whether the text names one of ``names`` bare: no title and no first name before it."""
    spoken = cues().voice.courtesy.sub("someone", unquoted(text))
    bare = (rf"(?:^|[a-z,;]\s|[.!?]\s){re.escape(name)}\b(?!\s+[A-Z])" for name in sorted(names))
    return any(re.search(pattern, spoken) for pattern in bare)
