"""The whole coder on sentences of our own: PLOVER's rules, each by an example, and what is no event."""

from __future__ import annotations

import pytest

from newsledger import Coder
from newsledger.reading import read_row


@pytest.fixture(scope="module")
def code():
    coder = Coder()

    def run(text: str, **more: object):
        return coder.code(read_row({"text": text, "date": "2021-05-15", **more})).reports

    return run


RULES = [
    ("France will send doctors and medicine to Lebanon, President Emmanuel Macron said.", "AGREE", "promised aid"),
    ("Kenya warned Somalia that it would bomb the rebel camps if the raids went on.", "THREATEN", "warning of force"),
    ("India and Sri Lanka held a joint naval exercise off Trincomalee.", "COOPERATE", "joint exercise"),
    ("Belarus put its army on alert along the Polish border.", "MOBILIZE", "show of force by one side"),
    ("Polish farmers blocked the road to the Ukrainian border with tractors.", "PROTEST", "civilians in the road"),
    ("Russia expelled ten American diplomats on Thursday.", "SANCTION", "diplomats sent away"),
    ("Egyptian police arrested the editor of an opposition newspaper.", "COERCE", "an arrest"),
    ("Rebels freed seven Colombian soldiers they had held since March.", "RETREAT", "captives let go"),
    ("The Turkish parliament ratified the treaty with Armenia.", "SUPPORT", "ratified, not promised"),
    ("Germany gave Ethiopia 40 million euros for famine relief.", "AID", "money handed over"),
    ("Iran rejected a Saudi offer of talks.", "REJECT", "an offer turned down"),
    ("Amnesty International accused the Nigerian army of torture.", "ACCUSE", "an accusation"),
    ("Chile urged Bolivia to return to the negotiating table.", "REQUEST", "an appeal"),
    ("Japan's prime minister apologised to South Korea for the wartime labour camps.", "CONCEDE", "an apology"),
    ("The foreign ministers of Norway and Finland met in Oslo.", "CONSULT", "a meeting"),
    ("Gunmen killed three policemen in a raid on a post near Karachi.", "ASSAULT", "deliberate violence"),
]


@pytest.mark.parametrize(("text", "kind", "rule"), RULES, ids=[rule for _, _, rule in RULES])
def test_each_type_by_an_example(code, text, kind, rule):
    assert kind in {r.type.value for r in code(text)}


def test_the_demand_of_a_protest_is_no_second_event(code):
    kinds = [r.type.value for r in code("Thousands of Peruvians marched through Lima to demand new elections.")]
    assert "PROTEST" in kinds and "REQUEST" not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "The champion crushed her opponent in fifty minutes.",
        "Markets rallied on Tuesday as oil fell.",
        "The company launched a website for gardeners.",
        "Simmer the beans until they surrender.",
        "A storm battered the coast of Norfolk overnight.",
    ],
)
def test_what_is_no_event_stays_silent(code, text):
    assert code(text) == ()


def test_a_report_says_why_it_is_believed(code):
    (one, *_) = code("Russia expelled ten American diplomats on Thursday.")
    assert "believed for" in one.why.type and "learned head" in one.why.type
    assert 0.5 <= one.confidence <= 1


@pytest.mark.parametrize(
    ("actor", "recipient", "kind"), [("Mali", "Paris", "ACCUSE"), ("France", "Malian diplomats", "SANCTION")]
)
def test_given_parties_get_the_one_best_report(code, actor, recipient, kind):
    text = "France expelled two Malian diplomats after Mali accused Paris of arming rebels."
    (one,) = code(text, actor=actor, recipient=recipient)
    assert [p.text for p in one.actor] == [actor] and one.type.value == kind


def test_given_parties_are_told_apart_from_a_clause_beside_theirs(code):
    text = "Ghana condemned the coup in Mali, and Togo sent an envoy to Bamako."
    (one,) = code(text, actor="Togo", recipient="Bamako")
    assert [p.text for p in one.actor] == ["Togo"] and one.type.value == "CONSULT"


def test_the_same_page_gives_the_same_reports(code):
    text = "Ghana condemned the coup in Mali, and Togo sent an envoy to Bamako."
    assert code(text) == code(text)


def test_what_the_subject_is_said_to_be_is_no_second_party(code):
    (one, *_) = code("Narendra Modi was the first Indian prime minister to visit Mongolia.")
    assert [p.name for p in one.actor] == ["Narendra Modi"]


def test_host_and_visitor_both_stay(code):
    (one, *_) = code("The Iranian leader welcomed China's Premier Li Qiang in Tehran on Friday.", date="2024-05-12")
    assert {p.country for p in (*one.actor, *one.recipient)} == {"IRN", "CHN"}


def test_a_states_media_that_go_unnamed_are_of_that_state(code):
    (one,) = code("Laotian troops shelled a Thai village, Laotian state media reported on Monday.")
    (teller,) = one.attribution
    assert (teller.country, teller.state_controlled) == ("LAO", True)


def test_two_who_meet_at_home_of_one_are_nobodys_guests(code):
    told = "Russian President Vladimir Putin met North Korean leader Kim Jong Un {} on Wednesday."
    (home,) = code(told.format("in Vladivostok"), date="2023-09-14")
    (away,) = code(told.format("in Hanoi"), date="2023-09-14")
    assert "third-party" not in home.modes
    assert (home.where.country, away.where.country) == ("RUS", "VNM")


