from __future__ import annotations

from itertools import pairwise

import pytest

from newsledger.actors import Registry
from newsledger.actors.compiling import compile_registry
from newsledger.actors.matching import matches


@pytest.fixture(scope="module")
def found(nlp, registry):
    """The names found in a text, each with the first entity that bears it."""

    def run(text: str, known: Registry = registry) -> list[tuple[str, str]]:
        doc = nlp.nlp(text)
        return [(doc[m.start : m.end].text, m.uses[0].entity) for m in matches(doc[:], known)]

    return run


def test_the_longest_name_wins(found):
    assert found("The Republic of the Congo and the Democratic Republic of the Congo signed.") == [
        ("Republic of the Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
    ]
    assert found("UN Security Council members met.") == [("UN Security Council", "org/un-security-council")]


def test_names_over_several_tokens(found):
    assert found("Kim Jong-un flew to the United Arab Emirates.") == [
        ("Kim Jong-un", "person/kim-jong-un"),
        ("United Arab Emirates", "ARE"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("US troops told us so.", [("US", "USA")]),
        ("Officials of the WHO asked who had called.", [("WHO", "org/world-health-organization")]),
    ],
)
def test_abbreviations_stand_in_capitals(found, text, names):
    assert found(text) == names


def test_names_begin_with_a_capital(found):
    assert found("They met Turkey's envoy and ate turkey.") == [("Turkey", "TUR")]
    assert found("the chad fell to the floor") == []


def test_a_states_name_inside_another_places_is_no_state(found):
    assert found("Ships left the Gulf of Mexico and the Sea of Japan for New Mexico.") == []
    assert found("The new sanctions on Mexico and of Japan stand.") == [("Mexico", "MEX"), ("Japan", "JPN")]


def test_months_and_helping_verbs_are_no_names(found):
    assert found("Will they come in May?") == []


def test_matches_are_in_text_order_and_apart(found, nlp, registry):
    doc = nlp.nlp("Iran, Iraq and the Iraqi army met South Korea's President Moon Jae-in in the Kremlin.")
    spans = [(m.start, m.end) for m in matches(doc[:], registry)]
    assert len(spans) == 6
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_match_covers_its_tokens(nlp, registry):
    doc = nlp.nlp("The United Arab Emirates agreed.")
    (match,) = matches(doc[:], registry)
    assert [t.text for t in doc if match.covers(t)] == ["United", "Arab", "Emirates"]


def test_one_name_may_have_several_bearers(nlp):
    states = {c: {"code": c, "name": n, "capital": "Port Royal"} for c, n in (("AAA", "Aland"), ("BBB", "Beland"))}
    doc = nlp.nlp("Ministers flew to Port Royal.")
    (match,) = matches(doc[:], Registry(compile_registry(states, [], [])))
    assert [(u.entity, u.use) for u in match.uses] == [("AAA", "capital"), ("BBB", "capital")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Third Water Congress condemned the dam.", []),
        ("The U.S. Congress condemned the dam.", ["USA/congress"]),
        ("Congress condemned the dam.", ["USA/congress"]),
    ],
)
def test_a_bodys_single_word_inside_a_longer_name_is_not_that_body(found, text, names):
    assert [entity for _, entity in found(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Azerbaijani and Armenian forces clashed.", ["AZE", "ARM"]),
        ("Armenian forces fired.", ["ARM/armed-forces-of-armenia"]),
    ],
)
def test_a_noun_that_two_peoples_share_is_no_body_of_the_second(found, text, names):
    assert [entity for _, entity in found(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CBN News talked to the senator.", []),
        ("The CBN talked to the senator.", ["NGA/central-bank-of-nigeria"]),
    ],
)
def test_an_abbreviation_in_a_mediums_name_is_no_body(found, text, names):
    assert [entity for _, entity in found(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lawyers met Chad Littlefield.", []),
        ("Lawyers met Chad President Idriss Deby.", ["TCD", "person/idriss-deby"]),
        ("Lawyers fled Chad.", ["TCD"]),
    ],
)
def test_a_given_name_is_no_state(found, text, names):
    assert [entity for _, entity in found(text)][: len(names) or None] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Officials blamed al Qaeda.", ["org/al-qaeda"]),
        ("Students of Georgetown University marched.", []),
        ("Ministers flew to Georgetown.", ["GUY"]),
    ],
)
def test_small_articles_belong_to_names_and_schools_are_no_states(found, text, names):
    assert [entity for _, entity in found(text)] == names
