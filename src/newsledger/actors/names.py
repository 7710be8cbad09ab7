"""Names made comparable: case, accents, points and hyphens set aside."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_POSSESSIVE = re.compile(r"['’]s?$")
_JOINT = re.compile(r"[\s\-‐‑–_/]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_SPACED = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")
_INITIAL = re.compile(r"\.(?=[^\W\d_]{2})")
_DROP = re.compile(r"[^a-z0-9 ]+")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Lower-case ASCII words parted by single spaces: "Kim Jong-un" gives "kim jong un"."""
    plain = _JOINT.sub(" ", anyascii(name).lower())
    return " ".join(_DROP.sub("", plain).split())


def slug(name: str) -> str:
    """A name as part of an id."""
    return fold(name).replace(" ", "-")


def without_possessive(name: str) -> str:
    return _POSSESSIVE.sub("", name)


def plain(name: str) -> str:
    """The name itself, without what lists add in brackets or after a comma; points after initials get their space."""
    bare = _INITIAL.sub(". ", _BRACKETS.sub(" ", name))
    return bare.split(",")[0].strip() or name


def spellings(name: str, swaps: dict[str, str]) -> tuple[str, ...]:
    """The name in the ways in which pages write it.

    With the points of its initials set close ("P.W. Botha"), without an article inside ("Forces
    for Defence"), and in the other spelling of English (``swaps``: each word by its other form).
    """
    found = [name]
    words = name.split()
    if any(word in swaps for word in words):
        found.append(" ".join(swaps.get(word, word) for word in words))
    if " the " in name:
        found += [one.replace(" the ", " ") for one in found]
    if ". " in name:
        found += [_SPACED.sub(r"\1.", one) for one in found]
    return tuple(dict.fromkeys(found))


def family_names(name: str, particles: frozenset[str], suffixes: frozenset[str]) -> tuple[str, ...]:
    """The folded ways in which a family name may stand alone: "de Klerk" and "Klerk", "al-Assad" and "Assad".

    Words such as "Jr." and regnal numbers behind it are set aside; a hyphen holds a name together.
    """
    words = [folded for w in name.split() if (folded := fold(w))]
    while len(words) > 1 and words[-1] in suffixes:
        words.pop()
    last = words[-1].split() if words else []
    while len(last) > 1 and last[0] in particles:
        last = last[1:]
    at = len(words) - 1
    while at > 1 and words[at - 1] in particles:
        at -= 1
    keys = (" ".join(last), words[-1] if words else "", " ".join(words[at:]) if at else "")
    return tuple(k for k in dict.fromkeys(keys) if k)


def initials_dropped(words: tuple[str, ...]) -> tuple[str, ...]:
    """Middle initials go: ("john", "f", "kirby") gives ("john", "kirby")."""
    inner = tuple(w for w in words[1:-1] if len(w) > 1)
    return (*words[:1], *inner, *words[-1:]) if len(words) > 2 else words
