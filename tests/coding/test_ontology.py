"""PLOVER's types, quad classes and modes as the program knows them."""

from __future__ import annotations

import pytest

from newsledger.coding.ontology import cameo, intensity, ontology
from newsledger.errors import DataError
from newsledger.records import EventType

VERBAL_COOPERATION = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}
MATERIAL_COOPERATION = {"COOPERATE", "AID", "RETREAT"}
VERBAL_CONFLICT = {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}
MATERIAL_CONFLICT = {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
}


@pytest.mark.parametrize(
    ("quad", "types"),
    [(1, VERBAL_COOPERATION), (2, MATERIAL_COOPERATION), (3, VERBAL_CONFLICT), (4, MATERIAL_CONFLICT)],
)
def test_quad_classes(quad, types):
    assert {kind.value for kind, facts in ontology().items() if facts.quad == quad} == types


@pytest.mark.parametrize("kind", EventType)
def test_modes(kind):
    assert set(ontology()[kind].modes) == set(MODES.get(kind.value, "").split())


def test_scores_rise_with_cooperation_and_fall_with_conflict():
    for facts in ontology().values():
        scores = [facts.score, *(m.score for m in facts.modes.values())]
        assert all(-10 <= s <= 10 for s in scores)
        if facts.quad in {1, 2}:
            assert min(scores) > 0
        elif facts.quad == 4:
            assert max(scores) < 0
    assert ontology()[EventType.ACCUSE].score == -3, "the manual prints it without its sign"


def test_three_types_need_a_recipient():
    assert {k.value for k, facts in ontology().items() if facts.recipient} == {"COOPERATE", "AID", "SANCTION"}


def test_cooperation_to_come_is_agreement():
    future = {k.value: f.future for k, f in ontology().items() if f.future is not None}
    assert {"CONSULT", "SUPPORT", "COOPERATE", "AID"} <= set(future)
    assert set(future.values()) == {EventType.AGREE}
    assert all(ontology()[EventType(k)].quad in {1, 2} for k in future)


def test_intensity_is_the_strongest_modes_or_the_types():
    assert intensity(EventType.ASSAULT, ()) == -9
    assert intensity(EventType.ASSAULT, ("aerial",)) == -9.5
    assert intensity(EventType.ASSAULT, ("beat", "primitive")) == -8
    assert intensity(EventType.AID, ("nonsense",)) == 10


def test_the_finest_cameo_code_that_is_known():
    assert cameo(EventType.COERCE, ("arrest",), "1723") == "1723"
    assert cameo(EventType.COERCE, ("arrest",), None) == "173"
    assert cameo(EventType.COERCE, (), None) == "170"
    assert cameo(EventType.AGREE, (), None).startswith("0"), "the leading nought is kept"


def test_types_that_are_not_plovers_are_an_error(monkeypatch):
    import newsledger.coding.ontology as module

    monkeypatch.setattr(module, "load", lambda concept: {"ontology/types": {"FIGHT": {}}})
    with pytest.raises(DataError, match="FIGHT"):
        module.ontology.__wrapped__()
