from __future__ import annotations

from typing import Any

import pytest

from newsledger.records import PlacePrecision, Span


def test_a_state_beside_a_town_chooses_among_its_namesakes(read: Any) -> None:
    found = read("Two men were arrested in Paris, Texas, on Monday.")
    assert found["Paris"].admin1 == "Texas"
    assert read("Two men were arrested in Paris on Monday.")["Paris"].country == "FRA"


def test_states_in_short_are_read_after_a_town(read: Any) -> None:
    found = read("The fire broke out in Augusta, Ga., on Friday.")
    assert found["Augusta"].admin1 == "Georgia"
    assert found["Ga."].precision is PlacePrecision.ADMIN1


def test_neighbours_on_the_page_choose_a_small_namesake(read: Any) -> None:
    found = read("A man from Alexandria was charged. Rapides Parish deputies found him near Pineville and Ball.")
    assert found["Alexandria"].admin1 == "Louisiana"


def test_a_country_of_the_page_s_actors_lends_weight(read: Any) -> None:
    text = "The minister spoke in Tripoli on Sunday."
    assert read(text, countries=("LBN",))["Tripoli"].country in {"LBN", "LBY"}
    assert read("The minister spoke in Tripoli, Lebanon.")["Tripoli"].country == "LBN"


def test_the_page_s_address_tells_its_country(read: Any) -> None:
    text = "A man was arrested in Richmond after a fight near Twickenham."
    assert read(text, url="https://www.localpaper.co.uk/news/1")["Richmond"].country == "GBR"


def test_persons_and_papers_with_place_names_are_no_places(read: Any) -> None:
    found = read("The Washington Post reported that Paris Hilton met Mr. Jordan at noon.")
    assert not {"Washington", "Paris", "Jordan"} & set(found)


def test_spans_taken_by_persons_and_bodies_are_left_out(read: Any) -> None:
    text = "The Kansas City Southern line runs through Texas."
    found = read(text, taken=(Span(4, 24),))
    assert "Kansas City" not in found
    assert "Texas" in found


def test_a_body_of_the_registry_is_no_place(read: Any) -> None:
    found = read("The Islamic State of Iraq and Syria attacked the Bank of England's office in Mosul.")
    assert set(found) == {"Mosul"}


def test_words_for_a_kind_of_place_or_body_alone_are_no_names(read: Any) -> None:
    found = read("They were held at the Jail and in the District near the Town Hall in Mosul.")
    assert set(found) == {"Mosul"}
    assert set(read("Examplish Armed Forces entered Mosul on Sunday.")) == {"Mosul"}


def test_a_name_inside_a_camp_s_is_no_town_of_its_own(read: Any) -> None:
    assert read("The presidents met at Camp David.")["Camp David"].country == "USA"
    found = read("Planes landed at Camp Halvorsen near Tikrit.")
    assert found["Camp Halvorsen"].lat is None
    assert set(found) == {"Camp Halvorsen", "Tikrit"}


def test_what_a_verb_takes_or_an_apposition_calls_a_town_is_one(read: Any) -> None:
    assert "Kisangani" in read("The second largest, Kisangani was captured last month.")
    assert "Shali" in read("The army took Shali, the last important town held by the rebels.")
    assert "Hama" in read("Snipers fired at crowds who thronged Hama on Friday.")


@pytest.mark.parametrize("pair", ["U.S.-China", "Serbia–Kosovo", "France-Germany"])
def test_two_countries_in_one_word_are_no_place(read: Any, pair: str) -> None:
    assert pair not in read(f"The envoy met her in advance of the {pair} summit.")


def test_demonyms_are_no_places(read: Any) -> None:
    assert set(read("Russian and Iraqi officials met in Vienna.")) == {"Vienna"}


def test_capitals_that_act_are_marked_metonymic(read: Any) -> None:
    found = read("Pyongyang agreed to the talks, which will be held in Beijing.")
    assert found["Pyongyang"].reason.startswith("metonymic")
    assert not found["Beijing"].reason.startswith("metonymic")


def test_unlisted_names_keep_their_words_without_coordinates(read: Any) -> None:
    found = read("Gunmen stormed the village of Zarvanoq in Nigeria on Monday.")
    place = found["Zarvanoq"]
    assert (place.lat, place.lon, place.geonameid) == (None, None, None)
    assert place.country == "NGA"


def test_namesakes_elsewhere_are_not_taken_for_a_town_the_gazetteer_lacks(read: Any) -> None:
    place = read("A bomb exploded in Springfield, Somalia.")["Springfield"]
    assert (place.country, place.lat) == ("SOM", None)


