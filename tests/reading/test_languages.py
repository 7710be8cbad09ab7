"""Which language a text is in, where names are many and words are few."""

import pytest

from newsledger.reading.languages import language

ENGLISH = [
    "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Kampala on Monday.",
    "Ursula von der Leyen visited Georgia Meloni in Reggio Calabria.",
    "PAKISTAN TESTS MISSILE AFTER TALKS FAIL IN GENEVA",
    "Rain fell.",
    "Ruto Pledges Solidarity With Eastern Congo In Kigali Speech",
    "Kenyan President William Ruto's allies met in Mombasa.",
]
OTHERS = [
    ("es", "El presidente Gustavo Petro se reunió el martes en Quito con su homólogo de Ecuador."),
    ("de", "Was will die Ministerin in Ankara? Das war die Frage, die am Montag alle stellten."),
    ("fr", "La ministre a rencontré mardi à Dakar les chefs de la région, a dit son porte-parole."),
    ("nl", "De minister heeft in Jakarta gesproken met zijn collega, dat is wat hij zei over het plan."),
    ("pt", "O presidente encontrou-se na quinta-feira em Luanda com o ministro dos negócios estrangeiros."),
    ("nl", "Rutte wil meer geld voor defensie van Navo-landen"),
    ("es", "Petro recibe a Boric en Bogota para hablar de comercio"),
    ("it", "Il presidente ha incontrato a Tirana il ministro degli esteri della Bulgaria."),
]


@pytest.mark.parametrize("text", ENGLISH)
def test_a_line_full_of_names_is_english_all_the_same(text):
    assert language(text) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS, ids=[text[:12] for _, text in OTHERS])
def test_words_that_look_english_do_not_make_other_languages_english(code, text):
    assert language(text) == code


@pytest.mark.parametrize("text", ["", "1914-1918", "№ 7"])
def test_what_has_no_words_has_no_language(text):
    assert language(text) is None
