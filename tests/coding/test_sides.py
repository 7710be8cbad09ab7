"""Who is on which side of an event."""

from __future__ import annotations

import pytest

from newsledger import Coder
from newsledger.reading import read_row


@pytest.fixture(scope="module")
def sides():
    coder = Coder()

    def run(text: str) -> list[tuple[list[str | None], list[str | None]]]:
        reports = coder.code(read_row({"text": text, "date": "2021-05-15"})).reports
        return [([p.country or p.name for p in r.actor], [p.country or p.name for p in r.recipient]) for r in reports]

    return run


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Clashes between Azerbaijani and Armenian forces killed five soldiers.", ["AZE", "ARM"]),
        ("Fighting between the army and M23 rebels resumed on Monday.", ["army", "COD"]),
    ],
)
def test_those_between_whom_it_is_are_all_doers(sides, text, actors):
    (found,) = sides(text)
    assert found[0] == actors


def test_parties_of_another_clause_have_no_part_in_what_is_between_two(sides):
    text = "Russia closed its borders with Iran and Turkey because of fighting between Azerbaijanis and Armenians."
    assert (["AZE", "ARM"], []) in sides(text)


def test_a_name_beside_the_office_that_was_attacked_attacked_nobody(sides):
    (found,) = sides("An attempt to assassinate the deputy governor of the Tyumen region, Oleg Chemezov, was thwarted.")
    assert found[0] == []


def test_the_name_before_an_attack_is_its_doers_past_the_word_between(sides):
    (found,) = sides("Recent US Predator attacks have killed at least eight al-Qaeda leaders since last July.")
    assert found[0] == ["USA"]


def test_who_speaks_of_his_own_deed_did_it(sides):
    (found,) = sides('"We have attacked the Russian base," said the Ukrainian general.')
    assert found == (["UKR"], ["RUS"])


def test_a_name_before_an_events_noun_has_a_part_in_it(sides):
    (found,) = sides("Petraeus was overshadowed by the FBI investigation of Hillary Clinton.")
    assert found[0] == ["USA"]


def test_who_only_tells_of_a_visit_is_not_visited(sides):
    text = "A U.S. spokeswoman, Adrienne Watson, said in a statement that Sergei Shoigu traveled to North Korea."
    assert (["RUS"], ["PRK"]) in sides(text)


def test_to_who_receives_it_is_done(sides):
    (found,) = sides("Chad received military aid from France on Friday.")
    assert found == (["FRA"], ["TCD"])


def test_a_told_clause_beside_is_another_deeds(sides):
    found = sides("Norway condemned the raid on Monday as Kenya urged Chad to leave.")
    assert (["NOR"], []) in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya urged Uganda to be calm after a raid by rebels on a camp in Chad.", (["KEN"], ["UGA"])),
        ("The minister of Kenya accused Uganda on Twitter on Friday.", (["KEN"], ["UGA"])),
        ("Uganda must release the prisoners, the president of Kenya said on Friday.", (["KEN"], ["UGA"])),
        ("Kenya's warnings to Uganda came as Chad closed its border.", (["KEN"], ["UGA"])),
        ("Taiwan's navy detected three Chinese warships on Friday.", (["CHN"], ["TWN"])),
    ],
)
def test_the_words_themselves_say_who_is_on_which_side(sides, text, found):
    assert found in sides(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # With whom somebody talked on another occasion.
        ("During a call with King Abdullah, President Biden reaffirmed American support.", ["USA"]),
        ("After meeting with Fumio Kishida in Tokyo, Antony Blinken condemned the launch.", ["USA"]),
        # The doer's name is known to nobody: whoever stands beside it did not do it.
        ("After meeting with Fumio Kishida in Tokyo, Zubrowka condemned the launch.", None),
    ],
)
def test_who_stands_beside_the_doer_has_not_done_it(sides, text, found):
    assert [actor for actor, _ in sides(text) if "JPN" in actor or "JOR" in actor or actor == found][-1:] == (
        [found] if found else []
    )


def test_where_two_met_is_not_whom_they_met(sides):
    (found,) = sides("Sergei Lavrov of Russia and Hakan Fidan of Turkey met in Cairo on Monday.")
    assert found == (["RUS", "TUR"], [])


def test_who_speaks_in_a_call_with_somebody_talked_with_him(sides):
    text = (
        "Iran's foreign minister rejected the report. In a telephone call with his Omani counterpart, he blamed Israel."
    )
    talked = [found for found in sides(text) if "OMN" in (*found[0], *found[1])]
    assert any({*actor, *recipient} == {"IRN", "OMN"} for actor, recipient in talked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Who could spare the threat, who is complained of and not to, whom the doer meets.
        ("Kurdish rebels threatened to strike unless Turkey withdraws its troops.", ["TUR"]),
        ("Chad complained to the United Nations on Tuesday over two Libyan air raids.", ["LBY"]),
        ("Kenya protested to Uganda over the shelling.", ["UGA"]),
        ("President Ruto gave a warm welcome to Ugandan leader Yoweri Museveni.", ["UGA"]),
    ],
)
def test_the_clause_says_to_whom_it_is_done(sides, text, found):
    assert [recipient for _, recipient in sides(text)] == [found]


def test_who_meets_somebody_is_not_beside_the_state_of_that_one(sides):
    met = sides("Vladimir Putin hosted Kim Jong Un for a summit of Russia and North Korea.")
    assert met and all("PRK" not in actor for actor, recipient in met if "PRK" in recipient)
