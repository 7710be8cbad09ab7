"""What the head thinks of a trigger, and what the codebook adds to it."""

from __future__ import annotations

import pytest

from newsledger.coding.candidates import Candidate, candidates
from newsledger.coding.codebook import Pattern, codebook
from newsledger.coding.head import Judgement
from newsledger.coding.weighing import OUTDONE, favoured, with_objects
from newsledger.records import EventType


def _judgement(**shares: float) -> Judgement:
    types = {t: shares.get(t.value, 0.0) for t in EventType}
    return Judgement(types, 1 - sum(shares.values()), None, 0)


@pytest.fixture
def offered(sentence) -> Candidate:
    words = {t.text: t for t in sentence("Lavrov offered Modi a letter.").words}
    phrases = tuple(p for p in codebook().verbs["offer"] if p.words == "offer letter" or not p.needs)
    return Candidate(words["offered"], phrases, (words["letter"],))


def test_of_a_phrase_the_objects_own_judgement_counts(offered):
    verb, noun = _judgement(AGREE=0.9, CONSULT=0.01), _judgement(CONSULT=0.4)
    found = with_objects(offered, verb, {w.i: noun for w in offered.words})
    assert found is not None
    assert (found.types[EventType.CONSULT], found.types[EventType.AGREE]) == (0.4, 0.9)
    assert with_objects(offered, verb, {}) is verb


def test_the_phrase_stands_in_the_place_of_the_bare_word(offered):
    assert any(isinstance(p, Pattern) and not p.needs for p in offered.patterns)
    weighed = favoured(_judgement(AGREE=0.5, CONSULT=0.05), offered)
    assert weighed[EventType.AGREE] == 0.5
    assert weighed[EventType.CONSULT] == pytest.approx(0.05 * 16)


def test_a_phrase_speaks_against_the_type_of_its_bare_word(sentence):
    said = sentence("Lavrov offered Modi a letter.")
    offered = next(c for c in candidates(said, codebook()) if c.trigger.text == "offered")
    assert offered.outdone == {EventType.AGREE}
    weighed = favoured(_judgement(AGREE=0.5, ACCUSE=0.1, CONSULT=0.05), offered)
    assert (weighed[EventType.AGREE], weighed[EventType.ACCUSE]) == (0.5 / OUTDONE, 0.1)
