"""Readers' remarks without any word of a comment system, told by their form."""

import pytest

from newsledger.reading import read_html, read_text
from newsledger.records import ZoneKind

STORY = (
    "The assembly of the river province voted on Monday to dismiss its governor, who refused to publish the accounts.",
    "Governor Ilse Marn called the vote unlawful and told the assembly that she would not leave the residence.",
)
REMARKS = (
    ("pear_tree", "I never voted for her, and I won't start now."),
    ("Old Hand", "You people forget who built our bridge!"),
    ("marsh4", "My sister works there. Nobody's been paid since May."),
)


def comments(*lines):
    text = "\n\n".join(lines)
    document = read_text(text, source="x")
    return [z.span.of(text).strip() for z in document.zones if z.kind is ZoneKind.COMMENT]


@pytest.mark.parametrize(
    ("layout", "heading"),
    [
        ("{name}\n{words}", "Letters to the desk"),
        ("{name}\n14 May, 10:22\n{words}", "Over to the river"),
        ("{name}: {words}", "What our readers say"),
        ("{words}\n{name}", "Voices from the thread"),
        ("{name}\n{words}\n▲ 4 ▼ 1", "Over to the river"),
    ],
    ids=["under a name", "with times", "on one line", "signed below", "with votes"],
)
def test_remarks_are_found_and_counted_whatever_their_layout(layout, heading):
    found = comments(*STORY, heading, *(layout.format(name=n, words=w) for n, w in REMARKS))
    assert len(found) == len(REMARKS)
    for (_, words), remark in zip(REMARKS, found, strict=True):
        assert words in remark


def test_turns_of_an_interview_are_none():
    turns = [("Anna Feld", "Do you regret it?"), ("Ilse Marn", "I don't, and my people know it.")] * 3
    assert comments(*STORY, *(f"{n}\n{w}" for n, w in turns)) == []
    assert comments(*STORY, "What they say", *(f"{n.upper()}: {w}" for n, w in turns)) == []


def test_entries_of_a_live_page_are_none():
    entries = [
        f"{name}\n{n} min ago\n{p}" for n, (name, p) in enumerate(zip(("Anna Feld", "Bo Lind"), STORY, strict=True), 4)
    ]
    assert (
        comments("Governor dismissed", "Follow it with our reporters in the river province, hour by hour.", *entries)
        == []
    )


def test_elements_of_one_form_under_a_story_are_remarks():
    posts = "".join(f"<div class='k'><b>{n}</b><div>14 May, 10:22</div><div>{w}</div></div>" for n, w in REMARKS)
    story = "".join(f"<p>{p}</p>" for p in STORY)
    document = read_html(
        f"<html><body><div>{story}</div><div><h3>Thread</h3>{posts}</div></body></html>".encode(), source="x"
    )
    assert sum(z.kind is ZoneKind.COMMENT for z in document.zones) == len(REMARKS)
