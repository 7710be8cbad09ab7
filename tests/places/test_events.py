from __future__ import annotations

from typing import Any

import pytest

from newsledger.records import PlacePrecision


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Protesters gathered in Cairo after police arrested a man in Alexandria.", "gathered", "Cairo"),
        ("Protesters gathered in Cairo after police arrested a man in Alexandria.", "arrested", "Alexandria"),
        ("The president travelled from Moscow to Beijing.", "travelled", "Beijing"),
        ("Rebels seized the town of Goma in eastern Congo.", "seized", "Goma"),
        ("A bomb exploded in the West Bank city of Nablus.", "exploded", "Nablus"),
        ("A bomb exploded in the Mansour district of Baghdad.", "exploded", "Mansour"),
        ("A bomb exploded in Fallujah, 50 km west of Baghdad.", "exploded", "Fallujah"),
        (
            "A bomb exploded at a base in Balad, 80 kilometers (50 miles) north of the capital, Baghdad.",
            "exploded",
            "Balad",
        ),
        ("Crowds gathered outside Rideau Hall in Ottawa.", "gathered", "Ottawa"),
        ("Gunmen shot two men in Athi, just east of Nairobi.", "shot", "Athi"),
        ("A bomb exploded in the Kadhim neighborhood in northern Baghdad.", "exploded", "Kadhim"),
        ("Rebels attacked the Nairobi suburb of Zarvani.", "attacked", "Zarvani"),
        ("Crowds protested outside the embassies of France and Spain in La Paz.", "protested", "La Paz"),
        ("Gunmen stormed a school in Peshawar, killing nine people.", "killing", "Peshawar"),
        ("Warplanes bombed Aleppo and Idlib on Friday.", "bombed", "Aleppo"),
        ("The minister, who was born in Lagos, was arrested in London.", "arrested", "London"),
        ("Soldiers were shot and killed in Mosul.", "shot", "Mosul"),
        ("According to activists in Damascus, troops shelled Homs.", "shelled", "Homs"),
        ("Portugal's embassy in Nairobi was bombed last week.", "bombed", "Nairobi"),
        ("Troops attacked positions northeast of Palmyra.", "attacked", "Palmyra"),
        ("Villagers clashed in Goma, North Kivu, Congo.", "clashed", "Goma"),
        ("Rebels raided a camp in Sarvan area, north of Kutum in North Darfur.", "raided", "Sarvan"),
    ],
)
def test_the_clause_s_own_place_is_chosen(locate: Any, text: str, word: str, place: str) -> None:
    where = locate(text, word)
    assert where is not None
    assert where.text == place
    assert where.span.of(text) == place
    assert where.reason


def test_governments_named_by_their_capital_are_no_place(locate: Any) -> None:
    assert locate("Pyongyang accused Washington of lying.", "accused") is None


def test_adjectival_countries_are_no_place(locate: Any) -> None:
    where = locate("A bomb hit a U.S. patrol in Baghdad.", "hit")
    assert where is not None
    assert where.text == "Baghdad"
    assert locate("A bomb hit a U.S. patrol.", "hit") is None


def test_countries_are_told_without_coordinates(locate: Any) -> None:
    where = locate("Thousands demonstrated across Spain on Sunday.", "demonstrated")
    assert where is not None
    assert (where.precision, where.lat, where.lon, where.country) == (PlacePrecision.COUNTRY, None, None, "ESP")


def test_near_a_town_is_less_precise_than_in_it(locate: Any) -> None:
    near = locate("A plane crashed near Nairobi.", "crashed")
    within = locate("A plane crashed in Nairobi.", "crashed")
    assert near is not None and within is not None
    assert (near.precision, within.precision) == (PlacePrecision.ADMIN2, PlacePrecision.CITY)
    assert within.lat == pytest.approx(-1.28, abs=0.05)


def test_nothing_is_guessed_where_no_place_is_told(locate: Any) -> None:
    assert locate("The two sides signed a treaty.", "signed") is None


def test_the_sentence_before_gives_no_more_than_its_country(locate: Any) -> None:
    where = locate("Clashes broke out in Bamako on Monday. Five people were killed.", "killed")
    assert where is not None
    assert (where.country, where.precision, where.lat) == ("MLI", PlacePrecision.COUNTRY, None)
    assert (where.name, where.text) == ("Mali", "Bamako")


def test_here_is_the_dateline_s_place(parse: Any, gazetteer: Any) -> None:
    from newsledger.places import event_place, read_places

    filed = next(iter(read_places(parse("They met in Geneva."), gazetteer)))
    (sentence,) = parse("The envoys met here on Tuesday.").sentences
    predicate = next(t for t in sentence.tokens if t.lemma_ == "meet")
    where = event_place(predicate, sentence, (), dateline=filed)
    assert where is not None
    assert where.name == "Geneva"


def test_a_country_that_owns_a_thing_is_not_where_it_is(locate: Any) -> None:
    assert locate("Lawmakers pushed for a probe into Kenya's interference in the vote.", "pushed") is None
    where = locate("Troops marched into Kenya's capital on Monday.", "marched")
    assert where is not None and where.country == "KEN"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Washington urged Ankara in Cairo to end the pressure on Iran.", "urged", "Cairo"),
        ("The union imposed sanctions on Iran.", "imposed", None),
        ("The minister sent a clear message to Tehran.", "sent", None),
    ],
)
def test_what_is_said_happens_where_it_is_said_and_not_where_it_is_about(
    locate: Any, text: str, word: str, name: str | None
) -> None:
    where = locate(text, word, spoken=True)
    assert (where.name if where else None) == name


