"""Rows of data to documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.errors import ReadingError
from newsledger.reading import document_id, read_row
from newsledger.reading.pieces import covers

SENTENCE = "The envoy left for the border on Sunday."


def test_a_row_keeps_its_identity_and_its_text():
    row = {"id": 7, "text": f"  {SENTENCE} \n", "title": "Envoy leaves", "authors": ["Jane Roe"], "gold": [1, 2]}
    document = read_row(row)
    assert document.input_id == "7"
    assert document.text == row["text"]
    assert document.title == "Envoy leaves"
    assert document.authors == ("Jane Roe",)


@pytest.mark.parametrize("key", ["text", "body", "content"])
def test_text_may_have_other_names(key):
    assert read_row({key: SENTENCE}).text == SENTENCE


def test_html_is_laid_out_as_text():
    assert read_row({"html": f"<p>{SENTENCE}</p>"}).text == SENTENCE
    assert read_row({"text": f"<html><body><p>{SENTENCE}</p></body></html>"}).text == SENTENCE


@pytest.mark.parametrize("row", [{}, {"text": ""}, {"text": " \n"}, {"text": None}, {"text": 5}, {"text": ["a"]}])
def test_a_row_without_text_is_refused(row):
    with pytest.raises(ReadingError, match="no text"):
        read_row(row)


def test_ids_come_from_text_and_address_alone():
    one, two = read_row({"id": 1, "text": SENTENCE}), read_row({"id": 2, "text": SENTENCE, "date": "2020-01-01"})
    assert one.document_id == two.document_id == document_id(SENTENCE, None)
    assert one.sha256 != two.sha256
    assert read_row({"text": SENTENCE, "url": "https://a.example"}).document_id != one.document_id


def test_the_hash_does_not_depend_on_key_order():
    assert read_row({"id": 1, "text": SENTENCE}).sha256 == read_row({"text": SENTENCE, "id": 1}).sha256


def test_outlets_come_from_names_domains_and_addresses():
    assert read_row({"text": SENTENCE, "outlet": {"name": "Lantern Post"}}).outlet.name == "Lantern Post"
    assert read_row({"text": SENTENCE, "domain": "lantern.example"}).outlet.name == "lantern.example"
    assert read_row({"text": SENTENCE, "url": "https://www.lantern.example/a"}).outlet.name == "lantern.example"
    assert read_row({"text": SENTENCE}).outlet is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SENTENCE, "en"),
        ("Rebels fled.", "en"),
        ("THE ARMED FORCES PRESS COMMITTEE REPORTED THE DEATH OF THREE SOLDIERS IN SAN MIGUEL.", "en"),
        ("El presidente de la república anunció ayer en Bogotá que no habrá nuevas negociaciones este año.", "es"),
        ("Президент страны объявил в пятницу о новых переговорах с соседями.", "ru"),
        ("12 34", None),
    ],
)
def test_language(text, code):
    assert read_row({"text": text}).language == code


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "text", "date", "url", "outlet", "authors", "title", "html"]), st.one_of(
    st.none(), st.integers(), st.text(max_size=80), st.lists(st.text(max_size=5)), st.booleans(), st.floats(),
)))  # fmt: skip
def test_any_row_is_read_or_refused(row):
    try:
        document = read_row(row)
    except ReadingError:
        return
    assert covers(document.text, document.zones)
    document.to_dict()
