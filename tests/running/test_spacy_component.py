"""Reports on a spaCy doc."""

import pytest
import spacy

from making import CountingCoder
from newsledger.running.spacy_component import Component

TEXT = "Kim met Shoigu. He said so.\n\nNothing else."


@pytest.fixture
def nlp():
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    return made


def test_reports_point_into_the_doc(nlp):
    doc = Component(CountingCoder())(nlp(TEXT))
    (report,) = doc._.reports
    assert doc.text[report.evidence.start : report.evidence.end] == "Kim met Shoigu."
    assert len(doc._.claims) == 1
    assert doc.char_span(0, 15).text == "Kim met Shoigu."


def test_docs_are_coded_together_and_in_order(nlp):
    component = Component(CountingCoder(), min_confidence=0.9)
    docs = list(component.pipe([nlp(TEXT), nlp(""), nlp("Nothing.")], batch_size=2))
    assert [doc.text for doc in docs] == [TEXT, "", "Nothing."]
    assert all(doc._.reports == () for doc in docs)


def test_the_factory_is_found_by_name_and_codes_with_the_docs_own_date(nlp):
    nlp.add_pipe("newsledger", config={"published": "2023-07-27"})
    doc = nlp.make_doc(
        "Russian Defense Minister Sergei Shoigu met North Korean leader Kim Jong Un in Pyongyang on Wednesday."
    )
    doc._.published = "2023-07-28"
    (report,) = nlp(doc)._.reports
    assert (report.type.value, str(report.when.start)) == ("CONSULT", "2023-07-26")
    assert nlp.to_bytes()
