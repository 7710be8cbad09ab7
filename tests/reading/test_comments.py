"""Readers' comments: each is one zone, and none is taken from the story."""

from newsledger.reading import read_text
from newsledger.records import ZoneKind

STORY = (
    "The council of the lake province voted on Tuesday to close the old bridge to lorries for the winter.\n\n"
    "Shop owners on the eastern shore said the detour would cost them customers in the busiest months of the year."
)


def comments(text):
    document = read_text(text, source="x")
    return [z.span.of(text).strip() for z in document.zones if z.kind is ZoneKind.COMMENT]


def test_numbered_comments_keep_their_indented_paragraphs():
    text = (
        f"{STORY}\n\n  1. I can’t believe they did this again!\n\n    We told them last year.\n\n"
        "  2. You get what you vote for.\n     Think about it.\n\n  3. Good news for the ducks, I guess.\n"
    )
    found = comments(text)
    assert len(found) == 3
    assert found[0].startswith("1. I can’t") and found[0].endswith("last year.")
    assert found[1].endswith("Think about it.")


def test_a_numbered_list_in_the_story_is_no_comment():
    text = f"{STORY}\n\n  1. The bridge closes in November.\n\n  2. The ferry runs twice a day.\n\nThe vote was close."
    assert comments(text) == []
    steady = f"{STORY}\n\n  1. The bridge closes in November.\n\n  2. The ferry runs twice a day."
    assert comments(steady) == []


def test_signed_comments_under_a_count():
    text = (
        f"{STORY}\n\nComments (2)\n\nJohn D. says: March 3, 2020 at 4:55 pm\n\nThis is silly.\n\nClose it all.\n\n"
        "Reply\n\n5 likes\n\nAnn says: March 4, 2020 at 9:01 am\n\nI disagree.\n\nReply"
    )
    found = comments(text)
    assert len(found) == 2
    assert found[0].startswith("John D. says:") and "5 likes" in found[0]
    assert found[1].startswith("Ann says:")


def test_a_name_and_a_stamp_on_two_lines_open_a_comment():
    text = (
        f"{STORY}\n\nLakeside Larry\nMarch 3, 2020 at 4:55 pm\nNobody asked me.\nReply\n\n"
        "BridgeFan\n2 days ago\nGood riddance.\nReply"
    )
    assert len(comments(text)) == 2


def test_unsigned_comments_under_a_count_are_paragraphs():
    text = f"{STORY}\n\n2 Comments\n\nI don’t think so!\n\nYou people never learn."
    assert comments(text) == ["I don’t think so!", "You people never learn."]


def test_a_count_above_the_story_heads_no_comments():
    text = f"12 Comments\n\n{STORY}\n\nThe mayor said she would appeal."
    assert comments(text) == []


def test_a_person_who_says_something_in_the_story_does_not_comment():
    text = (
        f"{STORY}\n\nMayor Ellis says:\n\n“The bridge is older than the town and has to be mended.”\n\n{STORY} Again."
    )
    assert comments(text) == []


def test_a_copyright_line_after_the_comments_is_no_comment():
    text = f"{STORY}\n\n  1. I can’t believe it!\n\n  2. You should.\n\n  © 2020 Lake Media"
    found = comments(text)
    assert len(found) == 2