def test_where_a_person_is_from_is_not_where_it_happened(locate: Any) -> None:
    assert locate("Rivals accused Senator Jeff Flake of Arizona.", "accused") is None


@pytest.mark.parametrize(
    "text",
    [
        "Speaker Nancy Pelosi, D-Calif., criticized the bill.",
        "The Texas congressman criticized the bill.",
        "The Montana-based company criticized the bill.",
        "Crowds spoke against Brexit and criticized the bill.",
    ],
)
def test_what_says_who_somebody_is_or_what_it_is_about_says_not_where(locate: Any, text: str) -> None:
    assert locate(text, "criticized") is None


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("The minister blasted his rival for her policies in Syria.", "blasted", None),
        ("Leaders in Europe called for calm.", "called", None),
        ("Marchers in Cairo called for calm.", "called", "Cairo"),
        ("The senator condemned the crackdown in Hong Kong.", "condemned", None),
        ("The senator condemned the crackdown at a rally in Boston.", "condemned", "Boston"),
        ("Speaking at a church in Lagos, the bishop rejected the plan.", "rejected", "Lagos"),
        ("In the city of Enugu, the police chief vowed revenge.", "vowed", "Enugu"),
        ("The Belgrade government rejected the plan.", "rejected", "Belgrade"),
    ],
)
def test_what_is_said_is_where_the_verb_or_its_occasion_is_put(
    locate: Any, text: str, word: str, place: str | None
) -> None:
    where = locate(text, word, spoken=True)
    assert (where and where.text) == place


def test_a_country_is_carried_over_as_a_place_and_not_as_a_subject(locate: Any) -> None:
    assert locate("Serbia suffered losses. The rebels then took a bridge.", "took") is None
    where = locate("Losses were heavy in Serbia. The rebels then took a bridge.", "took")
    assert where is not None and where.country == "SRB"


def test_of_a_place_that_may_be_any_of_several_only_the_name_is_told(locate: Any) -> None:
    where = locate("Gunmen attacked a convoy near Springfield.", "attacked")
    assert (where.name, where.country, where.lat) == ("Springfield", None, None)
    assert "not sure enough" in where.reason
    assert locate("Gunmen attacked a convoy near Springfield, Illinois.", "attacked").admin1 == "Illinois"


def test_what_is_said_takes_no_country_from_the_sentence_before(locate: Any) -> None:
    assert locate("She spoke of the war in Libya. The senator accused him of lying.", "accused", spoken=True) is None


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("The minister said in Rome that troops would be pulled out of Libya.", "pulled", "Libya"),
        ("The army expelled every fighter from Libya.", "expelled", "Libya"),
        ("The envoy travelled to Iraq to show support for Ankara.", "travelled", "Iraq"),
        ("Iran wages a proxy war against Jordan in Yemen, arming rebels in Lebanon.", "war", "Yemen"),
        ("A truce is set to begin in eastern Ukraine, in a deal after days of talks.", "talks", None),
        ("Iran, alongside Russia, supported the army.", "supported", None),
        ("Qatar, along with other Gulf states, supported the army.", "supported", None),
        ("The league had the governor of Florida as a guest.", "had", None),
        ("Leaders held a White House meeting on Friday.", "meeting", "White House"),
        ("During a White House meeting between Roe and Ohio Gov. Jane Doe, he asked her.", "meeting", "White House"),
        ("Police arrested a man at the White House.", "arrested", "White House"),
        ("A White House spokesman attacked the court.", "attacked", None),
        ("A crowd of Lagosites gathered.", "gathered", None),
    ],
)
def test_places_left_fought_over_or_only_beside_the_event(locate: Any, text: str, word: str, place: str | None) -> None:
    where = locate(text, word)
    assert (where and where.text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Widows went to an office in Quito to demand an answer.", "Quito"),
        ("Leaders of trade unions in Ecuador demanded an answer.", "Ecuador"),
        ("The senator demanded an answer in the wake of the deaths of children in Quito.", None),
    ],
)
def test_who_goes_somewhere_or_leads_others_there_speaks_there(locate: Any, text: str, place: str | None) -> None:
    word = "demanded" if "demanded" in text else "demand"
    where = locate(text, word, spoken=True)
    assert (where and where.text) == place


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The opposition leader was kept by police from boarding a flight to Lagos.", "kept"),
        ("Before leaving for Paris, the president received the foreign minister.", "received"),
    ],
)
def test_where_another_way_leads_is_not_where_it_happened(locate: Any, text: str, word: str) -> None:
    assert locate(text, word) is None


@pytest.mark.parametrize("text", ["A request by Ankara was turned down by a court.", "Moscow has not ruled out talks."])
def test_a_capital_that_asks_or_rules_out_is_its_government(locate: Any, text: str) -> None:
    assert locate(text, "turned" if "turned" in text else "ruled") is None


def test_being_back_in_a_town_after_talks_does_not_put_the_talks_there(locate: Any) -> None:
    where = locate("The president is back in Paris by train after talks with rebels.", "talks")
    assert where is None or where.name != "Paris"
    assert locate("The president held talks with rebels in Paris.", "talks").name == "Paris"
