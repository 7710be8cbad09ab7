from __future__ import annotations

from dataclasses import replace

import pytest

from newsledger.language import pipeline
from newsledger.language.pipeline import MAX_PARAGRAPH
from newsledger.records import Span, Zone, ZoneKind

TEXT = "Talks open\n\nBy Ann Lee\n\nKim met Shoigu. They spoke of grain.\n\nA reader: what nonsense."


def zones(text: str = TEXT) -> tuple[Zone, ...]:
    kinds = (ZoneKind.HEADLINE, ZoneKind.BYLINE, ZoneKind.BODY, ZoneKind.COMMENT)
    starts = [text.index(w) for w in ("Talks", "By", "Kim", "A reader")]
    return tuple(Zone(k, *b) for k, b in zip(kinds, zip(starts, [*starts[1:], len(text)], strict=True), strict=True))


def test_only_coded_zones_are_parsed(parse):
    parsed = parse(TEXT, *zones())
    assert [s.text for s in parsed.sentences] == ["Talks open", "Kim met Shoigu.", "They spoke of grain."]
    assert [s.zone.kind for s in parsed.sentences] == [ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.BODY]


def test_sentences_know_their_place(parse):
    parsed = parse(TEXT, *zones())
    assert [s.index for s in parsed.sentences] == [0, 1, 2]
    assert all(s.span.of(TEXT) == s.text for s in parsed.sentences)
    assert len({s.paragraph for s in parsed.sentences}) == 2


def test_tokens_lead_back_to_the_stored_text(parse):
    text = "“Kim’s envoy\u00a0left,” the palace said.\n\nShoigu stayed."
    parsed = parse(text)
    for sentence in parsed.sentences:
        for token in sentence.tokens:
            assert len(sentence.span_of(token).of(text)) == len(token.text)
    last = parsed.sentences[-1]
    assert last.between(last.tokens[0], last.tokens[1]).of(text) == "Shoigu stayed"
    assert last.span_of(last.tokens[0:2]).of(text) == "Shoigu stayed"


def test_what_stands_at_an_offset(parse):
    parsed = parse(TEXT, *zones())
    met = TEXT.index("met")
    sentence = parsed.sentence_at(met)
    assert sentence is not None and sentence.text == "Kim met Shoigu."
    token = sentence.token_at(met + 1)
    assert token is not None and token.text == "met"
    assert sentence.token_at(met + 3) is None, "a blank is no token"
    assert parsed.sentence_at(TEXT.index("By")) is None
    assert parsed.sentence_at(len(TEXT) + 5) is None


@pytest.mark.parametrize(("language", "sentences"), [("en", 1), (None, 1), ("fr", 0)])
def test_only_english_is_parsed(parse, language, sentences):
    assert len(parse("Kim met Shoigu.", language=language).sentences) == sentences


def test_dumps_are_left_out(parse):
    dump = "row 1 2 3 " * (MAX_PARAGRAPH // 10 + 1)
    assert [s.text for s in parse(f"{dump}\n\nKim met Shoigu.").sentences] == ["Kim met Shoigu."]


def test_many_documents_come_back_in_order_whatever_the_batch(nlp, parse):
    base = parse("Kim met Shoigu.").document
    texts = ["Kim met Shoigu.", "", "Rain fell. Wind rose.", "Troops left."]
    documents = [replace(base, text=t, zones=(Zone(ZoneKind.BODY, 0, len(t)),)) for t in texts]
    for batch in (1, 3, 64):
        parsed = list(nlp.parse_many(documents, batch))
        assert [p.document.text for p in parsed] == texts
        assert [len(p.sentences) for p in parsed] == [1, 0, 2, 1]


def test_the_pipeline_is_loaded_once():
    assert pipeline() is pipeline()
    assert pipeline().version


def test_the_words_inside_a_stretch_are_those_that_lie_within_it(parse):
    (sentence,) = parse("Kim met Shoigu in Pyongyang.").sentences
    start = sentence.span.start
    for first in range(12):
        for last in range(first, 30):
            span = Span(start + first, start + last)
            within = [t.text for t in sentence.words if span.contains(sentence.span_of(t))]
            assert [t.text for t in sentence.inside(span)] == within
