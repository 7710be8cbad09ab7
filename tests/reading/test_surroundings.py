"""What stands about a story, told by its place and its shape, with words that no list holds."""

import pytest

from newsledger.reading import read_html, read_text
from newsledger.records import ZoneKind

STORY = (
    "The assembly of the river province voted on Monday to dismiss its governor, who refused to publish the accounts.",
    "Governor Ilse Marn called the vote unlawful and told the assembly that she would not leave the residence.",
    "Soldiers of the river province took up positions in front of the residence in the evening, witnesses said.",
    "The assembly's speaker asked the constitutional court to confirm the vote before the end of the week.",
)
HEADLINE = "Assembly dismisses governor of river province"


def zones(*lines):
    """Kind of every line of a text dump."""
    text = "\n\n".join(lines)
    document = read_text(text, source="page.txt")
    found = {}
    for line in lines:
        at = text.index(line)
        found[line] = next(z.kind.value for z in document.zones if z.start <= at < z.end)
    return found


def test_lines_above_the_headline_that_share_nothing_with_the_story_are_not_its_headline():
    found = zones("Tonight: frost inland", "Orchard prizes go north again", HEADLINE, *STORY)
    assert found[HEADLINE] == "headline"
    assert found["Tonight: frost inland"] == "boilerplate"
    assert found["Orchard prizes go north again"] == "promotion"


def test_key_lines_that_share_the_storys_words_stay_headlines():
    found = zones(HEADLINE, "Governor Marn refuses to leave residence", *STORY)
    assert set(found.values()) == {"headline", "body"}


def test_lines_below_the_story_lead_elsewhere():
    links = ("Elsewhere", "An orchestra without a conductor", "Why the late train is early", "Twelve soups")
    found = zones(HEADLINE, *STORY, *links)
    assert {found[line] for line in links} == {"promotion"}
    assert {found[p] for p in STORY} == {"body"}


def test_a_sentence_that_is_cut_off_at_the_end_stays():
    cut = "The speaker of the assembly, who had asked the court to confirm the vote, said on Tuesday evening that the"
    assert zones(HEADLINE, *STORY, cut)[cut] == "body"


@pytest.mark.parametrize(
    "call",
    [
        "Is your roof ready for winter? Ring Brandt & Daughters on 555-0199.",
        "Taste the mountain! Three cheeses, one box, at your door by Friday.",
        "Have you tried our puzzles?",
    ],
)
def test_calls_to_the_reader_between_paragraphs_are_promotions(call):
    found = zones(HEADLINE, *STORY[:2], call, *STORY[2:])
    assert found[call] == "promotion"
    assert {found[p] for p in STORY} == {"body"}


@pytest.mark.parametrize(
    "said",
    [
        "“You will read it in the papers,” the governor told reporters.",
        "Shop owners closed their shutters and waited.",
        "Read in public, the letter accused the speaker of treason.",
        "Whoever you ask in the market blames the court.",
    ],
)
def test_sentences_with_such_words_that_tell_something_stay(said):
    assert zones(HEADLINE, *STORY[:2], said, *STORY[2:])[said] == "body"


def test_a_column_that_speaks_to_its_readers_keeps_its_paragraphs():
    spoken = [f"I tell you, {p[0].lower()}{p[1:]} And we let them." for p in STORY]
    call = "Ask your neighbours, then, and write down what they answer."
    assert zones(*spoken[:2], call, *spoken[2:])[call] == "body"


def test_running_heads_of_printed_pages_stand_apart_from_the_headline_that_they_repeat():
    head = "THE RIVER REVIEW"
    lines = (
        head,
        "41",
        HEADLINE,
        *STORY[:2],
        HEADLINE.upper(),
        "42",
        *STORY[2:],
        head,
        "43",
        STORY[0].replace("M", "S"),
    )
    text = "\n\n".join(lines)
    document = read_text(text, source="x")
    heads = [z.span.of(text).strip() for z in document.zones if z.kind is ZoneKind.HEADLINE]
    assert heads == [HEADLINE]


def test_lines_for_machines_and_notes_in_brackets_are_no_story():
    code, note = "KX0411 r w BC-River-Vote 2ndLd 11-04 0310", "[Passage on the history of the assembly left out.]"
    found = zones(code, HEADLINE, *STORY, note)
    assert found[code] == found[note] == "boilerplate"


def test_an_authors_line_below_the_story_is_known_by_the_byline():
    about = "Marta Quill grows pears and keeps bees."
    assert (
        zones(HEADLINE, "By Marta Quill", *STORY, about.replace("grows", "writes on"))[
            about.replace("grows", "writes on")
        ]
        == "boilerplate"
    )
    assert zones(HEADLINE, *STORY, about)[about] == "body"


def test_a_name_behind_the_last_sentence_makes_a_caption():
    line = "Guards stand before the residence of the governor on Monday evening. Anna Feld/Lakeside Pictures"
    assert zones(HEADLINE, line, *STORY)[line] == "caption"
    signed = "“Nobody told us that the residence would be guarded on Monday evening.” Anna Feld"
    assert zones(HEADLINE, *STORY, signed)[signed] == "body"


def test_a_paragraph_that_is_one_link_is_a_promotion():
    linked = (
        "<p><a href='/x'>The assembly's long road to its vote of Monday evening, told by those who were there.</a></p>"
    )
    body = "".join(f"<p>{p}</p>" for p in STORY[:2]) + linked + "".join(f"<p>{p}</p>" for p in STORY[2:])
    document = read_html(f"<html><body><article><h1>{HEADLINE}</h1>{body}</article></body></html>".encode(), source="x")
    assert "promotion" in {z.kind.value for z in document.zones if "long road" in z.span.of(document.text)}


def test_words_that_share_an_element_with_a_picture_are_its_caption():
    picture = "<div class='b'><img src='1.jpg'><div class='t'>Guards wait for the governor to leave.</div></div>"
    body = picture + "".join(f"<p>{p}</p>" for p in STORY)
    document = read_html(f"<html><body><article><h1>{HEADLINE}</h1>{body}</article></body></html>".encode(), source="x")
    captions = [z.span.of(document.text).strip() for z in document.zones if z.kind is ZoneKind.CAPTION]
    assert captions == ["Guards wait for the governor to leave."]


def test_headings_that_the_extractor_drops_are_put_back_in_their_place():
    parts = "".join(f"<h2>Part {n}</h2><p>{p}</p>" for n, p in zip(("one", "two", "three", "four"), STORY, strict=True))
    page = f"<html><body><table><tr><td><div>{parts}</div></td></tr></table></body></html>"
    text = read_html(page.encode(), source="x").text
    assert [text.index(s) for s in ("Part two", STORY[1], "Part three", STORY[2])] == sorted(
        text.index(s) for s in ("Part two", STORY[1], "Part three", STORY[2])
    )


def test_one_paragraph_in_the_first_person_makes_the_page_its_authors():
    spoken = "I have watched this assembly for thirty years, and nothing in it surprises me any more."
    call = "If you hold your breath until it is dissolved, you will faint."
    assert zones(spoken, *STORY, call)[call] == "body"
