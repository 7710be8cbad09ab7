"""What stands about a story is told from it, in text as in HTML."""

import pytest

from newsledger.reading import read_html, read_text

FIRST = (
    "The lake province's council voted on Tuesday to close the old bridge to lorries until the spring floods are over."
)
SECOND = "Shop owners on both banks accused the council of breaking its word, and they blocked the ramp with crates."
LINKS = ("Ferry timetable is thrown into doubt", "What the engineers found under the deck")


def kinds(text, **more):
    """Each line of a page with the kind of its zone."""
    document = read_text(text, source="page.txt", **more)
    return {
        line.strip(): zone.kind.value
        for zone in document.zones
        for line in zone.span.of(document.text).splitlines()
        if line.strip()
    }


def html_kinds(body):
    document = read_html(f"<html><body>{body}</body></html>".encode(), source="page.html")
    return {z.span.of(document.text).strip(): z.kind.value for z in document.zones}


@pytest.mark.parametrize("heading", ["Most read", "More from Lake Province", "You may also like", "Read more:"])
def test_the_lines_of_a_list_of_links_go_with_its_heading(heading):
    found = kinds("\n\n".join([FIRST, SECOND, heading + "\n" + "\n".join(LINKS)]))
    assert {found[heading], *(found[link] for link in LINKS)} == {"promotion"}


def test_a_button_in_a_live_page_heads_no_list():
    found = kinds("\n\n".join([FIRST, "Share", "16.20", "Crates are cleared away", SECOND]))
    assert found["Share"] == "promotion"
    assert found["16.20"] == "dateline"
    assert found["Crates are cleared away"] == "headline"


def test_any_promotion_heads_the_links_that_the_page_ends_with():
    found = kinds("\n\n".join([FIRST, SECOND, "WATCH: A lorry turns back", *LINKS]))
    assert {found[link] for link in LINKS} == {"promotion"}


def test_a_machines_summary_is_no_reporting():
    points = ["Bridge closed to lorries", "Traders block the ramp"]
    found = kinds("\n\n".join(["Summary generated with AI", "Key points", "\n".join(points), FIRST, SECOND]))
    assert {found[p] for p in points} == {"boilerplate"}
    assert found[FIRST] == found[SECOND] == "body"


def test_key_points_of_people_stay():
    found = kinds("\n\n".join([FIRST, "Key points", "Bridge closed to lorries\nTraders block the ramp", SECOND]))
    assert found["Traders block the ramp"] == "body"


def test_a_sections_name_above_the_headline_is_a_label():
    found = kinds("\n\n".join(["Lake Province", "Bridge closed to lorries until spring", FIRST, SECOND]))
    assert found["Lake Province"] == "boilerplate"
    assert found["Bridge closed to lorries until spring"] == "headline"


def test_a_release_is_its_text_without_letterhead_and_contacts():
    lines = ["Council of the Lake Province", "PRESS RELEASE", "Council closes the old bridge to lorries", FIRST, SECOND]
    found = kinds("\n\n".join([*lines, "###", "Ring the bridge office on weekdays from nine to noon."]))
    assert found["Council of the Lake Province"] == "boilerplate"
    assert found["Ring the bridge office on weekdays from nine to noon."] == "boilerplate"
    assert found[FIRST] == "body"


def test_the_authors_line_counts_at_the_foot_only():
    about = "Rosa Teller is a senior writer for the Lake Quarterly."
    assert kinds("\n\n".join([FIRST, SECOND, about]))[about] == "boilerplate"
    assert kinds("\n\n".join([FIRST, about, *[f"{SECOND} {n}." for n in range(7)]]))[about] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "You have 3 free articles left this month",
        "Get unlimited access for $2 a week",
        "Already a subscriber? Log in",
        "Show more updates",
        "Do you have a story for us? Email the newsroom",
        "(WATCH: The crates go up)",
    ],
)
def test_offers_and_invitations(line):
    assert kinds("\n\n".join([FIRST, line, SECOND]))[line] == "promotion"


@pytest.mark.parametrize(
    "line",
    ["3 of 12", "This article was amended on 4 May 2021.", "Home World Sport Opinion", "Press office, a@b.example"],
)
def test_page_furniture(line):
    assert kinds("\n\n".join([FIRST, line, SECOND]))[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    ["Mirka Solano, Political Correspondent", "*By Jonas Ferrant*", "Ada Hoyle in Tarn and Tom Bree in Port Lumen"],
)
def test_bylines(line):
    assert kinds("\n\n".join(["Bridge closed to lorries until spring", line, FIRST, SECOND]))[line] == "byline"


def test_police_who_have_information_are_news():
    told = "Officers said that they have information on who moved the crates, and they asked the council for its tapes."
    assert kinds("\n\n".join([FIRST, told, SECOND]))[told] == "body"


def test_comments_under_a_heading_that_we_do_not_know():
    remarks = "Hedda\n2 hours ago\nAbout time.\n3 likes Reply\n\nLorry Lou\n1 hour ago\nSays who?\n1 likes Reply"
    document = read_text("\n\n".join([FIRST, SECOND, "The jetty\n2 voices so far", remarks]), source="x")
    assert [z.kind.value for z in document.zones] == ["body", "boilerplate", "comment", "comment"]


def test_tables_of_data_are_body_a_row_a_line():
    found = html_kinds(
        f"<article><h1>Bridge closed</h1><p>{FIRST}</p><p>{SECOND}</p><table>"
        "<tr><td>3 May</td><td>Deck cracks.</td></tr><tr><td>9 May</td><td>Council votes.</td></tr></table></article>"
    )
    assert any("3 May | Deck cracks." in text and kind == "body" for text, kind in found.items())


def test_tables_for_layout_are_undone():
    found = html_kinds(
        f"<table><tr><td><a href='/'>Home</a></td><td><b>Bridge closed to lorries</b><br>By Arno Weil<br><br>{FIRST}"
        f"<br><br>{SECOND}</td></tr></table>"
    )
    assert found["Bridge closed to lorries"] == "headline"
    assert found["By Arno Weil"] == "byline"
    assert found[f"{FIRST}\n\n{SECOND}"] == "body"


def test_preformatted_text_is_cut_as_plain_text_is():
    found = html_kinds(f"<pre>BRIDGE CLOSED TO LORRIES\n\n{FIRST}\n\n{SECOND}\n</pre>")
    assert found["BRIDGE CLOSED TO LORRIES"] == "headline"
    assert found[f"{FIRST}\n\n{SECOND}"] == "body"


def test_a_section_of_readers_whose_comments_bear_no_mark():
    found = html_kinds(
        f"<article><h1>Bridge closed</h1><p>{FIRST}</p><p>{SECOND}</p></article><div class='reader-reactions'>"
        "<p>The jetty</p><div><b>Hedda</b> 2 hours ago<p>About time.</p></div>"
        "<div><b>Lou</b> 1 hour ago<p>Says who?</p></div></div>"
    )
    assert sum(kind == "comment" for kind in found.values()) == 2
    assert found["The jetty"] == "boilerplate"