def test_states_that_share_the_last_word_of_their_names_are_both_parties(code):
    (one, *_) = code("North and South Korea signed a treaty in Kaesong on Monday.")
    assert {p.country for p in (*one.actor, *one.recipient)} == {"PRK", "KOR"}


def test_who_is_in_a_place_to_do_something_visits_it(code):
    (one, *_) = code("Sergei Lavrov is in Havana to mark the anniversary of the treaty.", date="2023-05-12")
    assert (one.type.value, one.modes) == ("CONSULT", ("visit",))


def test_two_adjectives_before_a_noun_are_of_one_party(code):
    (met,) = code("Iranian and Saudi envoys met in Baghdad.")
    assert [(p.text, p.country) for p in met.actor] == [
        ("Iranian and Saudi envoys", "IRN"),
        ("Iranian and Saudi envoys", "SAU"),
    ]


def test_a_place_that_says_where_something_is_does_nothing(code):
    (found,) = code("A peace forum in Dakar concluded on Saturday that France must give more money to Chad.")
    assert not found.actor and "France" in [p.name for p in found.recipient]


def test_who_plays_host_to_a_deed_is_its_recipient(code):
    (found,) = code("The rebels withdrew from the town under the auspices of the Red Cross.")
    assert [p.name for p in found.recipient] == ["International Committee of the Red Cross"]


def test_a_delivered_letter_is_one_deed_of_its_sender_and_its_bearer(code):
    (found,) = code("Russian Defense Minister Sergei Shoigu delivered a letter from President Putin to Kim Jong Un.")
    assert [p.name for p in found.actor] == ["Sergei Shoigu", "Vladimir Putin"]
    assert [p.name for p in found.recipient] == ["Kim Jong Un"]


def test_a_town_before_an_attack_is_where_it_struck(code):
    (found,) = code("Twenty people died in the Mogadishu bombing.")
    assert not found.actor and {p.country for p in found.recipient} == {"SOM"}
    (found,) = code("The US bombing of Mogadishu killed ten.")
    assert [p.country for p in found.actor] == ["USA"]


def test_here_is_where_the_page_was_filed_from(code):
    (found,) = code("BUJUMBURA, Burundi (Reuters) - Police arrested two opposition leaders here on Tuesday.")
    assert (found.where.name, found.where.country) == ("Bujumbura", "BDI")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("ROME (AP) -- Prosecutors charged two men with treason on Tuesday.", "ITA"),
        ("ROME (AP) -- Prosecutors charged two men with treason on Tuesday. France waited.", None),
    ],
)
def test_nameless_officials_are_of_the_datelines_country_where_no_other_is_named(code, text, country):
    assert code(text)[0].actor[0].country == country


def test_a_page_s_dateline_is_among_its_places(code):
    text = "ROME (AP) -- Prosecutors charged two men with treason in Milan."
    assert [p.text for p in Coder().code(read_row({"text": text})).places] == ["ROME", "Milan"]


def test_a_medium_is_no_place():
    found = Coder().code(read_row({"text": "Police arrested two men, as reported in Politico."}))
    assert not found.places


def test_officials_of_an_american_georgia_are_no_georgians(code):
    rest = "The Glynn County police shot a man in Brunswick, Georgia."
    (asked, *_) = code(f"Georgia Attorney General Chris Roe asked the FBI for help. {rest}")
    assert asked.actor[0].country == "USA"


@pytest.mark.parametrize(("year", "told"), [(1746, 0), (1991, 1)])
def test_what_is_dated_long_ago_is_history_and_no_news(code, year, told):
    assert len(code(f"French warships bombarded the British garrison in {year}.")) == told


def test_a_refusal_by_what_is_not_done_happened_and_what_lies_ahead_is_planned(code):
    (refused,) = code("The minister would not meet the rebels in Mali.", date="2018-04-10")
    assert (refused.type.value, refused.factuality.value) == ("REJECT", "actual")
    (ahead,) = code("Officials from Iran and Iraq confer on Thursday.", date="2018-04-10")
    assert ahead.factuality.value == "planned"


def test_an_official_of_an_administration_is_not_of_the_state_where_he_speaks(code):
    (one,) = code("A senior administration official in Lausanne criticized Iran.", date="2018-04-10")
    assert [p.country for p in one.actor] == [None]


def test_a_place_is_done_to_only_where_nobody_else_is(code):
    (one,) = code("Protesters attacked police in Kingston.", date="2018-04-10")
    assert [p.text for p in one.recipient] == ["police"]


def test_the_occasion_of_a_deed_is_an_event_beside_it():
    text = "China and the United States signed a set of pacts at a summit this week in Beijing."
    reports = Coder().code(read_row({"text": text, "date": "2014-11-12"})).reports
    assert [r.type.value for r in reports] == ["SUPPORT", "CONSULT"]


def test_what_three_said_is_no_ones_alone():
    text = 'France, Britain and Germany met. "We urge Iran to halt enrichment," the three said in a statement.'
    (claim,) = Coder().code(read_row({"text": text, "date": "2022-03-15"})).claims
    assert claim.speaker.name == "France, United Kingdom, Germany"
    assert claim.speaker.id is None and claim.speaker.country is None


def test_tables_that_pages_call_up_settle_after_ever_more_pages(monkeypatch):
    coder, row = Coder(), read_row({"text": "France suspended aid to Niger.", "date": "2023-07-30"})
    settled: list[int] = []
    for number in range(1, 10):
        monkeypatch.setattr("newsledger.coding.coder.settle", lambda number=number: settled.append(number))
        list(coder.code_many([row]))
    assert settled == [1, 2, 4, 8]
