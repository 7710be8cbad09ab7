"""The quicker steps say what spaCy's own components say."""

from __future__ import annotations

import pytest
import spacy

from newsledger.language import DEFAULT_MODEL
from newsledger.language.entities import Entities
from newsledger.language.networks import quicken
from newsledger.language.steps import steps
from newsledger.language.wordforms import WordForms

TEXTS = (
    "President Emmanuel Macron of France met Olaf Scholz in Berlin on 14 July 2023, the Elysee said.",
    "There were talks; let's hope they ain't over, you're told. I did what it did to me.",
    "  Two  blanks   and a tab stand here, in the   United Nations building.  ",
    "\"We can't go on,\" she said. \"Nothin' doin',\" the striker's union replied. They gotta leave.",
    "North Korea fired ballistic missiles towards the Sea of Japan. Seoul condemned it",
    "",
    "Workers struck.",
)


@pytest.fixture(scope="module")
def plain():
    from newsledger.language.pipeline import load

    return load(DEFAULT_MODEL)


def told(doc):
    kept = ("text", "tag_", "pos_", "dep_", "lemma_", "ent_type_", "ent_iob_", "is_sent_start")
    return [(*(getattr(t, name) for name in kept), t.head.i) for t in doc]


def entities(doc):
    return [(e.text, e.label_, e.start, e.end) for e in doc.ents]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_parsed_as_spacy_parses_it(nlp, plain, text):
    (ours,) = nlp.read([text])
    assert told(ours) == told(plain(text))
    assert entities(ours) == entities(plain(text))


def test_texts_read_together_or_alone_are_read_alike(nlp):
    together = [told(doc) for doc in nlp.read(TEXTS * 12)]
    alone = [told(doc) for text in TEXTS for doc in nlp.read([text])]
    assert together == alone * 12


def test_the_pipeline_still_answers_for_itself(nlp, plain):
    assert told(nlp.nlp(TEXTS[0])) == told(plain(TEXTS[0]))


def test_what_was_met_is_remembered_and_memory_is_bounded(nlp, monkeypatch):
    forms = WordForms(nlp.nlp, nlp.nlp.get_pipe("attribute_ruler"), nlp.nlp.get_pipe("lemmatizer"))
    monkeypatch.setattr("newsledger.language.wordforms._KEPT", 5)
    for text in (*TEXTS, *TEXTS):
        doc = nlp.nlp.make_doc(text)
        for name in ("tok2vec", "tagger", "parser"):
            doc = nlp.nlp.get_pipe(name)(doc)
        forms([doc])
        assert [t.lemma_ for t in doc] == [t.lemma_ for t in nlp.nlp(text)]
        assert len(forms._forms) <= 5 + len(doc)


def test_other_components_are_used_as_they_are(plain):
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    ruler = blank.add_pipe("attribute_ruler")
    ruler.add([[{"TEXT": {"FUZZY": "Kim"}}]], {"LEMMA": "kim"})
    assert not WordForms.fits(ruler, plain.get_pipe("lemmatizer"))
    assert not Entities.fits(ruler)
    docs = [blank.make_doc("Kim met him. He left.")]
    for step in steps(blank):
        step(docs)
    assert [t.lemma_ for t in docs[0]][:1] == ["kim"]
    assert len(list(docs[0].sents)) == 2


def test_a_pipeline_without_networks_is_left_alone():
    blank = spacy.blank("en")
    quicken(blank)
    assert [t.text for t in blank("Kim met him.")] == ["Kim", "met", "him", "."]
