"""What a line looks like, whatever it is about: a sentence, a link, names, a wire's code, a call to the reader."""

from __future__ import annotations

import re

from newsledger.reading.cues import cues
from newsledger.reading.pieces import Piece
from newsledger.reading.voice import unquoted

_STOP = re.compile(r"[.!?…][\"'”’)\]]*$|''$|:$")
_TOKEN = re.compile(r"[^\s,;]+")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_BEGINNING = re.compile(r"(?:^|[.!?:]\s+)([A-Z][a-z’']+)(?= )")
# A verb that is a noun as well is a request only where it goes on as one does: "Call Duffy", "Visit our".
_REQUEST = re.compile(
    r"(?:^|[.!?:]\s+)([A-Z][a-z’']+)(?=\s(?:[A-Z@]|\d|(?:the|an?|our|your|my|us|me|it|them|more|here|for|to|in|at|on|now"
    r"|this|these|all|how|what|why|who|up|with|out|below|every|of|some|somebody|someone|any|from)\b))"
)
_TOLD = re.compile(r"\b(?:said|says|was|were|had|has|[a-z]{3,}ed)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
# A sentence may speak of anybody as "you"; these speak to the reader.
_ADDRESSED = re.compile(
    r"\b(?:your|yours)\b|(?:^|[.!?]\s+)(?:you|(?:if|are|do|did|have|has|can|could|would|want|got|like) you)\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"you (?:are|have|were|received)\b|you['’]re\b", re.IGNORECASE)
# The line that signs what somebody wrote elsewhere.
_POSTED = re.compile(r"[—–-]\s[^—\n]{2,50}\(@\w+\)")
_PHONE = re.compile(r"\b\d{3}[-. ]\d{4}\b|\S+@\S+\.\w|\b(?:www\.|https?:)\S+", re.IGNORECASE)
_ARROW = re.compile(r"(?:→|»|>>|>|›)\s*$")
_MIXED = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])\S{3,}|[A-Z][\w.]*-[A-Z]\w+-\S+")

# A story's paragraph; shorter sentences prove nothing of where the story is.
PARAGRAPH = 60
# A heading, a link, a label.
LINE = 140
# Inflected words are the same word by their first letters.
_STEM = 6
_NAME_WORDS = 8
# Longer calls to the reader are paragraphs of a column.
_MAX_CALL = 220
_CODED_SHARE = 0.5
_MAX_CODE = 90
CALL = 2


def stopped(text: str) -> bool:
    return _STOP.search(text) is not None


def is_line(item: Piece) -> bool:
    """Short, with no stop at its end."""
    return item.open and len(item.text) <= LINE and not stopped(item.text) and item.text[-1] not in ",;"


def is_sentence(item: Piece) -> bool:
    """Closes with a stop, and has words enough to say something."""
    return item.open and stopped(item.text) and item.text.count(" ") >= 2


def is_paragraph(item: Piece) -> bool:
    return item.open and len(item.text) >= PARAGRAPH and stopped(item.text)


def stems(text: str) -> frozenset[str]:
    """The content words of a text, each cut to what its inflections share."""
    common = cues().english
    return frozenset(w[:_STEM] for w in (m.lower() for m in _CONTENT.findall(text)) if w not in common)


def worded(text: str) -> bool:
    """Whether a line has words in lower case, as a line that tells something does and a list of names does not."""
    return any(w[0].islower() and len(w) > 1 for w in _WORD.findall(text))


def names_only(text: str) -> bool:
    """A few capitalised words and what joins names: "Issa Diarra/Agence France-Presse", "Lars Moe for the Post"."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= _NAME_WORDS:
        return False
    known = cues()
    named = sum(w[0].isupper() for w in words)
    return named * 2 >= len(words) and all(w[0].isupper() or w in known.joins for w in words)


def is_code(text: str) -> bool:
    """A wire's or an archive's line for machines: most of it numbers, capitals and words grown together."""
    if len(text) > _MAX_CODE or " | " in text:
        return False
    tokens = [t.strip("^<=().") for t in _TOKEN.findall(text)]
    coded = sum(not t.isalpha() or t.isupper() or len(t) == 1 for t in tokens)
    return any(map(_MIXED.fullmatch, tokens)) and coded >= _CODED_SHARE * len(tokens)


def asks(said: str) -> bool:
    """Whether a sentence begins with a request, and none tells what was."""
    if _TOLD.search(said):
        return False
    known = cues()
    plainly = any(w.lower() in known.asks for w in _BEGINNING.findall(said))
    return plainly or any(w.lower() in known.asks_of for w in _REQUEST.findall(said))


def offers(text: str) -> bool:
    """Whether a sentence asks something of the reader or offers something, and does not tell why the reader has it."""
    return call(text) >= CALL and _RECEIVED.match(text) is None


def call(text: str) -> int:
    """Points for turning to the reader: "you", a request, a number to ring, an arrow to follow, a cry."""
    if len(text) > _MAX_CALL:
        return 0
    said = unquoted(text)
    if _POSTED.search(said):
        return 0
    points = 2 * bool(_ADDRESSED.search(said)) or bool(_SECOND_PERSON.search(said))
    points += 2 * bool(_PHONE.search(said)) + 2 * bool(_ARROW.search(said))
    points += 2 * asks(said)
    points += ("!" in said) * (1 + (not stopped(said)))
    return points + (said.rstrip(" .!").endswith("here")) + ("?" in said and not said.endswith("?"))