def test_provinces_are_told_from_the_towns_they_are_named_after(read: Any) -> None:
    assert read("Fighting spread across Idlib province.")["Idlib"].precision is PlacePrecision.ADMIN1
    assert read("Shells fell on houses in Idlib.")["Idlib"].precision is PlacePrecision.CITY


def test_former_states_stand_for_themselves(read: Any) -> None:
    place = read("He was born in the Soviet Union.")["Soviet Union"]
    assert (place.name, place.precision) == ("Soviet Union", PlacePrecision.COUNTRY)


def test_borders_are_areas_without_a_point(read: Any) -> None:
    place = read("Two soldiers were killed on the Syrian-Turkish border.")["Syrian-Turkish border"]
    assert (place.precision, place.lat) == (PlacePrecision.REGION, None)


def test_names_in_a_row_lift_one_another(read: Any) -> None:
    found = read("Infected birds were found in Cairo, Giza and Minya.")
    assert {"Cairo", "Giza", "Minya"} <= set(found)
    assert {p.country for p in found.values()} == {"EGY"}


def test_arabic_articles_belong_to_the_name(read: Any) -> None:
    assert read("Troops entered al-Bab in Syria.")["al-Bab"].country == "SYR"


def test_names_whose_words_tell_their_kind_are_places_after_any_adjective(read: Any) -> None:
    assert "Zarvani Museum" in read("Gunmen killed two guards at the popular Zarvani Museum.")
    assert "Jabal al-Zarvi" in read("Troops took the heights above the village of Jabal al-Zarvi.")


def test_people_written_to_and_titles_are_no_places(read: Any) -> None:
    assert read("The envoys wrote to Martin Belkos and heard Mayor Zelda Quorn.") == {}


def test_a_capital_that_only_the_sentence_gives_makes_no_name(read: Any) -> None:
    assert read("Furthermore, an area of forest burned.") == {}


def test_spans_quote_the_text(parse: Any, gazetteer: Any) -> None:
    from newsledger.places import read_places

    text = "Heavy   rain hit  Manila\nand Quezon City  in the Philippines."
    for place in read_places(parse(text), gazetteer):
        assert place.span.of(text) == place.text
        assert 0.0 <= place.confidence <= 1.0


def test_reading_is_repeatable(parse: Any, gazetteer: Any) -> None:
    from newsledger.places import read_places

    parsed = parse("Clashes broke out in Tripoli and Benghazi, Libya, and in Alexandria, Egypt.")
    assert read_places(parsed, gazetteer) == read_places(parsed, gazetteer)


def test_an_empty_page_has_no_places(parse: Any, gazetteer: Any) -> None:
    from newsledger.places import read_places

    assert read_places(parse("Nothing happened."), gazetteer) == ()


def test_a_country_s_name_is_not_its_capital_s(read: Any) -> None:
    found = read(
        "Officials in Mexico closed schools in Puebla, Toluca and Cuernavaca, and the virus spread through Mexico."
    )
    assert found["Mexico"].precision is PlacePrecision.COUNTRY


def test_the_state_of_a_name_is_the_division(read: Any) -> None:
    assert read("The case was found in the state of Washington.")["Washington"].admin1 == "Washington"


def test_a_page_of_many_states_means_the_capital(read: Any) -> None:
    text = "Washington and Tehran will meet in Vienna, Virginia said nothing. Russia, China, France and Iran agreed."
    assert read(text.replace(", Virginia said nothing", ""), country="USA")["Vienna"].country == "AUT"
    assert read("Fairfax and Vienna police closed the road in Virginia.", country="USA")["Vienna"].country == "USA"


def test_a_wide_region_is_no_quarter_of_a_town(read: Any) -> None:
    found = read("The talks on the Middle East took place in New York and New Jersey.", country="USA")["Middle East"]
    assert (found.country, found.precision) == (None, PlacePrecision.REGION)


def test_everyday_words_are_towns_only_where_they_are_located(read: Any) -> None:
    assert "Gang" not in read("Senators of the Gang of Eight met in Oslo.")
    assert "Defiance" in read("He was arrested in Defiance, Ohio.")


