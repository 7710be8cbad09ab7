"""Which part of a page each stretch of its text belongs to."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.reading import read_text
from newsledger.reading.pieces import covers, split
from newsledger.records import ZoneKind

PARAGRAPH = (
    "The finance minister told parliament on Monday that the new harbour tax would be put off until the spring session."
)
SECOND = "Opposition members said the delay showed that the cabinet had lost control of its own programme for the year."
THIRD = "Dock workers in the two southern ports have been on strike since the tax was first announced three weeks ago."


def parts(*lines):
    """(kind, text) of every zone of a page made of these paragraphs."""
    text = "\n\n".join(lines)
    document = read_text(text, source="page.txt")
    assert covers(text, document.zones)
    return [(z.kind.value, z.span.of(text).strip()) for z in document.zones]


def kind_of(line, *, before=(PARAGRAPH, SECOND), after=(THIRD,)):
    """The kind given to a line that stands among these paragraphs."""
    found = [kind for kind, text in parts(*before, line, *after) if line in text]
    assert len(found) == 1, found
    return found[0]


def test_a_lone_sentence_is_body_whatever_it_says():
    for sentence in (PARAGRAPH, "Read more", "By Jane Roe", "Photo: the minister", "Copyright lawyers sued the state."):
        assert parts(sentence) == [("body", sentence)]


def test_a_page_with_nothing_remarkable_is_all_body():
    assert parts(PARAGRAPH, SECOND, THIRD) == [("body", "\n\n".join([PARAGRAPH, SECOND, THIRD]))]


def test_a_short_unstopped_first_line_is_the_headline_and_the_title():
    document = read_text(f"Harbour tax put off after strike\n\n{PARAGRAPH}\n\n{SECOND}", source="x")
    assert document.zones[0].kind is ZoneKind.HEADLINE
    assert document.title == "Harbour tax put off after strike"


def test_a_heading_between_paragraphs_is_a_headline_but_not_the_title():
    document = read_text(f"{PARAGRAPH}\n\nWhat the Dockers Want\n\n{SECOND}", source="x")
    assert [z.kind.value for z in document.zones] == ["body", "headline", "body"]
    assert document.title is None


@pytest.mark.parametrize(
    "line",
    [
        "Read more",
        "ADVERTISEMENT",
        "Advertisement Continue reading the main story",
        "RELATED: Dockers walk out again",
        "Sign up for our morning newsletter",
        "JUST WATCHED A minister resigns in Oslo Replay More Videos ... MUST WATCH A minister resigns in Oslo 02:10",
        "Follow us on Twitter @harbournews",
        "Follow Jane Roe on Twitter @janeroe",
        "Share this article",
        "Facebook | Twitter | WhatsApp",
        "OUR NEWSLETTERS",
        "Click here to download our app",
        "Subscribe to our evening briefing",
    ],
)
def test_promotions(line):
    assert kind_of(line) == "promotion"


@pytest.mark.parametrize(
    "line",
    [
        "© 2019 Harbour Media. All rights reserved.",
        "Copyright 2019 The Harbour Gazette",
        "By signing up you agree to the Terms & Conditions of Harbour Media",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "We use cookies to improve your experience on this site.",
        "Mary Major in Lisbon contributed to this report.",
        "Summary is AI Generated. Newsroom Reviewed",
        "4 min read",
        "* * *",
        "This story has been updated with new figures.",
    ],
)
def test_boilerplate(line):
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Sign-ups for the militia were slow across the north, two officials said on Friday.",
        "Read aloud in court, the letter accused the general of treason.",
        "Copyright talks between the two governments broke down in Geneva.",
        "Donors contributed to the campaign of the governor.",
        "Gunfire was reported from the embassy quarter.",
        "The cameras recorded everything, the police chief said.",
        "By Monday the rebels had taken both bridges.",
    ],
)
def test_sentences_that_only_begin_like_furniture_stay_body(line):
    assert kind_of(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Dockers block the gate of the southern port on Friday. (AP Photo/Mary Major)",
        "FILE - The finance minister leaves parliament in this picture from March.",
        "Photo: strikers at the gate",
        "Strikers stand at the gate of the port (Image source: Harbour Media)",
        "The minister on the steps of parliament. Mary Major/Getty Images",
    ],
)
def test_captions(line):
    assert kind_of(line) == "caption"


def test_a_caption_that_layout_repeats_is_kept_once():
    caption = "Dockers block the gate of the southern port on Friday morning. (AP Photo/Mary Major)"
    assert [kind for kind, _ in parts(caption, caption, PARAGRAPH, SECOND)] == ["caption", "boilerplate", "body"]


def test_a_sentence_that_stands_again_in_the_body_is_a_pull_quote():
    pulled = "“The cabinet has lost control of its own programme”"
    body = f"A veteran of the opposition spoke for an hour. {pulled[:-1]} and everyone knows it,” she told the chamber."
    assert [kind for kind, _ in parts(PARAGRAPH, pulled, body)] == ["body", "pull quote", "body"]


def test_leftover_tags_are_boilerplate_and_what_they_hold_is_read():
    line = f'<div class="deck"><p>{THIRD}</p></div>'
    assert [kind for kind, _ in parts(PARAGRAPH, line, SECOND)] == [
        "body",
        "boilerplate",
        "body",
        "boilerplate",
        "body",
    ]


def test_a_closing_read_more_is_cut_from_its_paragraph():
    assert parts(PARAGRAPH, f"{SECOND} Read more")[-1] == ("promotion", "Read more")


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("KABUL (AP) — ", "The governor said the road was open."),
        ("DES MOINES, Iowa (AP) — ", "The governor said the road was open."),
        ("WASHINGTON -- ", "The governor said the road was open."),
        ("Cairo (AFP) – ", "The governor said the road was open."),
        ("(Reuters) - ", "The governor said the road was open."),
        ("PARIS, Aug 31 (Reuters) - ", "The governor said the road was open."),
        ("LIMA, 4 FEB 90 (EFE) -- [TEXT] ", "THE GOVERNOR SAID THE ROAD WAS OPEN."),
        ("BOGOTA, 7 MAR 89 -- [REPORT] [ARMY PRESS OFFICE] [TEXT] ", "THE GOVERNOR SAID THE ROAD WAS OPEN."),
        ("date 2021-04-05 ", "The governor said the road was open."),
    ],
)
def test_datelines_reach_to_where_the_story_begins(dateline, rest):
    text = dateline + rest
    zones = read_text(text, source="x").zones
    assert [(z.kind.value, z.span.of(text)) for z in zones] == [("dateline", dateline), ("body", rest)]


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO -- which has no army of its own -- asked for troops.",
        "THE ENVOY TOLD ACAN - EFE THAT THE TALKS HAD FAILED.",
        "Two men — both armed — were held at the border.",
        "The U.S. - China talks resumed in Geneva on Monday.",
    ],
)
def test_a_dash_makes_no_dateline(sentence):
    assert parts(sentence) == [("body", sentence)]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("By Jane Roe and John Doe, Associated Press", ("Jane Roe", "John Doe")),
        ("By JANE ROE, Staff Writer", ("JANE ROE",)),
        ("Written by Mary Ann Major | March 4, 2019", ("Mary Ann Major",)),
    ],
)
def test_bylines_name_the_authors(line, authors):
    document = read_text(f"Harbour tax put off\n\n{line}\n\n{PARAGRAPH}\n\n{SECOND}", source="x")
    assert [z.kind.value for z in document.zones] == ["headline", "byline", "body"]
    assert document.authors == authors


def test_hard_wrapped_paragraphs_stay_whole():
    text = (
        "   THE NATIONAL POLICE COMMAND REPORTED TODAY THAT A COLUMN OF ARMED MEN\n"
        "ENTERED THE TOWN OF SAN MATEO BEFORE DAWN AND BURNED THE MAYOR'S OFFICE,\n"
        "WHICH HAD BEEN EMPTY SINCE THE ELECTION.\n\n"
        "   NO ONE WAS HURT IN THE ATTACK, THE COMMAND ADDED, BUT THE TELEPHONE LINE\n"
        "TO THE CAPITAL WAS CUT FOR SEVERAL HOURS."
    )
    assert [z.kind.value for z in read_text(text, source="x").zones] == ["body"]


LINES = st.one_of(
    st.sampled_from(
        [
            *(
                "Read more",
                "By Jane Roe",
                PARAGRAPH,
                SECOND,
                "",
                "  1. I don’t buy it!",
                "    You said so.",
                "Comments (3)",
            ),
            *("OSLO (AP) — The talks failed.", "<p>x</p>", "Jane says: March 3, 2020 at 4:55 pm", "New York Times:"),
            *("\t", "___"),
        ]
    ),
    st.text(max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " \n \n"]))
def test_zones_cover_any_text_end_to_end(lines, glue):
    text = glue.join(lines)
    if text.strip():
        document = read_text(text, source="x")
        assert covers(text, document.zones)
        assert document.text == text


def test_zoning_is_quick():
    text = "\n\n".join(f"{PARAGRAPH} {SECOND} ({n})" for n in range(400))
    read_text(text[:2000], source="x")
    start = time.process_time()
    read_text(text, source="x")
    assert (time.process_time() - start) / (len(text) / 1000) < 0.001


@pytest.mark.parametrize("line", ["<b>Yes</b>", "<b> </b>", "<br> yes>", "<p><i>", "<a>b>"])
def test_tags_about_a_line_leave_no_piece_of_nothing(line):
    pieces = split(f"One line.\n{line}\nAnother.")
    assert all(each.text for each in pieces)
    assert (pieces[0].text, pieces[-1].text) == ("One line.", "Another.")
