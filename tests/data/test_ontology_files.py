"""The form of ontology and codebook, and that what one names the other knows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from newsledger.actors.registry import Registry
from newsledger.data.loading import load
from newsledger.records import EventType

TYPES: dict[str, Any] = load("ontology/types")["ontology/types"]
CONTEXTS: dict[str, Any] = load("ontology/contexts")["ontology/contexts"]
SECTORS: dict[str, Any] = load("ontology/sectors")["ontology/sectors"]
TITLES: dict[str, Any] = load("ontology/titles")["ontology/titles"]
BOOK: dict[str, Any] = load("codebook")
PAGES = sorted(t.value for t in EventType)

CAMEO = re.compile(r"(?:0[1-9]|1\d|20)\d{1,2}")
FLAGS = {"reciprocal", "party_object", "weak", "joint", "solo", "violent", "infinitive"}
KEYS = {"verbs", "nouns", "mode", "cameo", "recipient", "subject", "context"} | FLAGS


def entries():
    return [(page, e) for page in PAGES for e in BOOK[page]["entries"]]


def test_every_type_has_its_page():
    assert set(PAGES) <= set(BOOK)
    assert all(BOOK[page]["type"] == page and BOOK[page]["meaning"] for page in PAGES)


def test_entries_say_only_what_the_codebook_reads():
    assert not [(page, set(e) - KEYS) for page, e in entries() if set(e) - KEYS]
    assert not [(page, e) for page, e in entries() if not (e.get("verbs") or e.get("nouns"))]


def test_entries_name_modes_contexts_and_subjects_that_exist():
    for page, entry in entries():
        assert entry.get("mode") is None or entry["mode"] in TYPES[page]["modes"]
        assert entry.get("context") is None or entry["context"] in CONTEXTS
        assert entry.get("subject") in {None, "civil", "armed"}


def test_codes_are_cameo_codes():
    codes = {e["cameo"] for _, e in entries() if "cameo" in e}
    codes |= {t["cameo"] for t in TYPES.values()} | {m["cameo"] for t in TYPES.values() for m in t["modes"].values()}
    assert not [c for c in codes if not isinstance(c, str) or not CAMEO.fullmatch(c)]


@pytest.mark.parametrize("page", PAGES)
def test_words_are_text_without_stray_blanks(page):
    for kind in ("verbs", "nouns"):
        for entry in BOOK[page]["entries"]:
            words = entry.get(kind) or []
            assert all(isinstance(w, str) and w == w.strip() and w for w in words)


def test_the_37_contexts():
    assert len(CONTEXTS) == 37
    assert all(set(row) == {"strong", "weak"} for row in CONTEXTS.values())
    assert not [name for name, row in CONTEXTS.items() if not row["strong"]]


def test_the_25_sectors_and_their_words():
    assert len(SECTORS["sectors"]) == 25
    assert set(SECTORS["words"]) <= set(SECTORS["sectors"])


def test_the_words_for_offices_lead_to_offices_that_the_registry_has():
    held = {role for _, role in Registry.default().by_role}
    assert set(TITLES["roles"]) <= held