def test_a_country_is_not_a_town_that_once_bore_its_name(read: Any) -> None:
    text = "The man from Queens, New York, and a friend from Newark, New Jersey, tried to travel to Turkey."
    assert read(text)["Turkey"].country == "TUR"


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        ("Rebels shelled Raqqa, Syria, on Friday.", "Raqqa", "Raqqa"),
        ("They met in St. Petersburg, Russia.", "St. Petersburg", "St. Petersburg"),
        (
            "Marchers clashed with police in Damascus's Umayyad Square.",
            "Damascus's Umayyad Square",
            "Umayyad Square, Damascus",
        ),
        ("Soldiers left the U.S. on Friday.", "U.S.", "United States"),
        ("Tankers crossed the Arabian Gulf.", "Arabian Gulf", "Persian Gulf"),
    ],
)
def test_a_place_bears_the_name_that_the_page_gives_it(read: Any, text: str, told: str, name: str) -> None:
    assert read(text)[told].name == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He works at the Mackinac Center for Public Policy.", set()),
        ("He had surgery at the Boise Hospital for Children.", {"Boise"}),
        ("They will share in the American Dream.", set()),
        ("It closed for the Fourth of July.", set()),
        ("Kash Patel sued. Patel wanted nobody to defame Kash.", set()),
        ("The Kremlin said that a plane had landed.", set()),
        ("They met in the Kremlin.", {"Kremlin"}),
        ("They marched on the Pentagon.", {"Pentagon"}),
        ("He landed at Andrews Air Force base.", {"Andrews Air Force base"}),
        ("The minister visited the Federal Harvest Headquarters.", {"Federal Harvest Headquarters"}),
    ],
)
def test_ideas_bodies_and_those_who_sit_in_a_seat_are_no_places(read: Any, text: str, found: set[str]) -> None:
    places = read(text)
    assert set(places) == found
    assert all(p.lat is None for p in places.values() if p.text.startswith("Federal"))


def test_a_seat_is_told_with_its_town(read: Any) -> None:
    place = read("They met at the White House.")["White House"]
    assert (place.name, place.country, place.precision) == ("White House, Washington", "USA", PlacePrecision.POINT)


def test_a_plain_word_beside_a_place_is_none(read: Any) -> None:
    found = read("Presumably, Pyongyang has built more missiles.")
    assert "Pyongyang" in found
    assert "Presumably" not in found


def test_a_page_of_many_states_means_the_great_city_that_dwarfs_its_namesakes(read: Any) -> None:
    text = "The U.S., Iran, France and Russia sent envoys. A deal seemed close in the last round of talks in Geneva."
    assert read(text, countries=("USA",))["Geneva"].country == "CHE"


def test_a_capital_s_former_name_gives_way_to_a_town_that_bears_it_now(read: Any) -> None:
    text = "Britain and Russia traded blame. A man and his daughter fell ill in Salisbury."
    assert read(text)["Salisbury"].country != "ZWE"


def test_a_town_called_like_a_state_is_not_meant_where_other_states_are_named(read: Any) -> None:
    text = "Voters in Nashua, Concord, Keene, Dover, Bangor and Portland fear Russia, Mexico and China, she said."
    found = read(text, countries=("USA",), country="USA")
    assert {found[name].country for name in ("Russia", "Mexico", "China")} == {"RUS", "MEX", "CHN"}


@pytest.mark.parametrize("thing", ["Trade Deficits", "Johnson Spaghetti Dinner", "East European History"])
def test_unlisted_names_of_things_are_no_places(read: Any, thing: str) -> None:
    assert thing not in read(f"She spoke with the minister in Oslo over {thing}.")
    assert thing not in read(f"He holds a chair in {thing}.")


def test_a_coast_is_a_region_of_its_country(read: Any) -> None:
    found = read("Three governors on the West Coast signed a pact.")["West Coast"]
    assert (found.country, found.precision) == ("USA", PlacePrecision.REGION)


def test_a_state_s_consulate_in_a_town_puts_the_town_nowhere_else(read: Any) -> None:
    found = read("Washington closed Russia's consulate in Seattle on Monday.")["Seattle"]
    assert (found.country, found.lat is not None) == ("USA", True)


def test_a_sea_is_no_town_that_is_called_like_it(read: Any) -> None:
    text = "Guam lies in the western Pacific. Men came from Seattle, Tacoma, Everett and Bellevue in Washington state."
    assert read(text, country="USA")["Pacific"].precision is PlacePrecision.REGION


def test_a_town_and_its_canton_are_one_belief(read: Any) -> None:
    states = "Iran, Syria, Russia, Israel, Germany, France, Turkey and Lebanon"
    assert read(f"Envoys of {states} met in Geneva.")["Geneva"].confidence > 0.5
